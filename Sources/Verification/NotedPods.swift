import ClusterModel
import Evaluation
import Intents

/// The pods that notes look at, gathered once for all claims of a run.
final class NotedPods {
  let all: [PodID]
  /// On the network of a node, or potential.
  let special: [PodID]
  private let cluster: Cluster
  private var areInhabited: [Group: Bool] = [:]

  init(_ cluster: Cluster) {
    self.cluster = cluster
    all = cluster.pods
    let snapshot = cluster.snapshot
    special = all.filter {
      snapshot[$0].isHostNetwork || snapshot[snapshot[$0].workload].isPotential
    }
  }

  /// Whether some pod is in the group.
  func inhabits(_ group: Group) -> Bool {
    if let known = areInhabited[group] { return known }
    let isInhabited = all.contains { cluster.contains(.pod($0), in: group) }
    areInhabited[group] = isInhabited
    return isInhabited
  }
}
