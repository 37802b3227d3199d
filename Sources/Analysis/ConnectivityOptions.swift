public import ClusterModel
public import Intents

/// What a listing of connectivity is to show.
public struct ConnectivityOptions: Sendable {
  /// What gets rows of its own.
  public enum Unit: String, Sendable, CaseIterable {
    /// A workload; where policies treat its pods differently, those that they treat alike.
    case workload
    /// Each pod; a workload that none of its pods stand for is one.
    case pod
  }

  public var unit = Unit.workload
  /// Whether ends that are treated alike share rows.
  public var isGrouped = false
  /// Whether flows between pods of one workload are shown as well.
  public var showsReplicas = false
  /// A union; nil: from anyone. Their ports do not count.
  public var sources: [EndpointSelection]?
  /// A union, each with its ports; nil: to anyone.
  public var destinations: [EndpointSelection]?
  /// A pod of one of these is source or destination; empty for all.
  public var namespaces: Set<NamespaceID> = []
  /// Destination ports; a name is resolved at each pod.
  public var ports = Ports.all

  public init() {}
}
