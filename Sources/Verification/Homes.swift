public import ClusterModel
import Evaluation
import Intents

/// The namespaces of the manifests in which the new pod of a counterexample would do the same.
public enum Homes: Hashable, Sendable {
  /// Every one, of several.
  case every
  /// All but these, which are few.
  case allBut([NamespaceID])
  /// The pod's own, and so many others.
  case own(others: Int)

  private static let fewExceptions = 2

  init(
    _ counterexample: Answer.Counterexample, of claim: Claim, _ cluster: Cluster, coverage: [Claim]
  ) {
    let hypothesis = counterexample.hypothesis
    // What is supposed of one namespace says nothing of another.
    guard let pod = hypothesis.pods.first, hypothesis.pods.count == 1,
      hypothesis.namespaces.isEmpty, hypothesis.namespaceLabels.isEmpty,
      hypothesis.podLabels.isEmpty
    else {
      self = .own(others: 0)
      return
    }
    let snapshot = cluster.snapshot
    let others = snapshot.namespaceIDs.filter {
      $0 != pod.namespace && cluster.admits(pod, in: $0)
    }
    let everywhere = Hypothesis(
      pods: others.map { namespace in
        var copy = pod
        copy.namespace = namespace
        return copy
      })
    let supposed = cluster.supposing(everywhere)
    let same = Set(
      others.indices.filter { index in
        let id = PodID(rawValue: Int32(snapshot.pods.count + index))
        let flow = counterexample.flow.with(.pod(id), for: PodID(new: snapshot))
        return supposed.violation(of: claim, by: flow, coverage: coverage) != nil
      }.map { others[$0] })
    let exceptions = snapshot.namespaceIDs.filter { $0 != pod.namespace && !same.contains($0) }
    if exceptions.isEmpty, !same.isEmpty {
      self = .every
    } else if exceptions.count <= Self.fewExceptions, same.count > exceptions.count {
      self = .allBut(exceptions)
    } else {
      self = .own(others: same.count)
    }
  }
}

extension PodID {
  /// The first one that a hypothesis adds.
  fileprivate init(new snapshot: Snapshot) {
    self.init(rawValue: Int32(snapshot.pods.count))
  }
}

extension Flow {
  fileprivate func with(_ end: Endpoint, for id: PodID) -> Flow {
    var copy = self
    if source == .pod(id) { copy.source = end }
    if destination == .pod(id) { copy.destination = end }
    return copy
  }
}

extension Cluster {
  /// Whether a pod with these labels can come in the namespace: a key that only an administrator sets needs a pod that has
  /// the value already (intents.md, `assume.labels`).
  fileprivate func admits(_ pod: HypotheticalPod, in namespace: NamespaceID) -> Bool {
    pod.labels.allSatisfy { label in
      guard assumptions.fixedPodLabels.contains(label.key) else { return true }
      guard case .mentioned(let value) = label.value else { return false }
      return pods.contains {
        snapshot[$0].namespace == namespace && snapshot[$0].labels[label.key] == value
      }
    }
  }
}
