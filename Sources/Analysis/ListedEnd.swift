public import ClusterModel

/// A source or a destination of rows.
public enum ListedEnd: Hashable, Sendable {
  /// Pods that are treated alike: of one workload, or of several in a grouped listing.
  case pods([ListedWorkload])
  /// Addresses outside the cluster.
  case addresses(AddressSet)
}

/// A workload, or some of its pods.
public struct ListedWorkload: Hashable, Sendable {
  public var workload: WorkloadID
  /// In order of their names; a single entry may stand for several.
  public var pods: [PodID]
  /// Whether these are all pods of the workload, so that its name says enough.
  public var isWhole: Bool
}

/// One line of a listing: some ports are open from one end to another.
public struct ListedRow: Hashable, Sendable {
  /// Indices into `Connectivity.ends`.
  public var source: Int
  public var destination: Int
  public var certainty: Certainty
  /// Where the families that both ends have differ; else the row is of each of them.
  public var family: IPFamily?
  /// An index into `Connectivity.portSets`.
  public var ports: Int
  /// Whether an object that is not modelled could change the row.
  public var isTouched: Bool
}

/// How much is known of a row's flows.
public enum Certainty: String, Hashable, Sendable, Comparable, CaseIterable {
  case must
  /// Only through an ipBlock and a pod of unknown address, or another unknown of the input. Ports that must be open are in a row of
  /// their own.
  case may

  public static func < (left: Certainty, right: Certainty) -> Bool {
    left == .must && right == .may
  }
}
