public import ClusterModel

/// One step in deciding a flow, the shape that every policy API has: rules in order, and what happens at their end.
///
/// A NetworkPolicy tier has rules that all allow, and denies at its end what its isolations select.
/// Tiers of other APIs have other actions and ends; the way a flow is decided is the same for all.
struct Tier: Sendable {
  var rules: [TierRule] = []
  /// Policies that deny, at the end of the tier, whatever no rule decided for the pods they select.
  /// For pods that none selects the next tier decides.
  var isolations: [Isolation] = []
  /// Indices into `rules` and `isolations`, by the namespace of the subject.
  private(set) var rulesByNamespace = SubjectIndex()
  private(set) var isolationsByNamespace = SubjectIndex()

  /// Takes in the rules, isolations and namespaces that were added since the last time.
  mutating func index(_ table: NamespaceTable) {
    rulesByNamespace.extend(rules.lazy.map(\.subject), table)
    isolationsByNamespace.extend(isolations.lazy.map(\.subject), table)
  }

  /// Follows the table where a namespace has other labels than before.
  mutating func indexAgain(_ namespace: NamespaceID, _ table: NamespaceTable) {
    rulesByNamespace.refresh(namespace, rules.lazy.map(\.subject), table)
    isolationsByNamespace.refresh(namespace, isolations.lazy.map(\.subject), table)
  }
}

/// What a matching rule does with a flow.
public enum RuleAction: Hashable, Sendable {
  case allow, deny
  /// Leaves the flow to the next tier.
  case pass
}

/// One rule of one policy, for one direction.
struct TierRule: Sendable {
  var subject: Subject
  var action: RuleAction
  /// Nil: every peer, pods, nodes and addresses alike.
  var peers: [Peer]?
  /// Nil: every port of every protocol.
  var ports: [PortCondition]?
  var reference: RuleReference
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
  case addresses(family: IPFamily, IntervalSet<UInt128>)
}

/// One entry of a rule's ports.
struct PortCondition: Hashable, Sendable {
  enum Numbers: Hashable, Sendable {
    case range(ClosedRange<UInt16>)
    /// The numbers that the destination pod gives this name.
    case named(Symbol)
  }

  var `protocol`: TransportProtocol
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
