/// A check that reads the texts anew and propagates to the end at each step, whatever the hints say: slow, and independent of
/// the checker under test.
enum ReferenceCheck {
  /// Whether each step up to an empty clause follows from the clauses that are there.
  static func isValid(formula: String, proof: String) -> Bool {
    var clauses: [Int: Set<Int>] = [:]
    for line in formula.split(separator: "\n") {
      let words = line.split(separator: " ")
      if words.first == "c" || words.first == "p" { continue }
      clauses[clauses.count + 1] = Set(words.compactMap { Int($0) }.dropLast())
    }
    for line in proof.split(separator: "\n") {
      let words = line.split(separator: " ")
      if words.first == "c" { continue }
      if words.count > 1, words[1] == "d" {
        for id in words.dropFirst(2).dropLast() { clauses[Int(id) ?? 0] = nil }
        continue
      }
      let numbers = words.compactMap { Int($0) }
      let clause = Set(numbers.dropFirst().prefix { $0 != 0 })
      guard follows(clause, from: Array(clauses.values)) else { return false }
      if clause.isEmpty { return true }
      clauses[numbers[0]] = clause
    }
    return false
  }

  private static func follows(_ clause: Set<Int>, from clauses: [Set<Int>]) -> Bool {
    var isFalse = clause
    while true {
      var hasChanged = false
      for other in clauses where !other.contains(where: { isFalse.contains(-$0) }) {
        let open = other.subtracting(isFalse)
        if open.isEmpty { return true }
        guard open.count == 1, let unit = open.first else { continue }
        isFalse.insert(-unit)
        hasChanged = true
      }
      if !hasChanged { return false }
    }
  }
}
