public import ClusterModel
import Evaluation
public import Intents

/// Which end of a flow is a pod that the manifests do not have.
public enum NewEnd: String, Hashable, Sendable, CaseIterable {
  case source, destination, both

  /// Nil where both ends are there already.
  public init?(of flow: Flow, in snapshot: Snapshot) {
    func isNew(_ end: Endpoint) -> Bool {
      if case .pod(let id) = end { Int(id.rawValue) >= snapshot.pods.count } else { false }
    }
    switch (isNew(flow.source), isNew(flow.destination)) {
    case (true, false): self = .source
    case (false, true): self = .destination
    case (true, true): self = .both
    case (false, false): return nil
    }
  }
}

/// How a wider world breaks an intent: a flow, and what it supposes besides the manifests.
public struct Break: Sendable {
  /// The narrowest world that breaks it.
  public let world: World
  public let hypothesis: Hypothesis
  /// The manifests with what the hypothesis supposes: the evidence speaks of its pods.
  public let snapshot: Snapshot
  /// Replayed in `snapshot`.
  public let evidence: Evidence
  /// What would settle it, where it rests on *may*.
  public let settlement: Settlement?
  /// Nil where no new pod is needed.
  public let newEnd: NewEnd?
  /// The group that the new pod is in, if the sentence names one on its side.
  public let group: Group?
  public let homes: Homes
  /// The label that tells tenants, where the sentence is about them.
  public let tenantKey: Symbol?
  /// What in the deciding rule lets the new pod in.
  public let looseness: [Looseness]

  /// Nil where the replay does not confirm the flow.
  init?(
    _ counterexample: Answer.Counterexample, of claim: Claim, in world: World, _ cluster: Cluster,
    coverage: [Claim]
  ) {
    let (flow, hypothesis) = (counterexample.flow, counterexample.hypothesis)
    let supposed = cluster.supposing(hypothesis)
    guard var violation = supposed.violation(of: claim, by: flow, coverage: coverage) else {
      return nil
    }
    // What any address would do is looked at with one.
    var replay = Replay(cluster: supposed, coverage: coverage)
    let addressed = cluster.supposing(hypothesis.withAddresses(for: flow, in: cluster))
    if let definite = addressed.violation(of: claim, by: flow, coverage: coverage) {
      violation = definite
      replay = Replay(cluster: addressed, coverage: coverage)
    }
    self.world = world
    self.hypothesis = hypothesis
    snapshot = supposed.snapshot
    evidence = replay.evidence(flow, violation, of: claim)
    settlement = replay.settlement(evidence)
    newEnd = NewEnd(of: flow, in: cluster.snapshot)
    let regions = ClaimRegions(claim, coverage: coverage)
    group = newEnd.flatMap { regions.group(of: $0, for: flow, supposed) }
    tenantKey = if case .namespacesIsolated(let key, _) = claim { key } else { nil }
    homes = Homes(counterexample, of: claim, cluster, coverage: coverage)
    looseness = Looseness.all(in: evidence, hypothesis, newEnd, supposed.snapshot, claim)
  }
}

extension ClaimRegions where Members == Group {
  /// The group of the sentence on the side where the new pod is, if it is more than a word for everybody.
  fileprivate func group(of newEnd: NewEnd, for flow: Flow, _ cluster: Cluster) -> Group? {
    let boxes = (prohibited + required).filter {
      $0.contains(flow.source, flow.destination, cluster)
    }
    for box in boxes {
      let (side, end) =
        newEnd == .destination
        ? (box.destination, flow.destination) : (box.source, flow.source)
      guard case .oneOf(let groups) = side else { continue }
      let group = groups.first { $0.isSpecific && cluster.contains(end, in: $0) }
      if let group { return group }
    }
    return nil
  }
}
