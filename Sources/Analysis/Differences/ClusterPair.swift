public import ClusterModel
public import Evaluation
public import Intents

/// Both sides of a change, read under the same assumptions.
public struct ClusterPair: Sendable {
  public let snapshots: SnapshotPair
  /// With the families that the two sides have together.
  public let assumptions: Assumptions
  public private(set) var old: Cluster
  public private(set) var new: Cluster

  public subscript(side: Side) -> Cluster { side == .old ? old : new }

  public init(_ snapshots: SnapshotPair, assumptions: Assumptions) {
    var common = assumptions
    common.ipFamilies = assumptions.ipFamilies ?? Self.families(snapshots, assumptions)
    self.snapshots = snapshots
    self.assumptions = common
    old = Cluster(snapshots.old, assumptions: common)
    new = Cluster(snapshots.new, assumptions: common)
  }

  /// The families of clusterCIDRs and of known addresses of either side; nil where nothing says.
  private static func families(
    _ snapshots: SnapshotPair, _ assumptions: Assumptions
  ) -> [IPFamily]? {
    var seen = Set(assumptions.clusterCIDRs.map(\.family))
    for side in Side.allCases {
      for pod in snapshots[side].pods
      where !pod.isHostNetwork && pod.phase != .failed && pod.phase != .succeeded {
        for address in pod.addresses { seen.insert(address.family) }
      }
    }
    return seen.isEmpty ? nil : seen.sorted()
  }

  /// Both sides with what a hypothesis supposes; what is written on a side is not supposed there.
  func supposing(_ hypothesis: Hypothesis) -> ClusterPair {
    var result = self
    result.old = old.supposing(snapshots.part(of: hypothesis, .old))
    result.new = new.supposing(snapshots.part(of: hypothesis, .new))
    return result
  }

  /// Whether both ends of a flow exist on a side, and can have it.
  public func has(_ flow: Flow, _ side: Side) -> Bool { self[side].exists(flow) }

  /// The workload at an end that a side does not have; nil for one that it has, and for addresses.
  func missing(_ end: Endpoint, _ side: Side) -> WorkloadID? {
    guard case .pod(let id) = end, snapshots.new.pods.indices.contains(Int(id.rawValue)),
      !snapshots.has(id, side)
    else { return nil }
    return snapshots.new[id].workload
  }
}

extension SnapshotPair {
  /// What a hypothesis says of one side.
  fileprivate func part(of hypothesis: Hypothesis, _ side: Side) -> Hypothesis {
    let snapshot = self[side]
    var own = hypothesis
    own.namespaceLabels = hypothesis.namespaceLabels.filter { !snapshot[$0.key].isDeclared }
    own.podLabels = hypothesis.podLabels.filter { !snapshot[$0.key].unknownLabels.isEmpty }
    return own
  }
}
