public import ClusterModel
import Intents

extension Cluster {
  /// The cluster in which what a hypothesis supposes is there, as real as the rest.
  ///
  /// The same as if the manifests had it, but for the address families: they stay those of the run, whatever
  /// addresses new pods have.
  public func supposing(_ hypothesis: Hypothesis) -> Cluster {
    if hypothesis.isEmpty { return self }
    var result = self
    result.snapshot = snapshot.adding(hypothesis)
    for pod in hypothesis.pods { result.universe.assign(pod.address) }
    for namespace in hypothesis.namespaceLabels.keys { result.follow(namespace) }
    if !hypothesis.namespaces.isEmpty { result.followNewNamespaces(since: self) }
    result.exposePods(hypothesis.podLabels.keys)
    result.exposePods(result.snapshot.podIDs.dropFirst(snapshot.pods.count))
    return result
  }

  /// Takes over the labels that a namespace of the snapshot has now.
  mutating func follow(_ namespace: NamespaceID) {
    let labels = universe.label(namespace, snapshot)
    namespaceTable.refresh(namespace, labels)
    for direction in Direction.allCases {
      for index in tiers[direction].indices {
        tiers[direction][index].indexAgain(namespace, namespaceTable)
      }
    }
  }

  /// Takes in the namespaces, and their policies, that the snapshot has beyond those of `before`.
  private mutating func followNewNamespaces(since before: Cluster) {
    for id in snapshot.namespaceIDs.dropFirst(before.snapshot.namespaces.count) {
      universe.label(id, snapshot)
    }
    namespaceTable.extend(universe.namespaceLabels)
    for direction in Direction.allCases {
      for index in tiers[direction].indices {
        tiers[direction][index].index(namespaceTable)
      }
    }
    if snapshot.networkPolicies.count > before.snapshot.networkPolicies.count {
      readPolicies(from: before.snapshot.networkPolicies.count)
    }
  }
}
