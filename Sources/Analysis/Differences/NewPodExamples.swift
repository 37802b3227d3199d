import ClusterModel
import Evaluation
import ExplicitEngine
import Intents

/// Finds out why the pods of a condition gain or lose what they do, by the smallest of them.
final class NewPodExamples {
  /// A flow that shows a difference, and what decides it.
  struct Found {
    var flow: Flow
    var hypothesis: Hypothesis
    var causes: [Cause]
  }

  /// Where the flows are: from a pod to come to an end (`ingress`), or the other way about.
  struct Question {
    var aspect: NewPodAspect
    var direction: Direction
    var end: Endpoint
    var addresses: NewcomerAddresses
    var ports: [ConditionalPorts]
  }

  private let clusters: ClusterPair
  private let nameKey: Symbol?
  private var supposed: [Hypothesis: ClusterPair] = [:]
  /// Of the places of a condition, this many are tried.
  private static let mostPlaces = 4

  init(_ clusters: ClusterPair) {
    self.clusters = clusters
    nameKey = clusters.snapshots.new.symbols.symbol(for: "kubernetes.io/metadata.name")
  }

  /// Nil where none of the places that were tried has such a pod.
  func example(of condition: NewPodCondition, _ question: Question) -> Found? {
    for place in places(of: condition.namespaces, question.aspect).prefix(Self.mostPlaces) {
      var pod = HypotheticalPod(namespace: place.id, labels: labels(of: condition.pods))
      pod.address = address(question)
      let found = question.ports.flatMap { part in
        flows(part, of: pod, in: place.namespace, question)
      }
      guard let first = found.first else { continue }
      return Found(
        flow: first.flow, hypothesis: first.hypothesis, causes: found.flatMap(\.causes).uniqued)
    }
    return nil
  }

  /// The address that stands for the others, unless it is the other end's.
  private func address(_ question: Question) -> IPAddress? {
    guard let usual = question.addresses.representative else { return nil }
    guard question.end == .address(usual) else { return usual }
    let others = question.addresses.addresses.subtracting(IntervalSet(usual.bits...usual.bits))
    return others.first.map { IPAddress(family: usual.family, bits: $0) }
  }

  // MARK: Places and labels

  private typealias Place = (id: NamespaceID, namespace: HypotheticalNamespace?)

  private func places(of namespaces: NewPodNamespaces, _ aspect: NewPodAspect) -> [Place] {
    let snapshots = clusters.snapshots
    let existing = snapshots.new.namespaceIDs.filter { id in
      namespaces.contains(id) { $0.selects(clusters.new.labels(of: id)) }
    }
    // One that both sides have shows more than one that is new.
    let sorted = existing.sorted { first, second in
      func key(_ id: NamespaceID) -> (Int, String) {
        (
          Side.allCases.allSatisfy { snapshots.has(id, $0) } ? 0 : 1,
          snapshots.new.symbols[snapshots.new[id].name]
        )
      }
      return key(first) < key(second)
    }
    let there = sorted.prefix(Self.mostPlaces - 1).map { Place($0, nil) }
    let new = Place(
      NamespaceID(rawValue: Int32(snapshots.new.namespaces.count)), newNamespace(namespaces))
    switch namespaces {
    case .any: return there + [new]
    case .labelled: return there + [new]
    case .existing, .named: return sorted.map { ($0, nil) }
    case .new: return [new]
    }
  }

  private func newNamespace(_ namespaces: NewPodNamespaces) -> HypotheticalNamespace {
    var selector = LabelSelector()
    switch namespaces {
    case .labelled(let own), .new(let own): selector = own
    case .any, .existing, .named: break
    }
    let all = labels(of: selector)
    let name = all.first { $0.key == nameKey }?.value
    let policies = clusters.assumptions.newNamespacePolicies.flatMap { name in
      clusters.snapshots.new.namespaceIDs.first { clusters.snapshots.new[$0].name == name }
    }
    return HypotheticalNamespace(
      name: name ?? .fresh(0), labels: all.filter { $0.key != nameKey }, policiesOf: policies)
  }

  /// The fewest labels that a selector selects.
  private func labels(of selector: LabelSelector) -> [HypotheticalLabel] {
    var labels: [HypotheticalLabel] = []
    for pair in selector.matchLabels {
      labels.append(HypotheticalLabel(key: pair.key, value: .mentioned(pair.value)))
    }
    for line in selector.matchExpressions where !labels.contains(where: { $0.key == line.key }) {
      switch line.operator {
      case .in:
        guard let value = line.values.first else { continue }
        labels.append(HypotheticalLabel(key: line.key, value: .mentioned(value)))
      case .exists: labels.append(HypotheticalLabel(key: line.key, value: .fresh(0)))
      case .notIn, .doesNotExist: continue
      }
    }
    return labels
  }

  // MARK: Flows

  private func flows(
    _ part: ConditionalPorts, of pod: HypotheticalPod, in namespace: HypotheticalNamespace?,
    _ question: Question
  ) -> [Found] {
    let newPod = Endpoint.pod(PodID(rawValue: Int32(clusters.snapshots.new.pods.count)))
    let ends =
      question.direction == .ingress
      ? (source: newPod, destination: question.end) : (source: question.end, destination: newPod)
    let isNamed = !part.named.isEmpty || !part.unnamed.isEmpty
    func supposition(_ ports: PortSet) -> Hypothesis {
      var named = pod
      if let first = ports.first {
        named.ports = part.named.map {
          ContainerPort(name: $0, number: first.port, protocol: first.protocol)
        }
      }
      return Hypothesis(namespaces: namespace.map { [$0] } ?? [], pods: [named])
    }
    let side: Side = question.aspect.isLoss ? .old : .new
    let whole = CauseFinder(clusters: pair(supposition(part.ports)))
    let sets = isNamed ? [part.ports] : whole.parts(of: part.ports, ends, allowedOn: side)
    return sets.compactMap { ports in
      guard let first = ports.first else { return nil }
      let flow = Flow(
        source: ends.source, destination: ends.destination, family: question.addresses.family,
        protocol: first.protocol, port: first.port)
      let hypothesis = supposition(ports)
      let decided = Side.allCases.map { allowed(flow, hypothesis, $0) }
      guard question.aspect.isMet(decided[0], decided[1]) else { return nil }
      return Found(
        flow: flow, hypothesis: hypothesis, causes: causes(of: flow, hypothesis, question.aspect))
    }
  }

  private func pair(_ hypothesis: Hypothesis) -> ClusterPair {
    if let known = supposed[hypothesis] { return known }
    let result = clusters.supposing(hypothesis)
    supposed[hypothesis] = result
    return result
  }

  private func has(_ hypothesis: Hypothesis, _ side: Side) -> Bool {
    hypothesis.pods.allSatisfy { clusters.snapshots.has($0.namespace, side) }
  }

  private func allowed(_ flow: Flow, _ hypothesis: Hypothesis, _ side: Side) -> Ternary {
    let cluster = pair(hypothesis)[side]
    guard has(hypothesis, side), cluster.exists(flow) else { return .no }
    return cluster.decision(for: flow).allowed
  }

  private func causes(
    of flow: Flow, _ hypothesis: Hypothesis, _ aspect: NewPodAspect
  ) -> [Cause] {
    guard aspect.isGain || aspect.isLoss else { return [] }
    let side: Side = aspect.isGain ? .new : .old
    // A namespace that is new brings all its flows with it.
    guard has(hypothesis, side.other) else { return [] }
    return CauseFinder(clusters: pair(hypothesis)).causes(of: flow, allowedOn: side)
      .filter { $0.isWritten(in: clusters.snapshots) }
  }
}

extension Cause {
  /// Whether the manifests have what is named: copies of policies in a new namespace are written nowhere.
  func isWritten(in snapshots: SnapshotPair) -> Bool {
    func isWritten(_ policy: PolicyID) -> Bool {
      switch policy {
      case .networkPolicy(let id):
        snapshots[side].networkPolicies.indices.contains(Int(id.rawValue))
      case .clusterNetworkPolicy: true
      }
    }
    return switch reason {
    case .rule(let rule), .denial(let rule): isWritten(rule.policy)
    case .isolation(let policies, _, _): policies.allSatisfy(isWritten)
    default: true
    }
  }
}
