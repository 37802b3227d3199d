import LRAT
import Samples

/// Formulas of which it is known by other means whether they can be satisfied.
enum Formulas {
  static func cnf(_ variableCount: Int, _ clauses: [[Int32]]) -> CNF {
    var formula = CNF(variableCount: variableCount)
    for clause in clauses { formula.append(clause.map { Literal($0) }) }
    return formula
  }

  /// Clauses of one to four literals, some with a literal twice or with its negation.
  static func random(
    variables: Int, clauses: Int, using generator: inout SplitMix64
  ) -> [[Int32]] {
    (0..<clauses).map { _ in
      let length = generator.chance(6) ? 1 : Int.random(in: 2...4, using: &generator)
      return (0..<length).map { _ in
        let variable = Int32.random(in: 1...Int32(variables), using: &generator)
        return generator.chance(50) ? variable : -variable
      }
    }
  }

  /// Whether some assignment satisfies all clauses: all of them are tried.
  static func isSatisfiable(_ variables: Int, _ clauses: [[Int32]]) -> Bool {
    (0..<1 << variables).contains { assignment in
      clauses.allSatisfy { clause in
        clause.contains { (assignment >> (Int($0.magnitude) - 1) & 1 == 1) == ($0 > 0) }
      }
    }
  }

  /// `holes + 1` pigeons in `holes` holes.
  static func pigeonhole(_ holes: Int) -> CNF {
    func isIn(_ pigeon: Int, _ hole: Int) -> Int32 { Int32(pigeon * holes + hole + 1) }
    var clauses = (0...holes).map { pigeon in (0..<holes).map { isIn(pigeon, $0) } }
    for hole in 0..<holes {
      for first in 0...holes {
        for second in 0..<first { clauses.append([-isIn(first, hole), -isIn(second, hole)]) }
      }
    }
    return cnf((holes + 1) * holes, clauses)
  }

  /// The sum of bits is even along one chain of sums, and odd along another with the bits in another order.
  static func parity(_ bits: Int, using generator: inout SplitMix64) -> CNF {
    var next = Int32(bits)
    var clauses: [[Int32]] = []
    func sum(_ terms: [Int32]) -> Int32 {
      terms.dropFirst().reduce(terms[0]) { left, right in
        next += 1
        clauses += [
          [-left, -right, -next], [left, right, -next], [left, -right, next], [-left, right, next],
        ]
        return next
      }
    }
    let terms = (1...Int32(bits)).map(\.self)
    let (first, second) = (sum(terms), sum(terms.shuffled(using: &generator)))
    clauses += [[first, second], [-first, -second]]
    return cnf(Int(next), clauses)
  }
}
