import Compilation
import Formula
import LRAT

/// The places where the values of variables are cut, and the literals that say on which side a value is.
struct OrderCuts {
  private let naming: Naming
  /// By variable: the last value below each cut, ascending.
  private var places: [Variable: [Int]] = [:]
  private var literals: [Variable: [Int: Literal]] = [:]

  init(_ naming: Naming) {
    self.naming = naming
    let formulas = naming.statement.formulas
    var cuts: [Variable: Set<Int>] = [:]
    for atom in naming.parts.atoms {
      let last = formulas.size(of: atom.variable) - 1
      for value in [atom.range.lowerBound - 1, atom.range.upperBound]
      where (0..<last).contains(value) {
        cuts[atom.variable, default: []].insert(value)
      }
    }
    for equality in naming.parts.equalities {
      for variable in [equality.first, equality.second] {
        cuts[variable, default: []].formUnion(0..<formulas.size(of: variable) - 1)
      }
    }
    places = cuts.mapValues { $0.sorted() }
  }

  func values(of variable: Variable) -> [Int] { places[variable] ?? [] }

  /// `port<=5431`, `destination app<=web`.
  func name(of variable: Variable, _ value: Int) -> String {
    naming.atoms.phrase(for: variable, upTo: value)
  }

  mutating func set(_ literal: Literal, _ variable: Variable, _ value: Int) {
    literals[variable, default: [:]][value] = literal
  }

  /// Whether the variable is at most `value`.
  func literal(_ variable: Variable, _ value: Int) -> Literal {
    guard let literal = literals[variable]?[value] else {
      preconditionFailure("an atom was encoded at whose end there is no cut")
    }
    return literal
  }
}

/// Distinct names for variables.
struct VariableNames {
  private var taken: Set<String> = []

  mutating func name(for text: String) -> String {
    var candidate = text
    var number = 2
    while !taken.insert(candidate).inserted {
      candidate = "\(text) #\(number)"
      number += 1
    }
    return candidate
  }
}
