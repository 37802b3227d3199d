import ClusterModel
public import Intents

extension Cluster {
  /// The cluster in which nothing is known of policies but `grounds`.
  ///
  /// For a denial, a policy that is no ground isolates nobody, and a rule that is none admits everything for the pods of
  /// its policy: a flow that is denied even so is denied for these reasons. For a permission, a rule that is no
  /// ground is not there; what isolates stays.
  ///
  /// A rule of a cluster-scoped policy that is no ground matches whatever is worst for the answer, for each flow by itself: one
  /// that accepts matches everything where a denial is asked about and nothing where a permission is, and one
  /// that denies the other way about; one that passes matches or not. What hides the Baseline tier stays.
  public func resting(on grounds: Set<Ground>, _ stance: Stance) -> Cluster {
    var cluster = self
    for direction in Direction.allCases {
      cluster.tiers[direction] = tiers[direction].map {
        $0.resting(on: grounds, stance, direction, namespaceTable)
      }
    }
    return cluster
  }
}

extension Tier {
  fileprivate func resting(
    on grounds: Set<Ground>, _ stance: Stance, _ direction: Direction, _ table: NamespaceTable
  ) -> Tier {
    var tier = Tier(name)
    tier.screens = screens
    if name != .networkPolicy {
      let worst: RuleAction = stance == .denial ? .allow : .deny
      tier.rules = rules.compactMap { rule in
        if grounds.contains(rule.reference.ground) { return rule }
        if rule.action != .pass && rule.action != worst { return nil }
        var doubtful = rule
        (doubtful.peers, doubtful.ports) = (nil, nil)
        if rule.action == .pass { doubtful.doubt = worst }
        return doubtful
      }
      tier.index(table)
      return tier
    }
    switch stance {
    case .denial:
      tier.isolations = isolations.filter {
        grounds.contains(Ground($0.policy, direction))
      }
      tier.rules = rules.map { rule in
        if grounds.contains(rule.reference.ground) { return rule }
        var open = rule
        (open.peers, open.ports) = (nil, nil)
        return open
      }
    case .permission:
      tier.isolations = isolations
      tier.rules = rules.filter { grounds.contains($0.reference.ground) }
    }
    tier.index(table)
    return tier
  }
}

extension RuleReference {
  /// What the rule says, as a fact.
  public var ground: Ground { Ground(policy, direction, rule: index) }
}
