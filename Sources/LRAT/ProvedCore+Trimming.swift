extension ProvedCore {
  /// What the empty clause rests on: found backwards from it, then numbered anew.
  init(of whole: CNF, _ solver: Solver) {
    let used = Self.usedClauses(solver)
    let inputs = used.prefix { $0 < solver.inputCount }
    let learned = used.dropFirst(inputs.count)

    var isUsed = [Bool](repeating: false, count: whole.variableCount + 1)
    for index in inputs { for literal in whole[clause: index] { isUsed[literal.variable] = true } }
    // A step speaks of variables of its hints only, so there are no others.
    let variables = isUsed.indices.filter { isUsed[$0] }
    var numbers = [Int32](repeating: 0, count: whole.variableCount + 1)
    var formula = CNF()
    for variable in variables { numbers[variable] = formula.declare(whole.names[variable]).number }
    func renumbered(_ literal: Literal) -> Literal {
      let number = numbers[literal.variable]
      return Literal(literal.isPositive ? number : -number)
    }

    var ids = [Int](repeating: 0, count: solver.clauses.count)
    for (offset, index) in used.enumerated() { ids[index] = offset + 1 }
    for index in inputs { formula.append(whole[clause: index].map(renumbered)) }
    let steps = learned.map { index in
      let position = index - solver.inputCount
      let hints = solver.hintBounds[position]..<solver.hintBounds[position + 1]
      return Refutation.Step(
        clause: solver.clauses[index].map(renumbered).sorted(),
        hints: hints.map { ids[Int(solver.hints[Int($0)])] })
    }
    self.init(
      formula: formula, proof: Refutation(clauseCount: inputs.count, steps: steps),
      clauseIndices: Array(inputs), variables: variables)
  }

  private static func usedClauses(_ solver: Solver) -> [Int] {
    var isUsed = [Bool](repeating: false, count: solver.clauses.count)
    isUsed[solver.clauses.count - 1] = true
    for index in (solver.inputCount..<solver.clauses.count).reversed() where isUsed[index] {
      let position = index - solver.inputCount
      for hint in solver.hintBounds[position]..<solver.hintBounds[position + 1] {
        isUsed[Int(solver.hints[Int(hint)])] = true
      }
    }
    return isUsed.indices.filter { isUsed[$0] }
  }
}
