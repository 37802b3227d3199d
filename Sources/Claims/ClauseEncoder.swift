import Compilation
import Formula
import LRAT

/// Writes a statement down as clauses: each conjunction and each atom once, wherever it occurs.
struct ClauseEncoder {
  private(set) var formula = CNF()
  private let naming: Naming
  private var formulas: FormulaStore { naming.statement.formulas }
  /// By conjunction, atom and equality; a negation has the negated literal.
  private var literals: [Formula: Literal] = [:]
  private var definitions: [Variable: Literal] = [:]
  private var cuts: OrderCuts
  private var names = VariableNames()
  /// Of what is being encoded: what is too long to be a name is a part of this.
  private var owner = ""
  private var partCount = 0

  init(_ naming: Naming) {
    self.naming = naming
    cuts = OrderCuts(naming)
  }

  mutating func encode() {
    declareCuts()
    for definition in naming.parts.definitions { define(definition) }
    own("what exists")
    for fact in naming.statement.background { formula.append([literal(for: fact)]) }
    var breaches: [Literal] = []
    for (symbol, breach) in zip(naming.breaches, naming.statement.breaches) {
      own(Self.plain(symbol))
      breaches.append(literal(for: breach.formula))
    }
    formula.append(breaches)
  }

  // MARK: Names

  private mutating func own(_ name: String) {
    owner = name
    partCount = 0
  }

  private mutating func declare(_ name: String) -> Literal {
    formula.declare(names.name(for: name))
  }

  /// What a gate without a name is called: what it says, if that is short.
  private mutating func declareGate(of conjunction: Formula) -> Literal {
    let term = naming.printer.spelled(conjunction)
    if term.utf8.count <= 120 { return declare(term) }
    partCount += 1
    return declare("\(owner), part \(partCount)")
  }

  /// A symbol without its bars.
  private static func plain(_ symbol: String) -> String {
    symbol.hasPrefix("|") ? String(symbol.dropFirst().dropLast()) : symbol
  }

  // MARK: Order

  private mutating func declareCuts() {
    for variable in naming.parts.variables {
      var last: Literal?
      for value in cuts.values(of: variable) {
        let cut = declare(cuts.name(of: variable, value))
        cuts.set(cut, variable, value)
        if let last { formula.append([-last, cut]) }
        last = cut
      }
    }
  }

  // MARK: Gates

  private mutating func define(_ definition: Definition) {
    let name = Self.plain(naming.symbol(of: definition))
    own(name)
    let body = definition.formula
    // What nobody has named yet is the definition itself.
    if case .all(let operands) = formulas.shape(of: body.positive),
      literals[body.positive] == nil
    {
      let inner = operands.map { literal(for: $0) }
      let gate = declare(name)
      definitions[definition.variable] = gate
      literals[body.positive] = body.isNegation ? -gate : gate
      conjoin(inner, as: body.isNegation ? -gate : gate)
      return
    }
    let gate = declare(name)
    definitions[definition.variable] = gate
    if body.isAlways || body.isNever {
      formula.append([body.isAlways ? gate : -gate])
      return
    }
    let meaning = literal(for: body)
    formula.append([-gate, meaning])
    formula.append([gate, -meaning])
  }

  /// The literal is equivalent to the conjunction.
  private mutating func conjoin(_ operands: [Literal], as gate: Literal) {
    for operand in operands { formula.append([-gate, operand]) }
    formula.append(operands.map { -$0 } + [gate])
  }

  /// The literal of a formula, with the clauses that give it its meaning.
  private mutating func literal(for formula: Formula) -> Literal {
    let positive = formula.positive
    // Operands first, with a stack of our own: a formula may be deeper than the thread's.
    var pending = [positive]
    while let part = pending.last {
      if isEncoded(part) {
        pending.removeLast()
      } else if case .all(let operands) = formulas.shape(of: part) {
        let missing = operands.map(\.positive).filter { !isEncoded($0) }
        if missing.isEmpty {
          let gate = declareGate(of: part)
          conjoin(operands.map(encoded), as: gate)
          literals[part] = gate
        } else {
          pending.append(contentsOf: missing.reversed())
        }
      } else {
        literals[part] = encodeLeaf(part)
      }
    }
    return encoded(formula)
  }

  /// The literal of a formula that is a part of the statement; nil of others.
  func literal(ofEncoded formula: Formula) -> Literal? {
    isEncoded(formula.positive) ? encoded(formula) : nil
  }

  private func isEncoded(_ positive: Formula) -> Bool {
    if literals[positive] != nil { return true }
    guard case .atom(let variable, _) = formulas.shape(of: positive) else { return false }
    return definitions[variable] != nil
  }

  private func encoded(_ formula: Formula) -> Literal {
    let positive: Literal
    if let known = literals[formula.positive] {
      positive = known
    } else if case .atom(let variable, _) = formulas.shape(of: formula.positive),
      let gate = definitions[variable]
    {
      // The atom says that the variable of the definition is 0.
      positive = -gate
    } else {
      preconditionFailure("a formula was encoded before what it is made of")
    }
    return formula.isNegation ? -positive : positive
  }

  private mutating func encodeLeaf(_ leaf: Formula) -> Literal {
    switch formulas.shape(of: leaf) {
    case .atom(let variable, let range): return encode(leaf, variable, range)
    case .equality(let first, let second): return encodeEquality(leaf, first, second)
    case .constant:
      let always = declare("true")
      formula.append([always])
      return always
    case .not, .all: preconditionFailure("only atoms are leaves")
    }
  }

  private mutating func encode(
    _ atom: Formula, _ variable: Variable, _ range: ClosedRange<Int>
  ) -> Literal {
    let upper = cuts.literal(variable, range.upperBound)
    if range.lowerBound == 0 { return upper }
    let lower = cuts.literal(variable, range.lowerBound - 1)
    let gate = declare(Self.plain(naming.printer.atoms[atom] ?? ""))
    conjoin([-lower, upper], as: gate)
    return gate
  }

  /// Equal are numbers that no cut tells apart: every value is cut.
  private mutating func encodeEquality(
    _ equality: Formula, _ first: Variable, _ second: Variable
  ) -> Literal {
    let name = naming.printer.atoms[equality] ?? ""
    let gate = declare(name)
    var differences = [gate]
    for value in 0..<formulas.size(of: first) - 1 {
      let (left, right) = (cuts.literal(first, value), cuts.literal(second, value))
      formula.append([-gate, -left, right])
      formula.append([-gate, left, -right])
      let differs = declare("\(name) differs at \(value)")
      formula.append([-differs, left, right])
      formula.append([-differs, -left, -right])
      differences.append(differs)
    }
    formula.append(differences)
    return gate
  }
}
