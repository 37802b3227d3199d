/// Conjunction and what is made of it. Every constructor folds constants, so no later pass has to.
extension FormulaStore {
  /// The conjunction; of nothing, `always`.
  public func all(_ formulas: some Sequence<Formula>) -> Formula {
    conjunction(ContiguousArray(formulas))
  }

  /// The disjunction; of nothing, `never`.
  public func any(_ formulas: some Sequence<Formula>) -> Formula {
    .not(conjunction(ContiguousArray(formulas.lazy.map(Formula.not))))
  }

  public func implies(_ condition: Formula, _ consequence: Formula) -> Formula {
    any([.not(condition), consequence])
  }

  private func conjunction(_ formulas: ContiguousArray<Formula>) -> Formula {
    var operands = formulas
    operands.sort()
    var count = 0
    for formula in operands {
      if formula.isAlways { continue }
      if formula.isNever { return .never }
      if count > 0 {
        let last = operands[count - 1]
        if last == formula { continue }
        // Sorted, a formula and its negation are neighbours.
        if last == .not(formula) { return .never }
      }
      operands[count] = formula
      count += 1
    }
    operands.removeLast(operands.count - count)
    switch count {
    case 0: return .always
    case 1: return operands[0]
    default: return internConjunction(operands)
    }
  }
}
