public import ClusterModel
public import Evaluation

/// What a change of the manifests does to what is allowed.
public struct Difference: Sendable {
  public let clusters: ClusterPair
  /// Namespaces that appear, vanish or have other labels, by name.
  public var namespaces: [NamespaceChange]
  /// Workloads that appear, vanish or have other labels, by name.
  public var workloads: [WorkloadChange]
  /// Flows that differ, as few regions: additions first, then changes, then removals.
  public var regions: [ChangedRegion]
  /// Whether an object that is not modelled could change the answer.
  public var isTouched: Bool

  /// Whether exactly the same flows may, and the same must be allowed.
  public var isEmpty: Bool { regions.isEmpty }

  /// Whether some flow may be allowed that was not, accepted ones left out.
  public var addsFlows: Bool {
    regions.contains { !$0.gained.isEmpty && $0.acceptedBy == nil }
  }

  /// Whether some flow may be allowed that was not, accepted or not.
  public var gainsFlows: Bool { regions.contains { !$0.gained.isEmpty } }

  public func count(of kind: ChangedRegion.Kind) -> Int {
    regions.lazy.filter { $0.kind == kind }.count
  }
}

/// A namespace that is not on both sides what it is on the other.
public struct NamespaceChange: Sendable {
  public var namespace: NamespaceID
  public var change: ObjectChange
}

/// A workload, or some pods of it.
public struct WorkloadChange: Sendable {
  public var workload: WorkloadID
  public var change: ObjectChange
}

public enum ObjectChange: Hashable, Sendable {
  case appears, vanishes
  case labels([LabelChange])
}

/// A label that is set, taken away or has another value.
public struct LabelChange: Hashable, Sendable {
  public var key: Symbol
  public var old: Symbol?
  public var new: Symbol?
}

/// Every flow from one of some ends to one of others differs in the same way, for the same reasons.
public struct ChangedRegion: Sendable {
  public enum Kind: String, Sendable, CaseIterable {
    /// Nothing was allowed between the ends.
    case added
    /// Something is allowed before and after, but not the same.
    case changed
    /// Nothing is allowed any more.
    case removed
  }

  public var kind: Kind
  public var sources: [ChangedEnd]
  public var destinations: [ChangedEnd]
  /// What was allowed, and what is.
  public var before: [PortsPart]
  public var after: [PortsPart]
  /// What may be allowed now and was denied.
  public var gained: [PortsPart]
  /// What was, or may have been, allowed and is denied now.
  public var lost: [PortsPart]
  /// What was only possible and must be allowed now, and the reverse.
  public var settled: [PortsPart]
  public var unsettled: [PortsPart]
  /// What decides, the most particular first.
  public var causes: [Cause]
  /// The lowest flows that were gained and lost.
  public var gainedFlow: Flow?
  public var lostFlow: Flow?
  /// What these flows suppose besides the manifests.
  public var supposed = Hypothesis()
  /// The acceptance that covers all that is gained, by its index; nil where none does, or nothing is gained.
  public var acceptedBy: Int?
  /// Whether an object that is not modelled could change it.
  public var isTouched: Bool
}

/// One side of a region.
public enum ChangedEnd: Hashable, Sendable {
  case pods(ListedWorkload)
  case addresses(AddressSet)
  /// Pods that nobody has deployed, all of those to which the same applies.
  case newPods(NewPodGroup)
  /// A pod that nobody has deployed, as an example.
  case newPod(NewPodExample)
}

/// Pods that may come, with any labels that meet one of some conditions.
public struct NewPodGroup: Hashable, Sendable {
  public var conditions: [NewPodCondition]
  /// Where the pod's own address matters: those that it may have; nil where any would do.
  public var addresses: AddressSet?
}

/// A pod that may exist besides the manifests, and stands for others.
public struct NewPodExample: Hashable, Sendable {
  public var pod: HypotheticalPod
  /// Where the pod is in a namespace that does not exist either.
  public var namespace: HypotheticalNamespace?
  /// The labels supposed for a namespace that the manifests do not declare.
  public var namespaceLabels: [HypotheticalLabel]
  /// How many others, told apart by what policies look at, are treated the same.
  public var others: Int
}

/// Ports of a family, with how much is known.
public struct PortsPart: Hashable, Sendable {
  public var certainty: Certainty
  /// Nil: each family that both ends have.
  public var family: IPFamily?
  public var ports: PortSet
  /// Of a new pod as the destination: what it has to call the port, and what it must not call it.
  public var named: [Symbol] = []
  public var unnamed: [Symbol] = []
}

/// A reason for a difference, with where it is written.
public struct Cause: Hashable, Sendable {
  public enum Reason: Hashable, Sendable {
    /// The rule allows what is gained; or allowed what is lost, and is gone or fits no more.
    case rule(RuleReference)
    /// The rule denied what is gained, and does so no more; or denies what is lost.
    case denial(RuleReference)
    /// The policies that isolated the end do so no more; or do so now.
    case isolation([PolicyID], Direction, of: Endpoint)
    /// The workload is on one side only.
    case existence(WorkloadID)
    /// No policy selects the end on the side where the flow is allowed, for it is on its node's network.
    case hostNetwork(Endpoint)
    /// A node and its own pods reach each other.
    case ownNode
    /// The client's address may be another on the way.
    case translatedAddress
    /// One end has no address of the family on the other side.
    case family(IPFamily)
  }

  public var reason: Reason
  /// Whether it is about flows that are gained, or about those that are lost.
  public var isGain: Bool
  /// The side on which what it names is written.
  public var side: Side
}
