import ClusterModel
import Intents
import SymbolicEngine
import Testing

/// Admin tiers where pods and namespaces may exist that the manifests do not have: they meet them like anybody.
@Suite struct TierWorldTests {
  private var cluster = Cluster()
  private let shop: NamespaceID
  private let db: PodID

  init() {
    shop = cluster.namespace("shop", ["team": "a"])
    db = cluster.pod("db", in: shop, ["app": "db"], addresses: ["10.0.0.1"])
    cluster.assumptions.clusterCIDRs = [cidr("10.0.0.0/24")]
    cluster.assumptions.ipFamilies = [.ipv4]
    _ = cluster.symbol("kubernetes.io/metadata.name")
  }

  private func claim(_ cluster: inout Cluster) -> Claim {
    .cannotReach(
      from: [cluster.pods()], to: [Target(group: cluster.pods(in: ["shop"]), ports: ports(80))])
  }

  @Test func subjectsTakeInNamespacesThatAreNotThereYet() {
    var cluster = cluster
    let claim = claim(&cluster)
    cluster.clusterPolicy(egress: [cluster.rule(.deny)])
    for world in [World.open, .openCluster, .openBoth] {
      #expect(cluster.answer(claim, in: world).outcome == .holds)
    }
    cluster.snapshot.clusterNetworkPolicies[0].subject = cluster.subject(namespaces: "!free")
    #expect(cluster.answer(claim, in: .open).outcome == .holds)
    let answer = cluster.answer(claim, in: .openCluster)
    let free = HypotheticalLabel(key: cluster.symbol("free"), value: .fresh(0))
    #expect(answer.hypothesis.namespaces.map(\.labels) == [[free]])
  }

  @Test func subjectsTakeInPodsThatAreNotThereYet() {
    var cluster = cluster
    let claim = claim(&cluster)
    cluster.clusterPolicy(
      of: cluster.subject(pods: "app in (db web)"), egress: [cluster.rule(.deny)])
    #expect(cluster.answer(claim).outcome != .violated)
    let answer = cluster.answer(claim, in: .open)
    #expect(answer.outcome == .violated)
    #expect(answer.hypothesis.pods.map(\.labels) == [[]])
    cluster.clusterPolicy(
      of: cluster.subject(pods: "app notin (web)"), egress: [cluster.rule(.deny)])
    #expect(cluster.answer(claim, in: .openBoth).outcome == .holds)
  }

  @Test func overlapsThatNoDeployedPodShowsAreFound() {
    var cluster = cluster
    let claim = claim(&cluster)
    let admin = cluster.rule(.accept, [cluster.far(pods: "role=admin")])
    let guest = cluster.rule(.deny, [cluster.far(pods: "guest")])
    cluster.clusterPolicy(priority: 5, ingress: [admin])
    cluster.clusterPolicy(priority: 5, ingress: [guest])
    cluster.clusterPolicy(priority: 6, ingress: [cluster.rule(.deny)])
    let answer = cluster.answer(claim, in: .open)
    #expect(answer.outcome == .violated)
    // Of the two that would let it in, the one with less to suppose: no guest.
    #expect(answer.hypothesis.pods.first?.labels.count == 1)
    // Among guests only the doubtful are let in, and that is enough to break a promise.
    let guests = Claim.cannotReach(
      from: [cluster.pods("guest")],
      to: [Target(group: cluster.pods(in: ["shop"]), ports: ports(80))])
    let doubtful = cluster.answer(guests, in: .open)
    #expect(doubtful.outcome == .violated)
    #expect(doubtful.hypothesis.pods.first?.labels.count == 2)
    let owed = Claim.reaches(
      from: [cluster.pods("guest,role=admin")],
      to: [Target(group: cluster.pods(in: ["shop"]), ports: ports(80))])
    #expect(cluster.answer(owed, in: .open).outcome == .violated)
  }

  @Test func newPodsAreNoNodes() {
    var cluster = cluster
    cluster.node("n1", addresses: ["10.0.0.7"])
    let host = cluster.pod("host", in: shop, ["machine": "yes"], isHostNetwork: true, node: "n1")
    let claim = Claim.cannotReach(
      from: [cluster.pods("!machine")], to: [Target(group: cluster.pods(in: ["shop"]))])
    let nodes = cluster.nodes("")
    cluster.clusterPolicy(egress: [cluster.rule(.accept, [nodes]), cluster.rule(.deny)])
    let answer = cluster.answer(claim, in: .openBoth)
    #expect(answer.counterexample == flow(db, host, 1))
    // But for that one, nobody is reached: an address of a node makes no node of a pod that has it.
    cluster.snapshot.pods.removeLast()
    #expect(cluster.answer(claim, in: .openBoth).outcome == .holds)
  }

  @Test func newPodsMayHaveNamesForPortsOfAnyProtocol() throws {
    var cluster = cluster
    let sql = ClusterNetworkPolicyPort.named(cluster.symbol("sql"))
    cluster.clusterPolicy(ingress: [
      cluster.rule(.accept, ports: [sql]), cluster.rule(.deny),
    ])
    let claim = Claim.cannotReach(
      from: [cluster.pods()],
      to: [Target(group: cluster.pods(in: ["shop"]), ports: ports(53, protocol: .udp))])
    let answer = cluster.answer(claim, in: .open)
    let pod = try #require(answer.hypothesis.pods.first)
    #expect(pod.ports == [cluster.port("sql", 53, .udp)])
  }

  // MARK: At random

  @Test(arguments: 0..<60 as Range<UInt64>)
  func whatIsFoundIsThereAndWhatIsThereIsFound(seed: UInt64) {
    var random = RandomCluster(seed: 4_000 + seed)
    random.addTiers()
    random.cluster.assumptions.clusterCIDRs = [cidr("10.244.0.0/16")]
    random.cluster.assumptions.ipFamilies = [.ipv4]
    for text in ["kubernetes.io/metadata.name", "default"] { _ = random.cluster.symbol(text) }
    for _ in 0..<3 {
      let claim = random.makeClaim()
      // Intentions so that the words of the hypotheses are known.
      let hypotheses = (0..<12).map { _ in random.makeHypothesis() }
      let answer = random.cluster.answer(claim, in: .openBoth)
      for found in answer.counterexamples {
        let fault = Self.fault(of: found, claim, random.cluster)
        #expect(fault == nil, "\(claim)")
      }
      guard answer.outcome != .violated else { continue }
      for hypothesis in hypotheses {
        var supposed = random.cluster
        supposed.snapshot = supposed.snapshot.adding(hypothesis)
        let isBroken = supposed.answer(claim).counterexample != nil
        #expect(!isBroken, "\(claim) with \(hypothesis)")
      }
    }
  }

  private static func fault(
    of found: Answer.Counterexample, _ claim: Claim, _ cluster: Cluster
  ) -> String? {
    var supposed = cluster
    supposed.snapshot = supposed.snapshot.adding(found.hypothesis)
    if !supposed.engine([claim]).accepts(found.flow, asViolationOf: claim) {
      return "\(found.flow) is no violation of the supposed manifests"
    }
    let verdict = TierReference(supposed).verdict(found.flow)
    switch claim {
    case .reaches: return verdict == .must ? "\(found.flow) is certain" : nil
    case .onlyReaches: return nil
    default: return verdict == .no ? "\(found.flow) is denied" : nil
    }
  }
}

extension RandomCluster {
  /// A pod or two that the manifests do not have, in their namespaces or others, with definite addresses.
  fileprivate mutating func makeHypothesis() -> Hypothesis {
    var hypothesis = Hypothesis()
    let given = cluster.snapshot.namespaces.count
    for number in 0..<random.pick([0, 1, 1, 2]) {
      hypothesis.namespaces.append(
        HypotheticalNamespace(name: .fresh(number), labels: makeLabels(["tenant", "env"])))
    }
    for number in 0..<random.pick([1, 1, 2]) {
      let namespaces = given + hypothesis.namespaces.count
      let names = ["http", "dns"].filter { _ in random.chance(50) }
      let pod = HypotheticalPod(
        namespace: NamespaceID(rawValue: Int32(Int.random(in: 0..<namespaces, using: &random))),
        labels: makeLabels(["app", "tier"]),
        ports: names.map { cluster.port($0, random.pick(Self.ports), random.pick([.tcp, .udp])) },
        address: address(random.pick(["10.244.1.2\(number)", "10.244.200.\(number)"])))
      hypothesis.pods.append(pod)
    }
    return hypothesis
  }

  private mutating func makeLabels(_ keys: [String]) -> [HypotheticalLabel] {
    keys.filter { _ in random.chance(60) }.map { key in
      let value: HypotheticalText =
        random.chance(20) ? .fresh(0) : .mentioned(cluster.symbol(random.pick(["a", "b", "c"])))
      return HypotheticalLabel(key: cluster.symbol(key), value: value)
    }
  }
}
