import ClusterModel
import Evaluation
import Intents

/// A flow that a search has found, with what it supposes.
struct Finding {
  /// The order in which counterexamples of one kind are preferred.
  struct Rank: Comparable {
    /// How many things are supposed.
    var cost: Int
    var newNamespaces: Int
    /// Pods before addresses, those in Internet before others.
    var distance: Int
    var `protocol`: TransportProtocol
    var port: UInt16
    var family: IPFamily

    /// Whether there is none to prefer.
    var isLeast: Bool {
      cost == 0 && newNamespaces == 0 && distance == 0 && `protocol` == .tcp && port == 1
        && family == .ipv4
    }

    private var key: (Int, Int, Int, TransportProtocol, UInt16, IPFamily) {
      (cost, newNamespaces, distance, `protocol`, port, family)
    }

    static func < (left: Rank, right: Rank) -> Bool { left.key < right.key }
    static func == (left: Rank, right: Rank) -> Bool { left.key == right.key }
  }

  var rank: Rank
  var source: SupposedEnd
  var destination: SupposedEnd
}

/// An end of a flow in a wider world.
struct SupposedEnd {
  var place: Place
  var end: Endpoint
  /// The class of the manifests that it is of.
  var index: Int?
  var isNew = false
  var choice = LabelChoice()
  /// Of its namespace, where that is open.
  var profile: LabelProfile?
  /// Of a new pod: the port names that have the flow's port.
  var portNames: [Symbol] = []
  /// Of a new pod: nil where any would do.
  var address: IPAddress?
}

extension Finding {
  func counterexample(_ supposition: Supposition) -> Answer.Counterexample {
    var builder = HypothesisBuilder(supposition)
    let (source, destination) = (
      builder.add(self.source, self), builder.add(self.destination, self)
    )
    let flow = Flow(
      source: source, destination: destination, family: rank.family, protocol: rank.protocol,
      port: rank.port)
    return Answer.Counterexample(flow: flow, hypothesis: builder.hypothesis)
  }
}

/// Writes down what the ends of a flow suppose, each new object under the index that it has in a hypothesis.
struct HypothesisBuilder {
  private let supposition: Supposition
  private(set) var hypothesis = Hypothesis()
  private var namespaces: [NamespaceID: NamespaceID] = [:]

  init(_ supposition: Supposition) {
    self.supposition = supposition
  }

  /// - Parameter finding: whose flow's port the port names of a new pod have; nil where they have none.
  mutating func add(_ end: SupposedEnd, _ finding: Finding?) -> Endpoint {
    guard let place = end.place.namespace else { return end.end }
    let namespace = add(place, end.profile)
    guard end.isNew else {
      if case .pod(let pod) = end.end, !end.choice.labels.isEmpty {
        hypothesis.podLabels[pod] = Self.labels(end.choice.labels)
      }
      return end.end
    }
    let account = end.choice.values.first { $0.key == .accountKey }?.value
    var pod = HypotheticalPod(
      namespace: namespace, labels: Self.labels(end.choice.labels),
      serviceAccount: account.map(\.text), address: end.address)
    if let finding {
      pod.ports = end.portNames.map {
        ContainerPort(name: $0, number: finding.rank.port, protocol: finding.rank.protocol)
      }
    }
    hypothesis.pods.append(pod)
    return .pod(
      PodID(rawValue: Int32(supposition.base.snapshot.pods.count + hypothesis.pods.count - 1)))
  }

  private mutating func add(_ namespace: NamespaceID, _ profile: LabelProfile?) -> NamespaceID {
    guard let profile else { return namespace }
    let labels = Self.labels(profile.labels.pairs)
    guard supposition.isNew(namespace) else {
      if !labels.isEmpty { hypothesis.namespaceLabels[namespace] = labels }
      return namespace
    }
    if let known = namespaces[namespace] { return known }
    let name = profile.name ?? .fresh(0)
    hypothesis.namespaces.append(
      HypotheticalNamespace(
        name: name.text, labels: labels, policiesOf: supposition.policiesOf))
    let count = supposition.base.snapshot.namespaces.count + hypothesis.namespaces.count
    let id = NamespaceID(rawValue: Int32(count - 1))
    namespaces[namespace] = id
    return id
  }

  private static func labels(_ pairs: [Labels.Pair]) -> [HypotheticalLabel] {
    pairs.sorted { $0.key < $1.key }
      .map { HypotheticalLabel(key: $0.key, value: $0.value.text) }
  }
}
