import Compilation
import Formula

/// The definitions, atoms and connectives that a statement speaks of, through whatever number of definitions.
struct ReachableParts {
  private(set) var definitions: [Definition] = []
  /// Atoms about variables of the statement, by variable and value; none of definitions.
  private(set) var atoms: [Atom] = []
  private(set) var equalities: [(formula: Formula, first: Variable, second: Variable)] = []
  /// Conjunctions, what they are made of before them.
  private(set) var conjunctions: [Formula] = []
  /// How often each conjunction is referred to.
  private(set) var references: [Formula: Int] = [:]
  private(set) var variables: [Variable] = []

  init(_ statement: Statement) {
    let (formulas, meanings) = (statement.formulas, statement.meanings)
    let byVariable = Dictionary(
      uniqueKeysWithValues: statement.definitions.map { ($0.variable, $0) })
    var pending = statement.background + statement.breaches.map(\.formula)
    var seen: Set<Formula> = []
    var used: Set<Variable> = []
    while let formula = pending.popLast().map(\.positive) {
      references[formula, default: 0] += 1
      guard seen.insert(formula).inserted else { continue }
      switch formulas.shape(of: formula) {
      case .constant, .not: break
      case .atom(let variable, let range):
        used.insert(variable)
        if let definition = byVariable[variable] {
          definitions.append(definition)
          pending.append(definition.formula)
        } else {
          atoms.append(
            Atom(formula, variable, range, size: formulas.size(of: variable), meanings[variable]))
        }
      case .equality(let first, let second):
        used.formUnion([first, second])
        equalities.append((formula, first, second))
      case .all(let operands):
        conjunctions.append(formula)
        pending.append(contentsOf: operands)
      }
    }
    definitions.sort { $0.variable < $1.variable }
    atoms.sort {
      ($0.variable, $0.range.lowerBound, $0.range.upperBound)
        < ($1.variable, $1.range.lowerBound, $1.range.upperBound)
    }
    equalities.sort { ($0.first, $0.second) < ($1.first, $1.second) }
    conjunctions.sort()
    variables = used.filter { byVariable[$0] == nil }.sorted()
  }
}

/// A statement about one variable, the way people would make it.
struct Atom {
  let formula: Formula
  let variable: Variable
  /// The values in question.
  let range: ClosedRange<Int>
  /// Whether the formula says that the variable has none of them.
  let isInverted: Bool

  /// Formulas know sets up to the last value as what lies not below; the smaller set is what was meant, and of addresses the
  /// one that is made of addresses alone.
  init(
    _ formula: Formula, _ variable: Variable, _ range: ClosedRange<Int>, size: Int,
    _ meaning: Meaning?
  ) {
    self.formula = formula
    self.variable = variable
    var isMeant = size - range.count < range.count
    if case .addresses = meaning { isMeant = range.upperBound > 0 }
    isInverted = range.lowerBound == 0 && isMeant
    self.range = isInverted ? range.upperBound + 1...size - 1 : range
  }
}

extension Formula {
  /// The formula or its negation: the one with an even number, which is no negation.
  var positive: Formula { rawValue & 1 == 0 ? self : .not(self) }
  var isNegation: Bool { rawValue & 1 == 1 }
}
