import ClusterModel

/// What may become of one flow in one direction: every end to which some fork leads, in the order of the tiers.
///
/// The same as ``Cluster/allowedPorts(_:from:to:_:_:)`` says of a whole region, with the rules by which it comes about.
struct Course {
  /// One way in which it may end.
  struct Outcome {
    /// The tier that decides; nil: none does.
    var tier: PolicyTier?
    var action: RuleAction
    /// Nil where a tier's end decides, or nothing.
    var rule: RuleReference?
    /// Whether the rule certainly matches; it may still be another that decides.
    var isCertain = true
  }

  var outcomes: [Outcome] = []
  /// The rules that may send the flow past the rest of the Admin tier.
  var passes: [RuleReference] = []
  /// The rules that would allow the flow if they matched, and do not.
  var misses: [TierRule] = []
  var ambiguity: Ambiguity?

  func may(_ action: RuleAction) -> Bool { outcomes.contains { $0.action == action } }

  /// Whether the flow can only end so.
  func must(_ action: RuleAction) -> Bool { outcomes.allSatisfy { $0.action == action } }

  /// The rules that may end the flow so, those that certainly match first.
  func rules(_ action: RuleAction) -> [RuleReference] {
    let deciding = outcomes.filter { $0.action == action && $0.rule != nil }
    return (deciding.filter(\.isCertain) + deciding.filter { !$0.isCertain }).compactMap(\.rule)
  }
}

extension Cluster {
  /// - Parameter pod: the end for which policies of the direction speak.
  func course(of flow: Flow, _ direction: Direction, at pod: PodID) -> Course {
    course(of: flow, direction, at: pod, past: 0)
  }

  private func course(
    of flow: Flow, _ direction: Direction, at pod: PodID, past count: Int
  ) -> Course {
    let tiers = tiers[direction].dropFirst(count)
    guard let tier = tiers.first else {
      return Course(outcomes: [Course.Outcome(tier: nil, action: .allow)])
    }
    let peer = direction == .ingress ? flow.source : flow.destination
    var walk = TierWalk(tier.name)
    for rule in tier.rules(for: pod, in: self) where walk.comes(to: rule.rank) {
      walk.meet(rule, match(rule, peer, flow))
    }
    walk.finish()
    var below = Course()
    switch tier.end(for: pod, in: self) {
    case let end? where walk.rest != .no:
      let decider = end == .deny ? tier.name : nil
      below.outcomes = [Course.Outcome(tier: decider, action: end)]
    case nil where walk.rest != .no || walk.mayPass:
      below = course(of: flow, direction, at: pod, past: count + 1)
    default: break
    }
    return walk.course(before: below)
  }

  /// Whether a rule matches a flow, as its peers and its ports are known.
  private func match(_ rule: TierRule, _ peer: Endpoint, _ flow: Flow) -> Ternary {
    if rule.doubt != nil { return .unknown }
    let match = admits(rule.peers, peer, flow.family)
    func covers(possible: Bool) -> Bool {
      ports(rule.ports, at: flow.destination, possible: possible)
        .contains(flow.port, of: flow.protocol)
    }
    if match == .yes, covers(possible: false) { return .yes }
    return match != .no && covers(possible: true) ? .unknown : .no
  }
}
