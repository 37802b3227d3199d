public import LRAT

/// Why a set of clauses is not a part of a claim.
public enum ForeignCore: Error, Hashable, Sendable {
  /// A variable of the clauses has no name.
  case unnamedVariable(Int)
  /// The claim has no variable of this name.
  case unknownVariable(Int, name: String)
  /// Two variables have one name.
  case sharedName(String)
  /// The claim has no such clause; clauses count from 1.
  case unknownClause(Int)
}

extension CNFClaim {
  /// Checks that each clause of a certificate is one of the claim: what refutes them refutes the claim.
  ///
  /// The claim is encoded anew for it. Variables are those with the same names, whatever their numbers.
  ///
  /// - Throws: what is foreign to the claim.
  public func checkOrigin(of core: CNF) throws(ForeignCore) {
    var variables: [String: Int] = [:]
    for (variable, name) in formula.names { variables[name] = variable }
    var numbers = [Int32](repeating: 0, count: core.variableCount + 1)
    var seen: Set<String> = []
    for variable in 1..<core.variableCount + 1 {
      guard let name = core.names[variable] else { throw .unnamedVariable(variable) }
      guard let number = variables[name] else { throw .unknownVariable(variable, name: name) }
      guard seen.insert(name).inserted else { throw .sharedName(name) }
      numbers[variable] = Int32(number)
    }
    var clauses: Set<[Literal]> = []
    for index in 0..<formula.clauseCount { clauses.insert(formula[clause: index].sorted()) }
    for index in 0..<core.clauseCount {
      let clause = core[clause: index].map { literal in
        Literal(literal.isPositive ? numbers[literal.variable] : -numbers[literal.variable])
      }
      guard clauses.contains(clause.sorted()) else { throw .unknownClause(index + 1) }
    }
  }
}

extension ForeignCore: CustomStringConvertible {
  public var description: String {
    switch self {
    case .unnamedVariable(let variable): "variable \(variable) has no name"
    case .unknownVariable(let variable, let name):
      "variable \(variable), `\(name)`, is none of the claim"
    case .sharedName(let name): "two variables are called `\(name)`"
    case .unknownClause(let index): "clause \(index) is none of the claim"
    }
  }
}
