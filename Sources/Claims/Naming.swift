import Compilation
import Formula

/// What everything that a statement speaks of is called, alike in every notation.
struct Naming {
  let statement: Statement
  let phrases: Phrases
  let parts: ReachableParts
  private(set) var printer: TermPrinter
  /// By variable of the statement.
  private(set) var variables: [Variable: String] = [:]
  /// By breach.
  private(set) var breaches: [String] = []

  init(_ claim: StatedClaim) {
    statement = claim.statement
    phrases = claim.phrases
    parts = ReachableParts(statement)
    printer = TermPrinter(statement.formulas)
    var symbols = Symbols()
    for variable in parts.variables {
      variables[variable] = symbols.symbol(for: statement.formulas.name(of: variable))
    }
    for atom in parts.atoms {
      let phrase = atoms.phrase(for: atom.variable, atom.range)
      printer.name(
        atom: atom.formula, symbols.symbol(for: phrase), isInverted: atom.isInverted)
    }
    for equality in parts.equalities {
      let (first, second) = (symbol(of: equality.first), symbol(of: equality.second))
      printer.name(atom: equality.formula, "(= \(first) \(second))")
    }
    for definition in parts.definitions {
      printer.name(definition, symbols.symbol(for: phrases.phrase(for: definition)))
    }
    breaches = statement.breaches.map { symbols.symbol(for: $0.kind.phrase) }
    printer.share(parts, &symbols)
  }

  var atoms: AtomPhrases {
    AtomPhrases(formulas: statement.formulas, meanings: statement.meanings)
  }

  func symbol(of variable: Variable) -> String { variables[variable] ?? "" }

  func symbol(of definition: Definition) -> String {
    printer.definitions[definition.variable] ?? ""
  }
}
