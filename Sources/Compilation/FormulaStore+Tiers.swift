import Formula
import Intents

/// What tiers decide: exactly, for every way to settle each Unknown match and every order of equal priorities.
///
/// `if m then taken else rest` with an Unknown m is a fork of which may needs one branch and must needs both. The matches of
/// two rules are independent of each other and of what comes after, so the branches can be looked at one by one.
extension FormulaStore {
  /// Whether `tier` and what follows it allow a flow.
  ///
  /// - Parameter next: Whether what the tier leaves undecided is allowed.
  func decision(of tier: Tier, then next: ThreeValued = ThreeValued(.always)) -> ThreeValued {
    let possible = decision(of: tier, then: next.possible, .may)
    if tier.order.isKnown && next.isKnown { return ThreeValued(possible) }
    return ThreeValued(possible: possible, certain: decision(of: tier, then: next.certain, .must))
  }

  private func decision(of tier: Tier, then next: Formula, _ modality: Modality) -> Formula {
    let end = all([.not(tier.isolates), any([tier.settles, next])])
    return decision(of: tier.order, passing: next, end: end, modality)
  }

  /// - Parameters:
  ///   - next: What is decided of a flow that a rule passes on.
  ///   - end: What is decided of one that no rule matches.
  private func decision(
    of order: Tier.Order, passing next: Formula, end: Formula, _ modality: Modality
  ) -> Formula {
    switch order {
    case .rules(let rules):
      return decision(of: rules, passing: next, end: end, modality)
    case .ascending(let orders):
      return orders.reversed().reduce(end) { decision(of: $1, passing: next, end: $0, modality) }
    case .tied(let orders):
      if orders.count == 1 { return decision(of: orders[0], passing: next, end: end, modality) }
      // Whichever gives something may come first; the end is reached where none of them does.
      let denied = orders.map { decision(of: $0, passing: next, end: .never, modality) }
      let allowed = orders.map { decision(of: $0, passing: next, end: .always, modality) }
      return modality == .may
        ? any(denied + [all(allowed + [end])]) : all(allowed + [any(denied + [end])])
    }
  }

  private func decision(
    of rules: [Tier.Rule], passing next: Formula, end: Formula, _ modality: Modality
  ) -> Formula {
    var decision = end
    var last = rules.endIndex
    while last > rules.startIndex {
      let rule = rules[last - 1]
      if let doubt = rule.doubt {
        let rest = decision
        decision = self.decision(
          of: rules[last - 1..<last], passing: next, before: rest, modality)
        decision = relaxed(decision, rule, doubt, passing: next, before: rest)
        last -= 1
        continue
      }
      // Neighbours of one action need no order among themselves: one disjunction instead of a chain.
      let start =
        (rules[..<last].lastIndex { $0.action != rule.action || $0.doubt != nil } ?? -1) + 1
      decision = self.decision(
        of: rules[start..<last], passing: next, before: decision, modality)
      last = start
    }
    return decision
  }

  /// What rules of one action decide, where `rest` decides what they do not match.
  private func decision(
    of rules: ArraySlice<Tier.Rule>, passing next: Formula, before rest: Formula,
    _ modality: Modality
  ) -> Formula {
    let possible = any(rules.map { all([$0.subject, $0.match.possible]) })
    let certain = any(rules.map { all([$0.subject, $0.match.certain]) })
    switch (rules.first?.action, modality) {
    case (nil, _): return rest
    case (.allow, .may): return any([possible, rest])
    case (.allow, .must): return any([certain, rest])
    case (.deny, .may): return all([.not(certain), rest])
    case (.deny, .must): return all([.not(possible), rest])
    case (.pass, .may) where possible != certain:
      return any([all([possible, next]), all([.not(certain), rest])])
    case (.pass, _):
      return all([implies(possible, next), any([certain, rest])])
    }
  }

  /// The same where what a rule matches is open: the better branch for a denial to be wrong, the worse for a permission.
  private func relaxed(
    _ decision: Formula, _ rule: Tier.Rule, _ doubt: Tier.Doubt, passing next: Formula,
    before rest: Formula
  ) -> Formula {
    let taken: Formula =
      switch rule.action {
      case .allow: .always
      case .deny: .never
      case .pass: next
      }
    switch doubt.stance {
    case .denial:
      return any([decision, all([rule.subject, .not(doubt.fact), any([taken, rest])])])
    case .permission:
      return all([decision, any([.not(rule.subject), doubt.fact, all([taken, rest])])])
    }
  }
}
