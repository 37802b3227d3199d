import ClusterModel

/// L-28, C-101: policies of one priority whose rules can match the same flow and disagree.
extension Tiers {
  var warningsOfTies: [Diagnostic] {
    let levels = Dictionary(grouping: policies.indices) { index in
      Level(tier: policies[index].tierOfRules, priority: policies[index].priority)
    }
    return policies.indices.compactMap { later in
      let own = Level(tier: policies[later].tierOfRules, priority: policies[later].priority)
      // A policy without a priority ties with all of its tier.
      let tied =
        own.priority == nil
        ? levels.filter { $0.key.tier == own.tier }.values.joined().sorted()
        : (levels[own] ?? []) + (levels[Level(tier: own.tier, priority: nil)] ?? [])
      // One is enough to show that the policy needs a priority of its own.
      return Direction.allCases.lazy.compactMap { direction in
        tied.lazy.compactMap { tie($0, later, direction) }.first
      }.first
    }
  }

  private struct Level: Hashable {
    var tier: ClusterNetworkPolicy.Tier
    var priority: Int?
  }

  /// Said of the later one of two, or of the one with a priority.
  private func tie(_ earlier: Int, _ later: Int, _ direction: Direction) -> Diagnostic? {
    let (first, second) = (policies[earlier], policies[later])
    let isForLater =
      (first.priority == nil) == (second.priority == nil)
      ? earlier < later : second.priority != nil
    guard isForLater, overlap.subjects(first.subject, second.subject) else { return nil }
    let (firsts, seconds) = (rules(of: earlier, direction), rules(of: later, direction))
    for rule in seconds {
      for other in firsts where rule.tier.disagree([rule.action, other.action]) {
        if overlap.rules(rule.rule, other.rule) { return warning(rule, other) }
      }
    }
    return nil
  }

  private func warning(_ rule: Rule, _ other: Rule) -> Diagnostic {
    let name = snapshot.symbols[other.policy.name]
    let priority = rule.policy.priority ?? other.policy.priority
    let tied =
      rule.policy.priority != nil && other.policy.priority != nil
      ? "has the same priority" : "ties with any priority"
    let number = priority.map { tied == "has the same priority" ? ", \($0)" : "" } ?? ""
    return Diagnostic(
      .warning, at: rule.place, path: rule.path,
      "\(rule.action.word(in: rule.policy)) here, and \(other.action.word(in: other.policy)) in "
        + "\(rule.direction.name) rule \(other.index + 1) of \(other.policy.kind.name) `\(name)`, which "
        + "\(tied)\(number): of a flow that both match it is not defined which decides",
      suggestion: "give one of the two another priority")
  }
}

extension ClusterNetworkPolicy.Tier {
  /// Whether two of the actions lead to different answers; what the Baseline tier passes on is allowed.
  fileprivate func disagree(_ actions: Set<ClusterNetworkPolicyRule.Action>) -> Bool {
    let outcomes = self == .admin ? actions : Set(actions.map { $0 == .pass ? .accept : $0 })
    return outcomes.count > 1
  }
}

extension ClusterNetworkPolicyRule.Action {
  /// As the policy's kind writes it.
  func word(in policy: ClusterNetworkPolicy) -> String {
    ClusterPolicyDialect.all.first { $0.kind == policy.kind }?
      .actions.first { $0.action == self }?.word ?? ""
  }
}
