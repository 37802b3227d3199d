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
    /// The rule names a port that the destination does not have, or that has these other numbers there.
    case portName(Symbol, numbers: [UInt16])
  }

  public var rule: RuleReference
  /// The peer that comes nearest, from 0; nil where the rule lists no peers or one of them matches.
  public var peer: Int?
  /// What of that peer does not fit, and then what of the ports; not empty.
  public var conditions: [Condition]

  /// The condition that failed first.
  public var first: Condition? { conditions.first }
}
