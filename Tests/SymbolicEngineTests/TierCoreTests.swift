import ClusterModel
import Intents
import SymbolicEngine
import Testing

/// What answers rest on where tiers decide: rules of cluster-scoped policies are facts like those of any other.
@Suite struct TierCoreTests {
  private var cluster = Cluster()
  private let shop: NamespaceID
  private let web: PodID
  private let db: PodID
  private let isolation = PolicyID.networkPolicy(NetworkPolicyID(rawValue: 0))

  init() {
    shop = cluster.namespace("shop")
    web = cluster.pod("web", in: shop, ["app": "web"])
    db = cluster.pod("db", in: shop, ["app": "db"])
  }

  private func grounds(
    _ cluster: Cluster, _ stance: Stance, _ certainty: SymbolicEngine.Certainty = .may
  ) -> [Ground]? {
    guard case .core(let core) = cluster.engine().core(of: flow(web, db), stance, certainty) else {
      return nil
    }
    #expect(core.isMinimal)
    return core.grounds
  }

  @Test func aDenialRestsOnTheRuleThatDeniesAndOnThoseBeforeItThatDoNotLetIn() {
    var cluster = cluster
    let port = ClusterNetworkPolicyPort.number(.tcp, 81)
    let first = cluster.clusterPolicy(
      priority: 1,
      ingress: [cluster.rule(.accept, ports: [port]), cluster.rule(.deny, ports: [port])])
    let second = cluster.clusterPolicy(
      priority: 2, ingress: [cluster.rule(.pass, ports: [port]), cluster.rule(.deny)])
    cluster.clusterPolicy(priority: 3, ingress: [cluster.rule(.accept)])
    #expect(
      grounds(cluster, .denial) == [
        Ground(first, .ingress, rule: 0), Ground(second, .ingress, rule: 0),
        Ground(second, .ingress, rule: 1),
      ])
    #expect(grounds(cluster, .permission) == nil)
  }

  @Test func aPermissionRestsOnTheRuleThatAcceptsAndOnThoseBeforeItThatDoNotDeny() {
    var cluster = cluster
    let port = ClusterNetworkPolicyPort.number(.tcp, 81)
    let policy = cluster.clusterPolicy(
      ingress: [
        cluster.rule(.accept, ports: [port]), cluster.rule(.deny, ports: [port]),
        cluster.rule(.accept),
      ])
    cluster.clusterPolicy(priority: 11, ingress: [cluster.rule(.deny)])
    #expect(
      grounds(cluster, .permission, .must) == [
        Ground(policy, .ingress, rule: 1), Ground(policy, .ingress, rule: 2),
      ])
    #expect(grounds(cluster, .denial) == nil)
  }

  @Test func ofWhatIsPassedOnTheWholeWayIsAGround() {
    var cluster = cluster
    cluster.policy(in: shop, "app=db", types: [.ingress])
    let port = ClusterNetworkPolicyPort.number(.tcp, 80)
    let policy = cluster.clusterPolicy(
      ingress: [cluster.rule(.pass, ports: [port]), cluster.rule(.accept)])
    #expect(
      grounds(cluster, .denial) == [
        Ground(isolation, .ingress), Ground(policy, .ingress, rule: 0),
      ])
    // Where the rest of the tier lets nobody in, every way leads to the isolation.
    cluster.snapshot.clusterNetworkPolicies[0].ingress?[1].action = .deny
    #expect(grounds(cluster, .denial) == [Ground(isolation, .ingress)])
  }

  @Test func aBaselineDenialNeedsNoIsolation() {
    var cluster = cluster
    let policy = cluster.baselinePolicy(ingress: [cluster.rule(.deny)])
    cluster.policy(in: shop, "app=web", types: [.egress], egress: [cluster.rule(nil)])
    #expect(grounds(cluster, .denial) == [Ground(policy, .ingress, rule: 0)])
  }

  @Test func aDoubtfulOrderRestsOnOneSideAsFarAsItDoes() {
    var cluster = cluster
    let accept = cluster.clusterPolicy(ingress: [cluster.rule(.accept)])
    let deny = cluster.clusterPolicy(ingress: [cluster.rule(.deny)])
    // Not certain, whatever else is said, for one may deny first; and not impossible, for the other may accept first.
    #expect(grounds(cluster, .denial, .must) == [Ground(deny, .ingress, rule: 0)])
    #expect(grounds(cluster, .permission, .may) == [Ground(accept, .ingress, rule: 0)])
    #expect(grounds(cluster, .denial, .may) == nil)
    #expect(grounds(cluster, .permission, .must) == nil)
  }

  @Test(arguments: [World.deployed, .openCluster])
  func claimsRestOnRulesOfTheCluster(world: World) {
    var cluster = cluster
    let other = cluster.subject(pods: "app=none")
    cluster.clusterPolicy(of: other, ingress: [cluster.rule(.accept)])
    let policy = cluster.clusterPolicy(
      of: cluster.subject(pods: "app=db"), ingress: [cluster.rule(.deny)])
    let claim = Claim.cannotReach(
      from: [cluster.pods("app=web")], to: [Target(group: cluster.pods("app=db"))])
    let engine = cluster.engine([claim])
    #expect(engine.answer(claim, in: world).outcome == .holds)
    let core = Core(.denial, [Ground(policy, .ingress, rule: 0)], isMinimal: true)
    #expect(engine.cores(of: claim, in: world) == [.core(core)])
  }

  // MARK: At random

  /// With the grounds alone the answer stays, with any one of them left out it may change: every choice of what the other rules match.
  @Test(arguments: 0..<120 as Range<UInt64>)
  func coresSufficeAndNeedEachOfTheirGrounds(seed: UInt64) {
    var random = RandomCluster(seed: 9_000 + seed)
    random.addTiers()
    let engine = random.cluster.engine()
    let reference = TierReference(random.cluster)
    let flows = random.candidates.filter { _ in random.random.chance(2) }.shuffled(
      using: &random.random)
    var count = 0
    for flow in flows where count < 8 {
      for stance in [Stance.denial, .permission] {
        for certainty in [SymbolicEngine.Certainty.may, .must] {
          guard case .core(let core) = engine.core(of: flow, stance, certainty) else { continue }
          if stance == .denial || !core.grounds.isEmpty { count += 1 }
          let holds = { (grounds: [Ground]) in
            reference.holds(of: flow, stance, certainty == .may, resting: Set(grounds))
          }
          let suffices = holds(core.grounds) ?? true
          #expect(suffices, "\(flow) \(stance) \(certainty): \(core.grounds)")
          for ground in core.grounds {
            let isNeeded = holds(core.grounds.filter { $0 != ground }) != true
            #expect(isNeeded, "\(flow) \(stance) \(certainty): \(core.grounds) without \(ground)")
          }
        }
      }
    }
  }
}
