public import ClusterModel
public import Evaluation
public import Intents
public import Verification

/// Why the flows between two selections of ends are decided as they are.
public struct Explanation: Sendable {
  public let cluster: Cluster
  public let source: EndpointSelection
  public let destination: EndpointSelection
  /// The flows between the two, decided alike in each group: those explained in full.
  public internal(set) var groups: [FlowGroup] = []
  /// How many groups there are, the ones left out with them.
  public internal(set) var groupCount = 0
  /// What could change the answer and is not modelled.
  public internal(set) var unsupported: [Unsupported] = []
  /// What the two readings say differently: a fault of ours.
  public internal(set) var disagreement: String?

  public var exitStatus: ExitStatus {
    if disagreement != nil { return .disagreement }
    return unsupported.isEmpty ? .success : .undecided
  }
}

/// Some ends of flows that are decided alike.
public enum EndSet: Hashable, Sendable {
  /// Pods, in order; not empty.
  case pods([PodID])
  /// Addresses outside the cluster; not empty.
  case addresses(AddressSet)

  /// The end that stands for all.
  public var representative: Endpoint? {
    switch self {
    case .pods(let pods): pods.first.map(Endpoint.pod)
    case .addresses(let set):
      set.families.first.flatMap { family in
        set.ranges[family]?.telling(of: family).map {
          .address(IPAddress(family: family, bits: $0))
        }
      }
    }
  }
}

/// Flows that are decided alike, by the same rules, for the same reasons.
public struct FlowGroup: Sendable {
  public var sources: EndSet
  public var destinations: EndSet
  public var families: [IPFamily]
  public var ports: PortSet
  /// The flow that stands for all: on a port that the destination declares, where there is one.
  public var flow: Flow
  public var decision: Decision
  /// Of the directions that deny: what of each rule does not fit.
  public var mismatches: [Direction: [Mismatch]]
  /// What the answer rests on; nil where the solver reached a limit.
  public var core: Core?
  /// What would decide the flows otherwise, or those of a part, the smallest first; each has been tried on all of them.
  public var remedies: [Remedy] = []
  /// Why there are no remedies, if there are none.
  public var obstacle: Obstacle?
  /// Of what may be allowed: what would settle it.
  public var settlement: Settlement?
}

extension IntervalSet<UInt128> {
  /// The lowest address that is publicly routed, or else the lowest.
  func telling(of family: IPFamily) -> UInt128? {
    let special = Cluster.specialPurpose.filter { $0.family == family }.map(\.range)
    return subtracting(IntervalSet(unionOf: special)).first ?? first
  }
}
