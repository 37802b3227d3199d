public import ClusterModel

/// One step in deciding a flow, the shape that every policy API has: rules in order, and what happens at their end.
///
/// A NetworkPolicy tier has rules that all allow, and denies at its end what its isolations select.
/// Tiers of other APIs have other actions and ends; the way a flow is decided is the same for all.
struct Tier: Sendable {
  let name: PolicyTier
  var rules: [TierRule] = []
  /// Policies that deny, at the end of the tier, whatever no rule decided for the pods they select.
  /// For pods that none selects the next tier decides.
  var isolations: [Isolation] = []
  /// Policies that hide the tiers below from the pods they select: what no rule decided is allowed, where nothing isolates.
  var screens: [Isolation] = []
  /// Indices into `rules`, `isolations` and `screens`, by the namespace of the subject.
  private(set) var rulesByNamespace = SubjectIndex()
  private(set) var isolationsByNamespace = SubjectIndex()
  private(set) var screensByNamespace = SubjectIndex()
  /// Of rules that speak for many namespaces; those of NetworkPolicies speak for one each, which are few.
  private var rulesByPeer: PeerIndex?

  init(_ name: PolicyTier) {
    self.name = name
    if name != .networkPolicy { rulesByPeer = PeerIndex() }
  }

  /// Takes in the rules, isolations and namespaces that were added since the last time.
  mutating func index(_ table: NamespaceTable) {
    rulesByNamespace.extend(rules.lazy.map(\.subject), table)
    rulesByPeer?.extend(rules, table)
    isolationsByNamespace.extend(isolations.lazy.map(\.subject), table)
    screensByNamespace.extend(screens.lazy.map(\.subject), table)
  }

  /// Follows the table where a namespace has other labels than before.
  mutating func indexAgain(_ namespace: NamespaceID, _ table: NamespaceTable) {
    rulesByNamespace.refresh(namespace, table)
    isolationsByNamespace.refresh(namespace, table)
    screensByNamespace.refresh(namespace, table)
    rulesByPeer?.refresh(namespace, table)
  }

  /// Indices of rules in order, among them every one that speaks for a pod of the namespace and may match the other end.
  ///
  /// - Parameter peer: the namespace of the other end; nil where it is no pod that policies select.
  func rules(between subject: NamespaceID, _ peer: NamespaceID?) -> MergedIndices {
    let speaking = rulesByNamespace[subject]
    if let matching = rulesByPeer?[peer], matching.count < speaking.count { return matching }
    return MergedIndices(speaking, [])
  }
}

/// The tiers that a direction of a pod's flows goes through, in this order.
public enum PolicyTier: Int, Hashable, Sendable, Comparable, CaseIterable {
  case admin, networkPolicy, baseline

  public static func < (left: PolicyTier, right: PolicyTier) -> Bool {
    left.rawValue < right.rawValue
  }
}

/// What a matching rule does with a flow.
public enum RuleAction: Hashable, Sendable {
  case allow, deny
  /// Leaves the flow to the next tier.
  case pass
}

/// The pods a policy speaks for.
struct Subject: Hashable, Sendable {
  var namespaces: NamespaceSet
  /// Nil: every pod of the namespaces.
  var selector: LabelSelector?
}

struct Isolation: Sendable {
  var subject: Subject
  var policy: PolicyID
}

/// The far end that a rule admits.
enum Peer: Hashable, Sendable {
  case pods(Subject)
  /// An ipBlock, of which plugins think differently when it comes to pods.
  case addresses(family: IPFamily, IntervalSet<UInt128>)
  /// Ranges that take in pods with every plugin.
  case networks([IPFamily: [ClosedRange<UInt128>]])
  /// Nodes that a selector of the `NodeTable` takes in, by its number.
  case nodes(Int)
  /// Whoever it is, nobody can tell whether it is meant.
  case unknowable
}

/// One entry of a rule's ports.
struct PortCondition: Hashable, Sendable {
  enum Numbers: Hashable, Sendable {
    case range(ClosedRange<UInt16>)
    /// The numbers that the destination pod gives this name.
    case named(Symbol)
  }

  /// Nil: every one.
  var `protocol`: TransportProtocol?
  var numbers: Numbers
}

/// A rule of a policy object, for reports.
public struct RuleReference: Hashable, Sendable {
  public var policy: PolicyID
  public var direction: Direction
  /// From 0, in written order.
  public var index: Int
  public var place: Place
}
