/// What a counterexample of a wider world supposes besides the manifests (intents.md, "Worlds").
///
/// The supposed objects have the indices that follow those of the snapshot: the flow of a counterexample speaks of
/// the first supposed pod as `PodID(snapshot.pods.count)`. ``Snapshot/adding(_:)`` makes the snapshot in which they are real.
public struct Hypothesis: Hashable, Sendable {
  /// New namespaces, at most two.
  public var namespaces: [HypotheticalNamespace]
  /// New pods: one in `open` and `open-cluster`, at most two in `open-both`.
  public var pods: [HypotheticalPod]
  /// Labels of namespaces that the manifests use and do not declare; those not listed have none but their name.
  public var namespaceLabels: [NamespaceID: [HypotheticalLabel]]
  /// Labels among `Pod.unknownLabels`; those not listed are absent.
  public var podLabels: [PodID: [HypotheticalLabel]]

  public init(
    namespaces: [HypotheticalNamespace] = [], pods: [HypotheticalPod] = [],
    namespaceLabels: [NamespaceID: [HypotheticalLabel]] = [:],
    podLabels: [PodID: [HypotheticalLabel]] = [:]
  ) {
    self.namespaces = namespaces
    self.pods = pods
    self.namespaceLabels = namespaceLabels
    self.podLabels = podLabels
  }

  /// Whether nothing is supposed: the counterexample is one of the manifests as they are.
  public var isEmpty: Bool { self == Hypothesis() }
}

/// A text that a hypothesis is free to choose.
public enum HypotheticalText: Hashable, Sendable {
  case mentioned(Symbol)
  /// A text that occurs nowhere in the input; equal numbers are equal texts.
  case fresh(Int)
}

/// A label of a hypothetical pod or namespace.
public struct HypotheticalLabel: Hashable, Sendable {
  public var key: Symbol
  public var value: HypotheticalText

  public init(key: Symbol, value: HypotheticalText) {
    self.key = key
    self.value = value
  }
}

/// A namespace that the manifests do not have.
public struct HypotheticalNamespace: Hashable, Sendable {
  /// No namespace of the manifests has it.
  public var name: HypotheticalText
  /// In the order of the vocabulary, `kubernetes.io/metadata.name` left out: it is always the name.
  public var labels: [HypotheticalLabel]
  /// The namespace of whose policies it has copies (`assume.newNamespaces`).
  public var policiesOf: NamespaceID?

  public init(
    name: HypotheticalText, labels: [HypotheticalLabel] = [], policiesOf: NamespaceID? = nil
  ) {
    self.name = name
    self.labels = labels
    self.policiesOf = policiesOf
  }
}

/// A pod that the manifests do not have: a single one, running, never on its node's network.
public struct HypotheticalPod: Hashable, Sendable {
  /// Of the manifests, or a hypothetical one.
  public var namespace: NamespaceID
  public var labels: [HypotheticalLabel]
  /// Nil: `default`.
  public var serviceAccount: HypotheticalText?
  /// Named ports, one number a name and protocol.
  public var ports: [ContainerPort]
  /// Nil where every address that the cluster may give would do.
  public var address: IPAddress?

  public init(
    namespace: NamespaceID, labels: [HypotheticalLabel] = [],
    serviceAccount: HypotheticalText? = nil, ports: [ContainerPort] = [], address: IPAddress? = nil
  ) {
    self.namespace = namespace
    self.labels = labels
    self.serviceAccount = serviceAccount
    self.ports = ports
    self.address = address
  }
}
