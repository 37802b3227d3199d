/// An index into `Snapshot.clusterNetworkPolicies`.
public struct ClusterNetworkPolicyID: Hashable, Comparable, Sendable {
  public let rawValue: Int32

  public init(rawValue: Int32) {
    self.rawValue = rawValue
  }

  public static func < (left: ClusterNetworkPolicyID, right: ClusterNetworkPolicyID) -> Bool {
    left.rawValue < right.rawValue
  }
}

/// A cluster-scoped policy of `policy.networking.k8s.io` as written: nil is a missing or null field, and nothing is defaulted.
///
/// A ClusterNetworkPolicy (v1alpha2, v1beta1), or one of the two kinds that went before it (v1alpha1): they say the same in
/// other words, `Allow` for `Accept` and `ports` for `protocols`.
public struct ClusterNetworkPolicy: Sendable {
  public enum Kind: Hashable, Sendable, CaseIterable {
    case clusterNetworkPolicy, adminNetworkPolicy, baselineAdminNetworkPolicy
  }

  /// `spec.tier` of a ClusterNetworkPolicy.
  public enum Tier: Hashable, Sendable, CaseIterable {
    case admin, baseline
  }

  public var kind: Kind
  public var name: Symbol
  /// Nil for the kinds whose name says it.
  public var tier: Tier?
  /// 0 to 1000, the lower the earlier; nil for a BaselineAdminNetworkPolicy, of which there is one.
  public var priority: Int?
  public var subject: ClusterNetworkPolicySubject
  public var ingress: [ClusterNetworkPolicyRule]?
  public var egress: [ClusterNetworkPolicyRule]?
  public var place: Place

  public init(
    kind: Kind = .clusterNetworkPolicy, name: Symbol, tier: Tier? = nil, priority: Int? = nil,
    subject: ClusterNetworkPolicySubject, ingress: [ClusterNetworkPolicyRule]? = nil,
    egress: [ClusterNetworkPolicyRule]? = nil, place: Place
  ) {
    self.kind = kind
    self.name = name
    self.tier = tier
    self.priority = priority
    self.subject = subject
    self.ingress = ingress
    self.egress = egress
    self.place = place
  }
}

/// For which pods a policy speaks. The reader guarantees V-21: exactly one form.
public enum ClusterNetworkPolicySubject: Hashable, Sendable {
  case namespaces(LabelSelector)
  case pods(namespaceSelector: LabelSelector?, podSelector: LabelSelector?)
}

/// An ingress or egress rule: peers are its `from` or its `to`, of which there is at least one (V-23).
public struct ClusterNetworkPolicyRule: Sendable {
  /// `Accept` is `Allow` in the kinds of v1alpha1.
  public enum Action: Hashable, Sendable, CaseIterable {
    case accept, deny, pass
  }

  public var name: String?
  public var action: Action
  public var peers: [ClusterNetworkPolicyPeer]
  /// `protocols`, or `ports` in the kinds of v1alpha1; nil: every protocol and port.
  public var ports: [ClusterNetworkPolicyPort]?
  public var place: Place

  public init(
    name: String? = nil, action: Action, peers: [ClusterNetworkPolicyPeer],
    ports: [ClusterNetworkPolicyPort]? = nil, place: Place
  ) {
    self.name = name
    self.action = action
    self.peers = peers
    self.ports = ports
    self.place = place
  }
}

/// The far end that a rule speaks of.
public struct ClusterNetworkPolicyPeer: Sendable {
  public enum Term: Hashable, Sendable {
    case namespaces(LabelSelector)
    case pods(namespaceSelector: LabelSelector?, podSelector: LabelSelector?)
    /// Nodes by their labels; egress only.
    case nodes(LabelSelector)
    /// Address ranges, which take in pods and nodes too; egress only.
    case networks([CIDR])
    /// Names with an optional `*.` in front; egress only, and only where the action is Accept (V-25).
    case domainNames([Symbol])
  }

  public var term: Term
  public var place: Place

  public init(_ term: Term, place: Place) {
    self.term = term
    self.place = place
  }
}

/// One entry of a rule's ports.
public enum ClusterNetworkPolicyPort: Hashable, Sendable {
  /// Nil where the protocol is not written: TCP, in the kinds of v1alpha1.
  case number(TransportProtocol?, UInt16)
  case range(TransportProtocol?, ClosedRange<UInt16>)
  /// A name that the destination's containers give to ports of whatever protocol.
  case named(Symbol)
}
