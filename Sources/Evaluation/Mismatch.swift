public import ClusterModel

/// Why a rule that would allow a flow does not match it.
public struct Mismatch: Hashable, Sendable {
  /// A condition of a rule that a flow does not fulfil.
  public enum Condition: Hashable, Sendable {
    /// The far end's pod labels do not satisfy a line of the podSelector.
    case podLabel(LabelSelectorRequirement)
    /// The labels of the far end's namespace do not satisfy a line of the namespaceSelector.
    case namespaceLabel(LabelSelectorRequirement)
    /// A podSelector alone means the pods of the policy's own namespace (C-16).
    case otherNamespace(NamespaceID)
    /// Selectors find pods, and the far end is an address.
    case noPod
    /// No selector finds a pod on hostNetwork (C-42).
    case hostNetwork
    /// The address lies outside the ipBlock, or outside the networks, of which this is the first of the flow's family.
    case address(CIDR)
    /// The address lies in an `except` of the ipBlock.
    case exception(CIDR)
    /// The ipBlock, or all of the networks, are of the other family (C-56).
    case family(IPFamily)
    /// With this plugin no ipBlock matches a pod (C-54).
    case blockNeverMatchesPods
    /// The far end is a pod with an address of its own: no node (C-103).
    case noNode
    /// The far end is no node with such labels: another node, or none.
    case node(LabelSelector)
    /// The rule takes in this port number with other protocols, or no port of the flow's protocol at all.
    case `protocol`
    /// The rule takes in other ports of the protocol.
    case port
    /// The rule names a port that the destination does not have, or that is another one there: one of these.
    case portName(Symbol, ports: [NumberedPort])
  }

  /// A port by its number.
  public struct NumberedPort: Hashable, Sendable {
    public var `protocol`: TransportProtocol
    public var number: UInt16
  }

  public var rule: RuleReference
  /// The peer that comes nearest, from 0; nil where the rule lists no peers or one of them matches.
  public var peer: Int?
  /// What of that peer does not fit, and then what of the ports; not empty.
  public var conditions: [Condition]

  /// The condition that failed first.
  public var first: Condition? { conditions.first }
}

extension Mismatch {
  /// How far the rule is from matching: what comes nearest is what somebody probably meant.
  public var distance: Int { conditions.distance }
}

extension [Mismatch.Condition] {
  /// Less where less would have to be changed. A peer of another sort, selectors for an address say, was not meant at all.
  var distance: Int { reduce(0) { $0 + $1.distance } }
}

extension Mismatch.Condition {
  fileprivate var distance: Int {
    switch self {
    case .exception: 1
    case .podLabel, .namespaceLabel, .otherNamespace, .protocol, .port, .portName: 2
    case .address, .node: 6
    case .family: 7
    case .noPod, .hostNetwork, .blockNeverMatchesPods, .noNode: 9
    }
  }
}
