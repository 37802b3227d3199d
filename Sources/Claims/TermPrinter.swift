import Compilation
import Formula

/// Formulas as SMT-LIB terms over the symbols that stand for atoms, definitions and parts that are written once.
struct TermPrinter {
  let formulas: FormulaStore
  /// By variable of the definition.
  private(set) var definitions: [Variable: String] = [:]
  /// By atom or equality.
  private(set) var atoms: [Formula: String] = [:]
  /// The order in which atoms were named.
  private var order: [Formula: Int] = [:]
  private var inverted: Set<Formula> = []
  /// By conjunction: parts that stand in a definition of their own.
  private(set) var shared: [Formula: String] = [:]
  /// By conjunction: the length of its text, and how deep it is nested.
  private var sizes: [Formula: (length: Int, depth: Int)] = [:]

  init(_ formulas: FormulaStore) {
    self.formulas = formulas
  }

  mutating func name(_ definition: Definition, _ symbol: String) {
    definitions[definition.variable] = symbol
  }

  /// - Parameter isInverted: Whether the symbol stands for the atom's negation.
  mutating func name(atom: Formula, _ symbol: String, isInverted: Bool = false) {
    atoms[atom] = symbol
    order[atom] = order.count
    if isInverted { inverted.insert(atom) }
  }

  // MARK: Sharing

  /// What is longer than this is not written twice.
  private static let longest = 160
  private static let deepest = 30

  /// Gives symbols of their own to long conjunctions that are referred to more than once, and to some of those in deep nests.
  mutating func share(_ parts: ReachableParts, _ symbols: inout Symbols) {
    for conjunction in parts.conjunctions {
      guard case .all(let operands) = formulas.shape(of: conjunction) else { continue }
      var (length, depth) = (6, 0)
      for operand in operands {
        let size = self.size(of: operand.positive)
        length += size.length + 1 + (operand.isNegation ? 6 : 0)
        depth = max(depth, size.depth)
      }
      sizes[conjunction] = (length, depth + 1)
      let isRepeated = (parts.references[conjunction] ?? 0) > 1
      if (isRepeated && length > Self.longest) || depth > Self.deepest {
        let symbol = symbols.symbol(for: "part \(shared.count + 1)")
        shared[conjunction] = symbol
        sizes[conjunction] = (symbol.utf8.count, 0)
      }
    }
  }

  private func size(of formula: Formula) -> (length: Int, depth: Int) {
    if let known = sizes[formula] { return known }
    return (literal(formula)?.utf8.count ?? 5, 0)
  }

  // MARK: Terms

  /// The term; of a part with a symbol of its own, the symbol.
  func term(_ formula: Formula) -> String {
    if let literal = literal(formula) { return literal }
    if let symbol = shared[formula.positive] {
      return formula.isNegation ? "(not \(symbol))" : symbol
    }
    return spelled(formula)
  }

  /// The term of a conjunction or its negation, whether it has a symbol or not.
  func spelled(_ formula: Formula) -> String {
    guard case .all = formulas.shape(of: formula.positive) else { return term(formula) }
    return formula.isNegation ? disjunction(formula) : conjunction(formula)
  }

  private func conjunction(_ formula: Formula) -> String {
    let operands = flattened([formula])
    // Nothing of this holds.
    if operands.allSatisfy(isNegativeLiteral) {
      return "(not (or \(list(operands.map(Formula.not)))))"
    }
    return "(and \(list(operands)))"
  }

  /// The negation of a conjunction is what was meant: a disjunction, or an implication where something stands to be implied from.
  private func disjunction(_ formula: Formula) -> String {
    let (conditions, consequences) = sides(of: formula)
    switch (conditions.isEmpty, consequences.isEmpty) {
    case (_, true): return "(not \(group(conditions, "and")))"
    case (true, false): return group(consequences, "or")
    case (false, false): return "(=> \(group(conditions, "and")) \(group(consequences, "or")))"
    }
  }

  /// What implies what, where the formula is the negation of a conjunction.
  private func sides(
    of formula: Formula
  ) -> (conditions: [Formula], consequences: [Formula]) {
    guard case .all(let operands) = formulas.shape(of: formula.positive) else { return ([], []) }
    var conditions: [Formula] = []
    var consequences: [Formula] = []
    for operand in operands {
      guard case .all(let inner) = formulas.shape(of: operand.positive) else {
        if isNegativeLiteral(operand) {
          consequences.append(.not(operand))
        } else {
          conditions.append(operand)
        }
        continue
      }
      if operand.isNegation || shared[operand.positive] != nil {
        consequences.append(.not(operand))
      } else if inner.contains(where: { isNegativeLiteral($0) || $0.isNegation && !isLiteral($0) })
      {
        // A disjunction within a disjunction is the same one.
        let (further, others) = sides(of: .not(operand))
        if further.isEmpty { consequences += others } else { consequences.append(.not(operand)) }
      } else {
        conditions += flattened([operand])
      }
    }
    return (conditions, consequences)
  }

  /// The operands of conjunctions, of those within them too.
  private func flattened(_ conjunctions: [Formula]) -> [Formula] {
    var result: [Formula] = []
    var pending = conjunctions
    while let formula = pending.popLast() {
      if !formula.isNegation, case .all(let operands) = formulas.shape(of: formula),
        conjunctions.contains(formula) || shared[formula] == nil
      {
        pending.append(contentsOf: operands)
      } else if !result.contains(formula) {
        result.append(formula)
      }
    }
    return result
  }

  private func isLiteral(_ formula: Formula) -> Bool {
    if case .all = formulas.shape(of: formula.positive) { false } else { true }
  }

  /// Whether the formula would be written with a `not` in front of a symbol.
  private func isNegativeLiteral(_ formula: Formula) -> Bool {
    isLiteral(formula) && formula.isNegation != isInverted(formula.positive)
  }

  /// Whether the symbol of an atom stands for its negation.
  private func isInverted(_ atom: Formula) -> Bool {
    guard case .atom(let variable, _) = formulas.shape(of: atom) else { return false }
    // Of a definition, the atom says that its variable is 0.
    return definitions[variable] != nil || inverted.contains(atom)
  }

  private func group(_ formulas: [Formula], _ connective: String) -> String {
    formulas.count == 1 ? term(formulas[0]) : "(\(connective) \(list(formulas)))"
  }

  private func list(_ formulas: [Formula]) -> String {
    formulas.sorted(by: isBefore).map(term).joined(separator: " ")
  }

  private func literal(_ formula: Formula) -> String? {
    let symbol: String
    switch formulas.shape(of: formula.positive) {
    case .constant(let value): return value == formula.isNegation ? "false" : "true"
    case .not, .all: return nil
    case .equality: symbol = atoms[formula.positive] ?? ""
    case .atom(let variable, _):
      symbol = definitions[variable] ?? atoms[formula.positive] ?? ""
    }
    return isNegativeLiteral(formula) ? "(not \(symbol))" : symbol
  }

  // MARK: Order

  /// An order that an edit elsewhere does not change: atoms by what they speak of, then definitions, then the rest by text.
  private func isBefore(_ left: Formula, _ right: Formula) -> Bool {
    let (first, second) = (rank(left), rank(right))
    if first != second { return first < second }
    return first.kind < 2 ? left < right : term(left) < term(right)
  }

  private func rank(_ formula: Formula) -> (kind: Int, position: Int) {
    switch formulas.shape(of: formula.positive) {
    case .atom(let variable, _) where definitions[variable] != nil: (1, Int(variable.index))
    case .atom, .equality: (0, order[formula.positive] ?? 0)
    case .constant, .not, .all: (2, 0)
    }
  }
}
