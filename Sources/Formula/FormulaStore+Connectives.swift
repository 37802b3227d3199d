/// Conjunction and what is made of it. Every constructor folds constants, so no later pass has to.
///
/// They take arrays, not sequences: a generic function is not specialised for its callers in other modules.
extension FormulaStore {
  /// The conjunction; of nothing, `always`.
  public func all(_ formulas: [Formula]) -> Formula {
    conjunction(formulas)
  }

  /// The disjunction; of nothing, `never`.
  public func any(_ formulas: [Formula]) -> Formula {
    .not(conjunction(formulas.map(Formula.not)))
  }

  public func implies(_ condition: Formula, _ consequence: Formula) -> Formula {
    any([.not(condition), consequence])
  }

  private func conjunction(_ formulas: [Formula]) -> Formula {
    var operands = formulas
    // Most have two or three.
    if operands.count == 2 {
      if operands[1] < operands[0] { operands.swapAt(0, 1) }
    } else {
      operands.sort()
    }
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
