public import ClusterModel
public import Intents

/// One edit of the manifests.
public enum Change: Sendable {
  /// A label on the pods of a workload, where they have none of that key.
  case labelPods(WorkloadID, Labels.Pair)
  case unlabelPods(WorkloadID, Symbol)
  case labelNamespace(NamespaceID, Labels.Pair)
  case unlabelNamespace(NamespaceID, Symbol)
  case addPort(Ground, NetworkPolicyPort)
  /// - index: of the entry that is replaced, from 0.
  case replacePort(Ground, index: Int, NetworkPolicyPort)
  case removePort(Ground, index: Int)
  case addPeer(Ground, NetworkPolicyPeer)
  case removePeer(Ground, index: Int)
  /// Two peers, either of which matches, become one whose selectors both have to match.
  case joinPeers(Ground, first: Int, second: Int)
  case addRule(NetworkPolicyID, Direction, NetworkPolicyPeer?, NetworkPolicyPort)
  case removeRule(Ground)
  /// Another action for a rule of a cluster-scoped policy.
  case changeAction(Ground, ClusterNetworkPolicyRule.Action)
  case addType(NetworkPolicyID, Direction)
  case removeType(NetworkPolicyID, Direction)
  /// A policy that selects some pods and has at most one rule.
  case addPolicy(NetworkPolicy)

  /// How much is asked of whoever makes the change: one line of what is there, an entry of its own, a rule, a policy.
  var size: Int {
    switch self {
    case .addType, .removeType, .joinPeers, .replacePort, .changeAction: 0
    case .labelPods, .unlabelPods, .labelNamespace, .unlabelNamespace: 1
    case .addPort, .removePort, .removePeer: 1
    case .addPeer: 2
    case .addRule, .removeRule: 3
    case .addPolicy: 4
    }
  }
}

/// What would decide a flow otherwise. It has been tried: the snapshot with the changes was evaluated.
public struct Remedy: Sendable {
  /// One, as a rule; two where each direction needs its own.
  public var changes: [Change]
  /// Whether the flow must then be allowed; if not it is denied.
  public var allows: Bool
}
