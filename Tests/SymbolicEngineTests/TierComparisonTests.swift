import ClusterModel
import Intents
import SymbolicEngine
import Testing

/// Two sides that differ in admin tiers: the policies and the nodes of a side speak on that side alone.
@Suite struct TierComparisonTests {
  private func comparison(
    _ old: Cluster, _ new: Cluster, _ world: World = .deployed
  ) -> SymbolicComparison {
    var first = old.snapshot
    first.symbols = new.snapshot.symbols
    return SymbolicComparison(
      old: first, new: new.snapshot, absentFromOld: [], absentFromNew: [],
      assumptions: new.assumptions, accepting: [], world: world, limits: Limits())
  }

  private func found(_ outcome: SymbolicComparison.Outcome) -> Flow? {
    if case .found(let flow, _) = outcome { flow } else { nil }
  }

  private func pair() -> (old: Cluster, new: Cluster, web: PodID, db: PodID) {
    var cluster = Cluster()
    let shop = cluster.namespace("shop")
    let web = cluster.pod("web", in: shop, ["app": "web"], addresses: ["10.0.0.1"])
    let db = cluster.pod("db", in: shop, ["app": "db"], addresses: ["10.0.0.2"])
    cluster.assumptions.clusterCIDRs = [cidr("10.0.0.0/24")]
    cluster.assumptions.ipFamilies = [.ipv4]
    return (cluster, cluster, web, db)
  }

  @Test func theDenialsOfEachSideAreItsOwn() {
    var (old, new, web, db) = pair()
    old.clusterPolicy(egress: [old.rule(.deny, ports: [.number(.tcp, 80)])])
    new.clusterPolicy(
      of: new.subject(pods: "app=web"), egress: [new.rule(.deny, [new.networks("10.0.0.2/32")])])
    let sides = comparison(old, new)
    let lost = found(sides.flow(.lost, in: .deployed))
    #expect(lost?.source == web.endpoint && lost?.destination == db.endpoint)
    #expect(found(sides.flow(.gained, in: .deployed))?.port == 80)
    let same = comparison(old, old)
    #expect(same.flow(.lost, in: .deployed) == .none)
    #expect(same.flow(.gained, in: .deployed) == .none)
  }

  @Test func nodesAreThoseOfEachSide() {
    var (old, _, web, _) = pair()
    old.addHost()
    old.clusterPolicy(egress: [old.rule(.deny, [old.nodes("role=db")])])
    var new = old
    old.node("n1", ["role": "db"], addresses: ["192.168.0.1"])
    new.node("n1", ["role": "web"], addresses: ["192.168.0.1"])
    let sides = comparison(old, new)
    #expect(sides.flow(.lost, in: .deployed) == .none)
    let gained = found(sides.flow(.gained, in: .deployed))
    let isToTheNode =
      gained?.destination == "192.168.0.1".endpoint
      || gained?.destination == PodID(rawValue: 2).endpoint
    #expect(isToTheNode)
    #expect(gained?.source == web.endpoint || gained?.source == PodID(rawValue: 1).endpoint)
  }

  @Test func newNamespacesMeetTheTiersOfEachSide() {
    var (old, _, _, db) = pair()
    old.clusterPolicy(ingress: [old.rule(.deny)])
    var new = old
    let trusted = new.far(namespaces: "trusted")
    new.clusterPolicy(priority: 1, ingress: [new.rule(.accept, [trusted])])
    let sides = comparison(old, new, .openCluster)
    #expect(sides.flow(.gained, in: .deployed) == .none)
    #expect(sides.flow(.gained, in: .open) == .none)
    guard case .found(let flow, let hypothesis) = sides.flow(.gained, in: .openCluster) else {
      Issue.record("nothing is gained")
      return
    }
    let key = new.symbol("trusted")
    #expect(flow.destination == db.endpoint || flow.destination == PodID(rawValue: 0).endpoint)
    #expect(hypothesis.namespaces.map { $0.labels.map(\.key) } == [[key]])
    #expect(sides.flow(.lost, in: .openCluster) == .none)
  }

  @Test func anOrderThatIsNoLongerOpenIsSettled() {
    var (old, new, _, _) = pair()
    for priority in [5, 5] { old.clusterPolicy(priority: priority, egress: [old.rule(.accept)]) }
    old.snapshot.clusterNetworkPolicies[1].egress?[0].action = .deny
    for priority in [4, 5] { new.clusterPolicy(priority: priority, egress: [new.rule(.accept)]) }
    new.snapshot.clusterNetworkPolicies[1].egress?[0].action = .deny
    let sides = comparison(old, new)
    #expect(sides.flow(.gained, in: .deployed) == .none)
    #expect(sides.flow(.lost, in: .deployed) == .none)
    #expect(found(sides.flow(.settled, in: .deployed)) != nil)
    #expect(sides.flow(.unsettled, in: .deployed) == .none)
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func whatDiffersDiffersFlowByFlow(seed: UInt64) {
    var random = RandomCluster(seed: 6_000 + seed)
    random.cluster.assumptions.ipFamilies = [.ipv4, .ipv6]
    random.addTiers()
    let old = random.cluster
    random.cluster.snapshot.clusterNetworkPolicies.removeAll { _ in random.random.chance(60) }
    if random.random.chance(50) { random.cluster.snapshot.nodes = [] }
    random.addTiers()
    var new = random.cluster
    new.assumptions = old.assumptions
    for index in new.snapshot.pods.indices { new.snapshot.pods[index] = old.snapshot.pods[index] }
    let (before, after) = (TierReference(old), TierReference(new))
    var unguarded = new
    unguarded.assumptions.cni = .none
    let all = unguarded.engine()
    let flows = random.candidates.filter { _ in random.random.chance(2) }
      .filter { all.admits($0).may }
    let sides = comparison(old, new)
    for difference in FlowDifference.allCases {
      func differs(_ flow: Flow) -> Bool {
        switch (difference, before.verdict(flow), after.verdict(flow)) {
        case (.gained, .no, .may), (.gained, .no, .must), (.lost, .may, .no), (.lost, .must, .no),
          (.settled, .may, .must), (.unsettled, .must, .may):
          true
        default: false
        }
      }
      switch sides.flow(difference, in: .deployed) {
      case .found(let flow, _):
        let isDifferent = differs(flow)
        #expect(isDifferent, "\(difference): \(flow)")
      case .none:
        let missed = flows.first(where: differs)
        #expect(missed == nil, "\(difference)")
      case .gaveUp(let reason): Issue.record("\(reason)")
      }
    }
  }
}

extension Cluster {
  /// A pod on the network of node `n1`.
  fileprivate mutating func addHost() {
    pod("host", in: NamespaceID(rawValue: 0), isHostNetwork: true, node: "n1")
  }
}
