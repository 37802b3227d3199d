import Formula

/// What a rule does with a flow that it matches.
enum RuleAction: Hashable, Sendable {
  case allow, deny
  /// The flow leaves the tier undecided.
  case pass
}

/// One step of a layer, as it applies to the pods of one namespace in one direction.
///
/// Every policy API of the field has this shape: ordered rules, and a rule for what happens at their end.
struct Tier {
  struct Rule {
    /// Whether the pod that the rule speaks for is one of its subjects.
    var subject: Formula
    var match: ThreeValued
    var action: RuleAction
  }

  /// In the order in which they are tried.
  var rules: [Rule] = []
  /// Whether what no rule matched is denied here instead of going on to the next tier.
  var isolates: Formula = .never

  var isKnown: Bool { rules.allSatisfy { $0.match.isKnown } }
}

extension FormulaStore {
  /// Whether `tiers` allow a flow; what none of them decides is allowed.
  func decision(of tiers: [Tier]) -> ThreeValued {
    let possible = decision(of: tiers, .may)
    if tiers.allSatisfy(\.isKnown) { return ThreeValued(possible) }
    return ThreeValued(possible: possible, certain: decision(of: tiers, .must))
  }

  func decision(of tiers: [Tier], _ modality: Modality) -> Formula {
    tiers.reversed().reduce(.always) { next, tier in
      decision(of: tier, then: next, modality)
    }
  }

  private func decision(of tier: Tier, then next: Formula, _ modality: Modality) -> Formula {
    var decision = all([.not(tier.isolates), next])
    var end = tier.rules.endIndex
    while end > tier.rules.startIndex {
      // Neighbours of one action need no order among themselves: one disjunction instead of a chain.
      let action = tier.rules[end - 1].action
      let start = (tier.rules[..<end].lastIndex { $0.action != action } ?? -1) + 1
      let matches = tier.rules[start..<end].map { rule in
        // An Unknown in a denying rule is false for may and true for must.
        let isPossible = (modality == .may) != (action == .deny)
        return all([rule.subject, isPossible ? rule.match.possible : rule.match.certain])
      }
      switch action {
      case .allow: decision = any(matches + [decision])
      case .deny: decision = all([.not(any(matches)), decision])
      case .pass: decision = choose(any(matches), next, decision)
      }
      end = start
    }
    return decision
  }

  private func choose(_ condition: Formula, _ then: Formula, _ otherwise: Formula) -> Formula {
    all([implies(condition, then), any([condition, otherwise])])
  }
}
