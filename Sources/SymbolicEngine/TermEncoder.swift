import Formula
import Z3

/// Formulas as terms of one solver context: variables become bit-vectors of the width that their size needs.
///
/// Every formula is translated once; what the solver learns of a part it knows wherever the part occurs.
struct TermEncoder {
  private let context: SolverContext
  private let formulas: FormulaStore
  private var variables: [Term] = []
  /// By raw value of the formula.
  private var terms: ContiguousArray<Term?> = []
  private var numerals: [Numeral: Term] = [:]

  private struct Numeral: Hashable {
    var value: Int
    var width: Int
  }

  init(_ formulas: FormulaStore, in context: SolverContext) {
    self.context = context
    self.formulas = formulas
    for variable in formulas.variables {
      variables.append(
        context.bitVector(formulas.name(of: variable), width: width(of: variable)))
    }
  }

  /// The bit-vector of each variable, in the order of declaration.
  var unknowns: [Term] { variables }

  /// Statements that every variable has one of its values.
  mutating func domains() -> [Term] {
    let cut = formulas.variables.filter { formulas.size(of: $0) != 1 << width(of: $0) }
    return cut.map { isAtMost($0, formulas.size(of: $0) - 1) }
  }

  mutating func term(for formula: Formula) -> Term {
    if terms.count < formulas.nodeCount * 2 {
      let missing = formulas.nodeCount * 2 - terms.count
      terms.append(contentsOf: repeatElement(nil, count: missing))
    }
    // Operands first, with a stack of our own: a formula may be deeper than the thread's.
    var pending = [positive(formula)]
    while let part = pending.last {
      guard terms[Int(part.rawValue)] == nil else {
        pending.removeLast()
        continue
      }
      guard case .all(let operands) = formulas.shape(of: part) else {
        terms[Int(part.rawValue)] = encodeAtom(part)
        continue
      }
      let count = pending.count
      for operand in operands.reversed() {
        let operand = positive(operand)
        if terms[Int(operand.rawValue)] == nil { pending.append(operand) }
      }
      if pending.count == count { encode(part, operands) }
    }
    return literal(formula)
  }

  /// Stands `name` for `formula` in every term made from now on.
  ///
  /// - Returns: What has to be asserted for the name to mean the formula.
  mutating func define(_ formula: Formula, as name: String) -> Term {
    let meaning = term(for: formula)
    let unknown = context.boolean(name)
    terms[Int(formula.rawValue)] = unknown
    terms[Int(Formula.not(formula).rawValue)] = context.not(unknown)
    return context.iff(unknown, meaning)
  }

  /// The formula or its negation, whichever has a node of its own.
  private func positive(_ formula: Formula) -> Formula {
    if case .not(let negated) = formulas.shape(of: formula) { negated } else { formula }
  }

  private func isNegation(_ formula: Formula) -> Bool {
    if case .not = formulas.shape(of: formula) { true } else { false }
  }

  private mutating func encode(_ conjunction: Formula, _ operands: ArraySlice<Formula>) {
    guard operands.allSatisfy(isNegation) else {
      terms[Int(conjunction.rawValue)] = context.all(operands.map { literal($0) })
      return
    }
    // A disjunction is the negation of a conjunction of negations; Z3 shall see it as it was meant.
    let disjunction = context.any(operands.map { literal(.not($0)) })
    terms[Int(Formula.not(conjunction).rawValue)] = disjunction
    terms[Int(conjunction.rawValue)] = context.not(disjunction)
  }

  /// The term of a formula that is encoded but perhaps for its negation.
  private mutating func literal(_ formula: Formula) -> Term {
    if let known = terms[Int(formula.rawValue)] { return known }
    guard let negated = terms[Int(Formula.not(formula).rawValue)] else {
      preconditionFailure("a formula was encoded before what it is made of")
    }
    let negation = context.not(negated)
    terms[Int(formula.rawValue)] = negation
    return negation
  }

  private mutating func encodeAtom(_ formula: Formula) -> Term {
    switch formulas.shape(of: formula) {
    case .constant(let value): return context.constant(value)
    case .atom(let variable, let range):
      if range.count == 1 { return isEqual(variable, range.lowerBound) }
      if range.lowerBound == 0 { return isAtMost(variable, range.upperBound) }
      return context.all([
        isAtLeast(variable, range.lowerBound), isAtMost(variable, range.upperBound),
      ])
    case .equality(let first, let second):
      return context.equal(variables[Int(first.index)], variables[Int(second.index)])
    case .not, .all: preconditionFailure("only atoms and constants are encoded as they stand")
    }
  }

  private mutating func isEqual(_ variable: Variable, _ value: Int) -> Term {
    context.equal(variables[Int(variable.index)], numeral(value, like: variable))
  }

  private mutating func isAtMost(_ variable: Variable, _ value: Int) -> Term {
    context.isAtMost(variables[Int(variable.index)], numeral(value, like: variable))
  }

  private mutating func isAtLeast(_ variable: Variable, _ value: Int) -> Term {
    context.isAtMost(numeral(value, like: variable), variables[Int(variable.index)])
  }

  private mutating func numeral(_ value: Int, like variable: Variable) -> Term {
    let numeral = Numeral(value: value, width: width(of: variable))
    if let known = numerals[numeral] { return known }
    let term = context.numeral(UInt64(value), width: numeral.width)
    numerals[numeral] = term
    return term
  }

  private func width(of variable: Variable) -> Int {
    let last = formulas.size(of: variable) - 1
    return max(1, Int.bitWidth - last.leadingZeroBitCount)
  }
}
