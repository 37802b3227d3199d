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
    if let known = terms[Int(formula.rawValue)] { return known }
    for part in formulas.parts(of: [formula]) where terms[Int(part.rawValue)] == nil {
      // A disjunction is the negation of a conjunction of negations; Z3 shall see it as it was meant.
      if case .all(let operands) = formulas.shape(of: part), operands.allSatisfy(isNegation) {
        let disjunction = context.any(operands.map { literal(.not($0)) })
        terms[Int(Formula.not(part).rawValue)] = disjunction
        terms[Int(part.rawValue)] = context.not(disjunction)
      } else {
        terms[Int(part.rawValue)] = encode(part)
      }
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

  private func isNegation(_ formula: Formula) -> Bool {
    if case .not = formulas.shape(of: formula) { true } else { false }
  }

  /// The term of a formula whose node was encoded.
  private mutating func literal(_ formula: Formula) -> Term {
    if let known = terms[Int(formula.rawValue)] { return known }
    let term: Term
    if case .constant(let value) = formulas.shape(of: formula) {
      term = context.constant(value)
    } else if case .not(let negated) = formulas.shape(of: formula),
      let positive = terms[Int(negated.rawValue)]
    {
      term = context.not(positive)
    } else {
      preconditionFailure("a formula was encoded before what it is made of")
    }
    terms[Int(formula.rawValue)] = term
    return term
  }

  private mutating func encode(_ formula: Formula) -> Term {
    switch formulas.shape(of: formula) {
    case .constant(let value): context.constant(value)
    case .not: literal(formula)
    case .all(let operands): context.all(operands.map { literal($0) })
    case .atom(let variable, let range):
      switch range {
      case let range where range.count == 1: isEqual(variable, range.lowerBound)
      case let range where range.lowerBound == 0: isAtMost(variable, range.upperBound)
      default:
        context.all([
          isAtLeast(variable, range.lowerBound), isAtMost(variable, range.upperBound),
        ])
      }
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
