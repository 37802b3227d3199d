import ClusterModel

/// The cluster-scoped policies of a run in the order in which their tier asks them, for what a reader of theirs is fooled by.
///
/// Everything said here is decided from the policies alone: it holds whatever pods there are.
struct Tiers {
  let snapshot: Snapshot
  let policies: [ClusterNetworkPolicy]
  let overlap: SelectorOverlap

  /// Nil where there are none.
  init?(_ snapshot: Snapshot) {
    if snapshot.clusterNetworkPolicies.isEmpty { return nil }
    self.snapshot = snapshot
    overlap = SelectorOverlap(snapshot)
    policies = snapshot.clusterNetworkPolicies
  }

  /// L-28 to L-32, and the two APIs side by side.
  var diagnostics: [Diagnostic] {
    warningsOfTwoAPIs + warningsOfTies + warningsOfShadows + notesOfIdlePasses
      + warningsOfClosedClusters
  }

  /// 1.4: how the two generations combine is not specified.
  private var warningsOfTwoAPIs: [Diagnostic] {
    guard let former = policies.first(where: { $0.kind != .clusterNetworkPolicy }),
      policies.contains(where: { $0.kind == .clusterNetworkPolicy })
    else { return [] }
    return [
      Diagnostic(
        .warning, at: former.place,
        "\(former.kind.name) and ClusterNetworkPolicy are different APIs, and none says how they combine: "
          + "they are read as one Admin tier and one Baseline tier, by priority",
        suggestion: "write all of them as ClusterNetworkPolicies")
    ]
  }

  /// L-30: a Pass behind which its tier has nothing that decides otherwise.
  private var notesOfIdlePasses: [Diagnostic] {
    let deciding = TierOrder(rules.filter(\.decidesOtherwiseThanPass))
    return rules.filter { $0.action == .pass && !deciding.hasRule(behind: $0) }.map { rule in
      Diagnostic(
        .note, at: rule.place, path: rule.path,
        "this Pass has no effect: behind it the \(rule.tier.word) tier has no rule that "
          + (rule.tier == .admin ? "decides" : "denies"),
        suggestion: nil)
    }
  }

  /// L-32: what denies every address denies every pod.
  private var warningsOfClosedClusters: [Diagnostic] {
    let letting = TierOrder(rules.filter { $0.action != .deny })
    return rules.compactMap { rule in
      guard rule.action == .deny, let range = rule.wholeFamily, !letting.hasRule(before: rule)
      else { return nil }
      let word = rule.policy.kind == .baselineAdminNetworkPolicy ? "Allow" : "Pass"
      return Diagnostic(
        .warning, at: rule.place, path: rule.path,
        "\(range) is every address, those of pods too: this denies flows to every pod of the cluster",
        suggestion: "to leave pods out, write before it: {action: \(word), to: [{namespaces: {}}]}")
    }
  }
}

extension Tiers {
  /// A rule, and where it stands.
  struct Rule {
    var policy: ClusterNetworkPolicy
    /// The index of the policy.
    var owner: Int
    var direction: Direction
    var index: Int
    var rule: ClusterNetworkPolicyRule

    var action: ClusterNetworkPolicyRule.Action { rule.action }
    var place: Place { rule.place }
    var tier: ClusterNetworkPolicy.Tier { policy.tierOfRules }
    var path: String { "spec.\(direction.name)[\(index)]" }

    /// Whether it makes a difference that a flow which would have been passed on comes here.
    var decidesOtherwiseThanPass: Bool {
      tier == .admin ? action != .pass : action == .deny
    }

    /// `0.0.0.0/0` or `::/0` where the rule is for every address of a family.
    var wholeFamily: CIDR? {
      rule.peers.lazy.compactMap { peer -> CIDR? in
        guard case .networks(let ranges) = peer.term else { return nil }
        return ranges.first { $0.prefixLength == 0 }
      }.first
    }
  }

  /// All rules, policy by policy.
  var rules: [Rule] {
    policies.indices.flatMap { owner in
      [Direction.ingress, .egress].flatMap { rules(of: owner, $0) }
    }
  }

  func rules(of owner: Int, _ direction: Direction) -> [Rule] {
    let policy = policies[owner]
    let written = (direction == .ingress ? policy.ingress : policy.egress) ?? []
    return written.enumerated().map {
      Rule(policy: policy, owner: owner, direction: direction, index: $0, rule: $1)
    }
  }
}

extension ClusterNetworkPolicy {
  /// The tier that the policy's rules belong to.
  var tierOfRules: Tier {
    switch kind {
    case .clusterNetworkPolicy: tier ?? .admin
    case .adminNetworkPolicy: .admin
    case .baselineAdminNetworkPolicy: .baseline
    }
  }

  /// Whether every order of the tier asks this policy before the other one of the tier.
  func surelyComes(before other: ClusterNetworkPolicy) -> Bool {
    guard let priority, let otherPriority = other.priority else { return false }
    return priority < otherPriority
  }
}

extension ClusterNetworkPolicy.Kind {
  var name: String {
    ClusterPolicyDialect.all.first { $0.kind == self }?.kindName ?? ""
  }
}

extension ClusterNetworkPolicy.Tier {
  var word: String { self == .admin ? "Admin" : "Baseline" }
}
