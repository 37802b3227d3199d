import ClusterModel
import Evaluation

/// Ends of flows that no policy and no claim of the run tells apart.
struct EndClass {
  enum Ends {
    /// Pods in order; at least one.
    case pods([PodID])
    /// Addresses outside the cluster.
    case addresses(IPFamily)
  }

  var ends: Ends
  /// Decides for all of them.
  var representative: Endpoint
  /// Whether a flow can be between two of them.
  var hasTwo: Bool
  var namespace: NamespaceID?
  var families: [IPFamily]
  /// Keys of labels that some policy or claim mentions and whose values nobody knows.
  var unknownLabels: [Symbol] = []
  /// Pods of one kind match the same ranges and machines; -1 for addresses.
  var addressKind: Int
  /// For addresses: all that nothing tells apart, pods' own among them; empty for pods.
  var region = IntervalSet<UInt128>()

  var pods: [PodID] {
    guard case .pods(let pods) = ends else { return [] }
    return pods
  }
}
