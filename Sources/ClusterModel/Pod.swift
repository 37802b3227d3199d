/// An index into `Snapshot.pods`.
public struct PodID: Hashable, Comparable, Sendable {
  public let rawValue: Int32

  public init(rawValue: Int32) {
    self.rawValue = rawValue
  }

  public static func < (left: PodID, right: PodID) -> Bool {
    left.rawValue < right.rawValue
  }
}

/// A running pod, or what the pods of one workload template have in common.
///
/// The population of a snapshot (which controllers are stood for by their template and which by their
/// pods: C-153 to C-156) is settled by the reader. What a pod is *for a policy* is not:
/// finished and hostNetwork pods are here like any other, and each reading treats them by itself.
public struct Pod: Sendable {
  /// What is known of `status.phase`.
  public enum Phase: Hashable, Sendable {
    case unknown, pending, running, succeeded, failed
  }

  /// How many pods one entry stands for.
  public enum Population: Hashable, Sendable {
    /// Exactly this one.
    case single
    /// At least two pods of one template: replicas, and rollouts surge (intents.md, "The universe").
    case replicas
  }

  /// The pod's own name, or the workload's for a template.
  public var name: Symbol
  public var namespace: NamespaceID
  public var labels: Labels
  /// Keys of labels that a controller adds with values that nobody knows (C-154): absent in `deployed`, free in wider worlds.
  public var unknownLabels: [Symbol]
  /// `spec.serviceAccountName` as written; a pod without one runs as `default`.
  public var serviceAccount: Symbol?
  public var containerPorts: [ContainerPort]
  /// Known addresses (`status.podIPs`, else `status.podIP`), at most one a family; empty when unknown.
  public var addresses: [IPAddress]
  public var isHostNetwork: Bool
  /// `spec.nodeName` as written.
  public var nodeName: Symbol?
  public var phase: Phase
  public var population: Population
  /// The workload under which the pod is shown: its top owner, or itself.
  public var workload: WorkloadID
  public var place: Place

  public init(
    name: Symbol, namespace: NamespaceID, labels: Labels = Labels(),
    unknownLabels: [Symbol] = [], serviceAccount: Symbol? = nil,
    containerPorts: [ContainerPort] = [], addresses: [IPAddress] = [], isHostNetwork: Bool = false,
    nodeName: Symbol? = nil, phase: Phase = .unknown, population: Population = .single,
    workload: WorkloadID, place: Place
  ) {
    self.name = name
    self.namespace = namespace
    self.labels = labels
    self.unknownLabels = unknownLabels
    self.serviceAccount = serviceAccount
    self.containerPorts = containerPorts
    self.addresses = addresses
    self.isHostNetwork = isHostNetwork
    self.nodeName = nodeName
    self.phase = phase
    self.population = population
    self.workload = workload
    self.place = place
  }
}

/// A `core/v1.ContainerPort` as written.
public struct ContainerPort: Hashable, Sendable {
  public var name: Symbol?
  /// 1 to 65535.
  public var number: UInt16
  /// Nil when missing; the API's default is TCP.
  public var `protocol`: TransportProtocol?
  public var hostPort: UInt16?

  public init(
    name: Symbol? = nil, number: UInt16, protocol: TransportProtocol? = nil, hostPort: UInt16? = nil
  ) {
    self.name = name
    self.number = number
    self.protocol = `protocol`
    self.hostPort = hostPort
  }
}
