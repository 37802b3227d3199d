import Analysis
import ClusterModel
import Evaluation
import Intents
import Samples
import Testing

/// What pods to come gain and lose, against the reference semantics of both sides and against the other engine.
@Suite struct NewPodDifferenceTests {
  @Test(arguments: 0..<80 as Range<UInt64>)
  func theEnginesAgreeAboutPodsToCome(seed: UInt64) {
    var random = SplitMix64(seed: 68_000 + seed)
    let clusters = DifferenceTests.randomPair(using: &random)
    for world in [World.open, .openCluster] {
      let answer = DifferenceJudge(clusters, world: world).answer(to: [.contained, .equivalent])
      for verdict in answer.verdicts {
        switch verdict.deciders {
        case .both: break
        case .symbolicAlone where answer.newPodsGivenUp != nil: break
        default:
          Issue.record(
            "\(verdict.question): \(verdict.answer), \(String(describing: verdict.flow))")
        }
      }
      guard answer.newPodsGivenUp == nil else { continue }
      let isContained = answer[.contained]?.answer == .proved
      #expect(isContained == !answer.regions.contains { !$0.gained.isEmpty })
    }
  }

  @Test(arguments: 0..<60 as Range<UInt64>)
  func whatADifferingPodToComeDoesIsInARegion(seed: UInt64) {
    var random = SplitMix64(seed: 69_000 + seed)
    let clusters = DifferenceTests.randomPair(using: &random)
    let world = random.pick([World.open, .openCluster])
    let answer = DifferenceJudge(clusters, world: world).answer(to: [])
    let isWhole = answer.newPodsGivenUp == nil
    for _ in 0..<4 {
      guard let hypothesis = clusters.randomNewPod(in: world, using: &random) else { continue }
      let newcomer = Newcomer(hypothesis, clusters)
      for flow in newcomer.flows {
        let expected = newcomer.change(of: flow)
        let said = answer.newPods.flatMap { newcomer.changes(of: flow, by: $0) }
        let agrees = said.allSatisfy { $0 == expected }
        #expect(agrees, "\(flow) of \(hypothesis): said \(said), reference \(expected)")
        if isWhole, expected != .none {
          #expect(!said.isEmpty, "\(flow) of \(hypothesis): \(expected) is not said")
        }
      }
    }
  }

  /// Each region shows a flow that is gained, or lost, as it says; without the rule that it names that flow is not.
  @Test(arguments: 0..<100 as Range<UInt64>)
  func theRuleThatIsNamedDecides(seed: UInt64) {
    var random = SplitMix64(seed: 70_000 + seed)
    let clusters = DifferenceTests.randomPair(using: &random)
    for region in DifferenceJudge(clusters, world: .openCluster).answer(to: []).newPods {
      guard let flow = region.gainedFlow ?? region.lostFlow else {
        #expect(!region.settled.isEmpty || !region.unsettled.isEmpty, "no flow shows \(region)")
        continue
      }
      let newcomer = Newcomer(region.supposed, clusters)
      let change = newcomer.change(of: flow)
      let said = newcomer.changes(of: flow, by: region)
      #expect(said == [change], "\(flow): said \(said), reference \(change)")
      guard region.causes.count == 1, case .rule(let rule)? = region.causes.first?.reason,
        region.causes[0].side == .new
      else { continue }
      let without = ClusterPair(
        SnapshotPair(clusters.snapshots.old, clusters.snapshots.new.removing(rule)),
        assumptions: clusters.assumptions)
      let left = Newcomer(region.supposed, without).change(of: flow)
      #expect(left != change, "\(rule) does not decide on \(flow)")
    }
  }

  /// Two rules that open a port each: what the one admits is not said to gain the other's port.
  @Test func clientsOfOnePortDoNotGainAnother() {
    var sample = Sample()
    sample.declare("x")
    sample.pod("x/server", ["app": "server"])
    let server = sample.selector(["app": "server"])
    var changed = sample
    sample.policy("x/guard", pods: server, types: [.ingress], ingress: [])
    let rules = [("a", 80), ("b", 443)].map { app, port in
      changed.rule(
        [changed.peer(pods: changed.selector(["app": app]))],
        ports: [NetworkPolicyPort(port: .number(port))])
    }
    changed.policy("x/guard", pods: server, types: [.ingress], ingress: rules)
    let clusters = ClusterPair(
      SnapshotPair(sample.snapshot, changed.snapshot), assumptions: Assumptions(ipFamilies: [.ipv4])
    )
    let answer = DifferenceJudge(clusters, world: .open).answer(to: [])
    var random = SplitMix64(seed: 71_000)
    var gains = 0
    for _ in 0..<60 {
      guard let hypothesis = clusters.randomNewPod(in: .open, using: &random) else { continue }
      let newcomer = Newcomer(hypothesis, clusters)
      for flow in newcomer.flows {
        let expected = newcomer.change(of: flow)
        let said = answer.newPods.flatMap { newcomer.changes(of: flow, by: $0) }
        #expect(said == (expected == .none ? [] : [expected]), "\(flow) of \(hypothesis)")
        if expected != .none { gains += 1 }
      }
    }
    #expect(gains > 5)
  }

  @Test func whatIsAcceptedIsShownAsAcceptedAndTheRestIsNot() {
    var sample = Sample()
    sample.declare("x")
    sample.pod("x/server", ["app": "server"])
    let server = sample.selector(["app": "server"])
    var changed = sample
    sample.policy("x/guard", pods: server, types: [.ingress], ingress: [])
    changed.policy(
      "x/guard", pods: server, types: [.ingress],
      ingress: [changed.rule([changed.peer(pods: changed.selector("app", .exists))])])
    let clients = Group(
      name: "C",
      term: .pods(
        namespaces: .names([changed.symbol("x")]), selector: changed.selector(["app": "a"]),
        serviceAccount: nil))
    let target = Target(group: Group(name: "any", term: .anyone))
    let place = Place(file: FileID(rawValue: 0), document: 1, line: 1, column: 1)
    let acceptance = Acceptance(
      Intent(sentence: "", claim: .mayReach(from: [clients], to: [target]), place: place))
    let clusters = ClusterPair(
      SnapshotPair(sample.snapshot, changed.snapshot), assumptions: Assumptions())
    let answer = DifferenceJudge(clusters, accepting: [acceptance], world: .open)
      .answer(to: [.noAddition])
    let fromNewPods = answer.newPods.filter { !$0.gained.isEmpty }
    #expect(fromNewPods.count { $0.acceptedBy == 0 } == 1)
    // Other clients of the server, and the server as a client of pods that the policy selects as well.
    #expect(fromNewPods.count { $0.acceptedBy == nil } == 2)
    #expect(answer[.noAddition]?.answer == .refuted)
  }
}

/// One pod to come, on both sides.
private struct Newcomer {
  let hypothesis: Hypothesis
  private let clusters: ClusterPair
  private let old: Cluster
  private let new: Cluster
  private let pod: PodID

  init(_ hypothesis: Hypothesis, _ clusters: ClusterPair) {
    self.hypothesis = hypothesis
    self.clusters = clusters
    old = clusters.old.supposing(hypothesis)
    new = clusters.new.supposing(hypothesis)
    pod = PodID(rawValue: Int32(clusters.snapshots.new.pods.count))
  }

  var flows: [Flow] {
    Sample.candidateFlows(of: new.snapshot).filter { flow in
      (flow.source == .pod(pod)) != (flow.destination == .pod(pod)) && isMeant(flow)
    }
  }

  private func isMeant(_ flow: Flow) -> Bool {
    for end in [flow.source, flow.destination] {
      guard case .address(let address) = end else { continue }
      for cluster in [old, new]
      where !cluster.externalAddresses(of: address.family).contains(address.bits) {
        return false
      }
    }
    return old.exists(flow) || new.exists(flow)
  }

  func change(of flow: Flow) -> FlowChange {
    func allowed(_ cluster: Cluster, _ side: Side) -> Ternary {
      guard hypothesis.pods.allSatisfy({ clusters.snapshots.has($0.namespace, side) }),
        cluster.exists(flow)
      else { return .no }
      return cluster.decision(for: flow).allowed
    }
    return FlowChange(allowed(old, .old), allowed(new, .new))
  }

  func changes(of flow: Flow, by region: ChangedRegion) -> [FlowChange] {
    guard region.sources.contains(where: { has($0, flow.source) }),
      region.destinations.contains(where: { has($0, flow.destination) })
    else { return [] }
    func certainties(_ parts: [PortsPart]) -> [Certainty] {
      parts.filter { part in
        guard (part.family ?? flow.family) == flow.family,
          part.ports.contains(flow.port, of: flow.protocol)
        else { return false }
        if part.named.isEmpty, part.unnamed.isEmpty { return true }
        let names = Set(
          new.snapshot[pod].containerPorts.lazy
            .filter { $0.number == flow.port && ($0.protocol ?? .tcp) == flow.protocol }
            .compactMap(\.name))
        return flow.destination == .pod(pod) && names.isSuperset(of: part.named)
          && names.isDisjoint(with: part.unnamed)
      }.map(\.certainty)
    }
    return certainties(region.gained).map(FlowChange.gained)
      + certainties(region.lost).map(FlowChange.lost)
      + certainties(region.settled).map { _ in .settled }
      + certainties(region.unsettled).map { _ in .unsettled }
  }

  private func has(_ end: ChangedEnd, _ endpoint: Endpoint) -> Bool {
    guard endpoint == .pod(pod) else { return end.contains(endpoint) }
    guard case .newPods(let group) = end else { return false }
    let address = new.snapshot[pod].addresses.first
    let isThere = group.addresses.map { set in
      address.map { set.ranges[$0.family]?.contains($0.bits) ?? false } ?? false
    }
    return isThere ?? true && group.conditions.contains { $0.takesIn(pod, clusters.new, new) }
  }
}

extension FlowChange {
  init(_ before: Ternary, _ after: Ternary) {
    self =
      switch (before, after) {
      case (.no, .no), (.yes, .yes), (.unknown, .unknown): .none
      case (.no, let now): .gained(now == .yes ? .must : .may)
      case (let was, .no): .lost(was == .yes ? .must : .may)
      case (.unknown, .yes): .settled
      case (.yes, .unknown): .unsettled
      }
  }
}

extension ClusterPair {
  /// A pod of a definite address; nil where there is no address for it.
  fileprivate func randomNewPod(in world: World, using random: inout SplitMix64) -> Hypothesis? {
    let symbols = snapshots.new.symbols
    func value(_ text: String) -> HypotheticalText {
      symbols.symbol(for: text).map(HypotheticalText.mentioned) ?? .fresh(0)
    }
    func labels(_ keys: [String]) -> [HypotheticalLabel] {
      keys.compactMap { symbols.symbol(for: $0) }.compactMap { key in
        random.chance(65)
          ? HypotheticalLabel(key: key, value: value(random.pick(["a", "b", "c", "other"]))) : nil
      }
    }
    let free = Sample.addresses.filter { address in
      Side.allCases.allSatisfy { self[$0].freeAddresses(of: address.family).contains(address.bits) }
    }
    if free.isEmpty { return nil }
    var hypothesis = Hypothesis()
    let count = snapshots.new.namespaces.count
    var place = NamespaceID(rawValue: Int32(Int.random(in: 0..<count, using: &random)))
    if world == .openCluster, random.chance(40) {
      place = NamespaceID(rawValue: Int32(count))
      hypothesis.namespaces = [
        HypotheticalNamespace(name: .fresh(0), labels: labels(["team", "env"]))
      ]
    }
    var pod = HypotheticalPod(
      namespace: place, labels: labels(["app", "role"]), address: random.pick(free))
    if random.chance(50), let http = symbols.symbol(for: "http") {
      pod.ports = [ContainerPort(name: http, number: random.pick([53, 80, 8080]), protocol: .tcp)]
    }
    hypothesis.pods = [pod]
    return hypothesis
  }
}
