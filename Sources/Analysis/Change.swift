public import ClusterModel
public import Evaluation
public import Intents

/// One edit of the manifests.
public enum Change: Sendable {
  /// A label on the pods of a workload, where they have none of that key.
  case labelPods(WorkloadID, Labels.Pair)
  case unlabelPods(WorkloadID, Symbol)
  case labelNamespace(NamespaceID, Labels.Pair)
  case unlabelNamespace(NamespaceID, Symbol)
  case addPorts(Ground, [NetworkPolicyPort])
  /// - index: of the entry that is replaced, from 0.
  case replacePort(Ground, index: Int, NetworkPolicyPort)
  case removePort(Ground, index: Int)
  /// A rule takes in every port.
  case removePorts(Ground)
  case addPeers(Ground, [NetworkPolicyPeer])
  case removePeer(Ground, index: Int)
  /// Two peers, either of which matches, become one whose selectors both have to match.
  case joinPeers(Ground, first: Int, second: Int)
  /// Nil for anyone, and for every port.
  case addRule(NetworkPolicyID, Direction, [NetworkPolicyPeer]?, [NetworkPolicyPort]?)
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
    case .addPorts, .removePort, .removePorts, .removePeer: 1
    case .addPeers: 2
    case .addRule, .removeRule: 3
    case .addPolicy: 4
    }
  }
}

/// What would decide flows otherwise. It has been tried: the snapshot with the changes was evaluated.
public struct Remedy: Sendable {
  /// One, as a rule; two where each direction needs its own.
  public var changes: [Change]
  /// The flows of the group that it turns: all of them, where that can be done.
  public var region: FlowRegion
  /// What becomes of them: `yes` or `no`, or `unknown` where something that is not known stays in the way.
  public var allowed: Ternary
}

/// Why nothing is offered that would decide flows otherwise.
public enum Obstacle: Hashable, Sendable {
  /// Neither end is a pod that policies select: there is nothing that could deny.
  case noPolicySpeaks
  /// A node and its own pods reach each other, whatever policies say (C-43).
  case ownNode
  /// `cni: none`.
  case notEnforced
  /// Several rules let the flows through, and any one is enough.
  case severalRules(Int, Direction)
  /// Whatever is changed in one place, something else decides the flows as before.
  case noSingleChange
}
