import Analysis
import ClusterModel
import Evaluation
import Intents
import Samples
import Testing

/// What is said of pods to come, against the reference semantics of clusters in which one has come.
@Suite struct NewPodConnectivityTests {
  @Test(arguments: 0..<120 as Range<UInt64>)
  func everyPodToComeHasTheFlowsOfTheRowsThatTakeItIn(seed: UInt64) throws {
    var random = SplitMix64(seed: 71_000 + seed)
    var sample = Sample.random(using: &random)
    var assumptions = Sample.randomAssumptions(using: &random)
    sample.leaveOpen(&assumptions, using: &random)
    if random.chance(50) { sample.addTiers(using: &random) }
    try expectAgreement(sample, assumptions, using: &random)
  }

  @Test(arguments: 0..<120 as Range<UInt64>)
  func smallWorldsAgreeAsWell(seed: UInt64) throws {
    var random = SplitMix64(seed: 72_000 + seed)
    var world = WorldSample.small(in: .openCluster, using: &random)
    if random.chance(50) { world = world.withTiers(.small, using: &random) }
    try expectAgreement(world.sample, world.assumptions, using: &random)
  }

  /// What one rule says of every namespace counts where another says something of a namespace by its labels.
  @Test func peersOfAllNamespacesAndOfSomeStandSideBySide() throws {
    var sample = Sample()
    sample.declare("x", ["team": "a"])
    sample.declare("y")
    sample.pod("x/server", ["app": "server"])
    let somebody = sample.selector(["app": "a"])
    let everywhere = sample.peer(pods: somebody, namespaces: LabelSelector())
    let team = sample.selector(["team": "a"])
    let ours = sample.peer(pods: sample.selector(["role": "b"]), namespaces: team)
    sample.policy(
      "x/guard", pods: sample.selector(["app": "server"]), types: [.ingress],
      ingress: [
        sample.rule([everywhere], ports: [NetworkPolicyPort(port: .number(80))]),
        sample.rule([ours], ports: [NetworkPolicyPort(port: .number(8080))]),
      ])
    var random = SplitMix64(seed: 73_000)
    for _ in 0..<20 { try expectAgreement(sample, Assumptions(), using: &random) }
  }

  /// Which of thirty labels a pod has is more than can be written down; it is not left out in silence.
  @Test func tooManyLabelsAreRefused() {
    var sample = Sample()
    sample.pod("x/server")
    for number in 0..<30 {
      let port = NetworkPolicyPort(port: .number(UInt16(8000 + number)))
      sample.policy(
        "x/p\(number)", pods: sample.selector("key\(number)", .exists), types: [.egress],
        egress: [sample.rule(nil, ports: [port])])
    }
    let cluster = Cluster(sample.snapshot, assumptions: Assumptions())
    #expect(throws: TooManyLabelsError.self) {
      try NewPodConnectivity(cluster, ConnectivityOptions())
    }
  }

  private func expectAgreement(
    _ sample: Sample, _ assumptions: Assumptions, using random: inout SplitMix64
  ) throws {
    var sample = sample
    var options = ConnectivityOptions()
    options.unit = random.pick([.workload, .pod])
    options.isGrouped = random.chance(40)
    let (end, ports) = (sample.randomEnd(using: &random), sample.randomPorts(using: &random))
    let hypotheses = (0..<6).map { _ in sample.randomNewPod(assumptions, using: &random) }
    let cluster = Cluster(sample.snapshot, assumptions: assumptions)
    let undeclared = sample.snapshot.namespaceIDs.filter { !sample.snapshot[$0].isDeclared }
    let isSettled = undeclared.isEmpty
    let labellings =
      [[:]]
      + (isSettled ? [] : (0..<5).map { _ in sample.randomLabels(of: undeclared, using: &random) })
    if random.chance(30) { options.ports = ports }
    if random.chance(20), let id = sample.snapshot.namespaceIDs.first { options.namespaces = [id] }
    let selection = end.selection(in: cluster, ports: random.pick([.all, ports]))
    switch Int.random(in: 0..<4, using: &random) {
    case 0: options.sources = [selection]
    case 1: options.destinations = [selection]
    default: break
    }
    let listing: NewPodConnectivity
    do {
      listing = try NewPodConnectivity(cluster, options)
    } catch {
      // Three undeclared namespaces have more labellings together than are tried.
      #expect(!isSettled)
      return
    }
    for hypothesis in hypotheses {
      let supposed = cluster.supposing(hypothesis)
      let said = NewPodFlows(listing, cluster, supposed)
      let supposedToo = labellings.map { labels in
        var other = hypothesis
        other.namespaceLabels = labels
        return cluster.supposing(other)
      }
      for flow in supposed.flowsOfLastPod(sample) where supposed.exists(flow) {
        let decisions = supposedToo.map { $0.decision(for: flow) }
        let expected: Certainty? =
          !options.speaks(of: flow, in: supposed)
          ? nil
          : decisions.allSatisfy(\.isCertain)
            ? .must : decisions.contains(where: \.isPossible) ? .may : nil
        let listed = said.certainties(of: flow)
        // Of the labels of undeclared namespaces some are tried here: others may turn what is certain, or denied, for these.
        let agrees =
          isSettled
          ? listed == (expected.map { [$0] } ?? [])
          : listed.count < 2 && (listed.first == .may || listed.first == expected)
        #expect(
          agrees, "\(flow) of \(hypothesis): listed \(listed), reference \(expected as Any)")
      }
    }
  }
}

/// The rows of a listing that take in the last pod of a cluster.
private struct NewPodFlows {
  private let rows: [NewPodRow]
  private let ends: [ListedEnd]
  private let pod: PodID
  private let snapshot: Snapshot

  init(_ listing: NewPodConnectivity, _ base: Cluster, _ supposed: Cluster) {
    ends = listing.ends
    snapshot = supposed.snapshot
    let pod = PodID(rawValue: Int32(supposed.snapshot.pods.count - 1))
    self.pod = pod
    rows = listing.rows.filter { row in
      row.conditions.contains { $0.takesIn(pod, base, supposed) }
    }
  }

  func certainties(of flow: Flow) -> [Certainty] {
    let (direction, other): (Direction, Endpoint) =
      flow.source == .pod(pod) ? (.ingress, flow.destination) : (.egress, flow.source)
    return rows.filter { row in
      row.direction == direction && row.family.map { $0 == flow.family } ?? true
        && ends[row.end].contains(other) && row.ports.contains { has($0, flow) }
    }.map(\.certainty)
  }

  private func has(_ ports: ConditionalPorts, _ flow: Flow) -> Bool {
    guard ports.ports.contains(flow.port, of: flow.protocol) else { return false }
    if ports.named.isEmpty, ports.unnamed.isEmpty { return true }
    guard flow.destination == .pod(pod) else { return false }
    let names = Set(
      snapshot[pod].containerPorts.lazy
        .filter { $0.number == flow.port && ($0.protocol ?? .tcp) == flow.protocol }
        .compactMap(\.name))
    return names.isSuperset(of: ports.named) && names.isDisjoint(with: ports.unnamed)
  }
}

extension NewPodCondition {
  func takesIn(_ id: PodID, _ base: Cluster, _ supposed: Cluster) -> Bool {
    let pod = supposed.snapshot[id]
    let isNew = Int(pod.namespace.rawValue) >= base.snapshot.namespaces.count
    let isInside =
      switch namespaces {
      case .any(let except): !except.contains(pod.namespace)
      case .existing(let except): !isNew && !except.contains(pod.namespace)
      case .named(let names): names.contains(pod.namespace)
      case .labelled(let selector): selector.selects(supposed.labels(of: pod.namespace))
      case .new(let selector): isNew && selector.selects(supposed.labels(of: pod.namespace))
      }
    return isInside && pods.selects(pod.labels)
  }
}

extension ListedEnd {
  fileprivate func contains(_ end: Endpoint) -> Bool {
    switch (self, end) {
    case (.pods(let members), .pod(let pod)): members.contains { $0.pods.contains(pod) }
    case (.addresses(let set), .address(let address)):
      set.ranges[address.family]?.contains(address.bits) ?? false
    default: false
    }
  }
}

extension Cluster {
  /// The flows between the last pod and everything else, on ports that matter.
  fileprivate func flowsOfLastPod(_ sample: Sample) -> [Flow] {
    let pod = Endpoint.pod(PodID(rawValue: Int32(snapshot.pods.count - 1)))
    var sample = sample
    sample.snapshot = snapshot
    return sample.candidateFlows.filter {
      ($0.source == pod) != ($0.destination == pod)
    }
  }
}

extension Sample {
  /// Labels for namespaces, of words that the sample has.
  fileprivate func randomLabels(
    of namespaces: [NamespaceID], using random: inout SplitMix64
  ) -> [NamespaceID: [HypotheticalLabel]] {
    var result: [NamespaceID: [HypotheticalLabel]] = [:]
    for namespace in namespaces {
      result[namespace] = ["team", "env"].compactMap { snapshot.symbols.symbol(for: $0) }
        .compactMap { key in
          let value = snapshot.symbols.symbol(for: random.pick(["a", "b", "c", "-"]))
          return random.chance(70)
            ? HypotheticalLabel(
              key: key, value: value.map(HypotheticalText.mentioned) ?? .fresh(0)) : nil
        }
    }
    return result
  }

  /// One pod to come, of unknown address, in a namespace that is there or a new one.
  fileprivate mutating func randomNewPod(
    _ assumptions: Assumptions, using random: inout SplitMix64
  ) -> Hypothesis {
    while true {
      var hypothesis = randomHypothesis(
        in: .openCluster, assumptions, free: [IPAddress(family: .ipv4, bits: 1)], using: &random)
      guard let pod = hypothesis.pods.first else { continue }
      hypothesis.namespaceLabels = [:]
      hypothesis.podLabels = [:]
      hypothesis.pods = [pod]
      hypothesis.pods[0].address = nil
      return hypothesis
    }
  }
}
