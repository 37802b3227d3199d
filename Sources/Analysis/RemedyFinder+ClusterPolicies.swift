import ClusterModel
import Evaluation
import Intents

/// What rules of cluster-scoped policies could do instead.
extension RemedyFinder {
  /// Other actions for the rules that deny a flow.
  func otherActions(_ decision: DirectionDecision) -> [Change] {
    decision.determiningRules.flatMap { rule in
      action(of: rule.ground) == .deny ? otherActions(rule.ground, [.pass, .accept]) : []
    }
  }

  /// Other actions for a rule, or none of the rule; nothing for a rule of a NetworkPolicy.
  func otherActions(
    _ ground: Ground, _ actions: [ClusterNetworkPolicyRule.Action]
  ) -> [Change] {
    guard case .clusterNetworkPolicy(let id) = ground.policy else { return [] }
    // A BaselineAdminNetworkPolicy has no tier to pass to (V-22).
    let possible = actions.filter {
      $0 != .pass || snapshot[id].kind != .baselineAdminNetworkPolicy
    }
    return possible.map { .changeAction(ground, $0) } + [.removeRule(ground)]
  }

  private func action(of ground: Ground) -> ClusterNetworkPolicyRule.Action? {
    ground.rule.flatMap {
      snapshot.clusterNetworkPolicyRule(ground.policy, ground.direction, $0)?.action
    }
  }
}
