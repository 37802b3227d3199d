/// What a conflict teaches: the clause of the first unique implication point, without literals that others imply.
extension Solver {
  /// Learns from a clause that is false, above level 0.
  ///
  /// - Returns: the learned clause, whose first literal it implies after the return to `level`.
  mutating func analyze(_ conflict: Int32) -> (clause: Int32, level: Int) {
    var literals = firstPoint(of: conflict)
    for literal in literals { isSeen[literal.variable] = true }
    for literal in literals { isLevelSeen[Int(levels[literal.variable])] = true }
    let all = literals
    literals = [all[0]] + all.dropFirst().filter { !isImplied($0) }
    for literal in all {
      isSeen[literal.variable] = false
      isLevelSeen[Int(levels[literal.variable])] = false
    }
    justify(literals, by: conflict)

    // The second literal is one of the highest level below: it is watched.
    var target = 0
    for index in literals.indices.dropFirst() where levels[literals[index].variable] > target {
      target = Int(levels[literals[index].variable])
      literals.swapAt(1, index)
    }
    let clause = learn(literals, glue: glue(of: literals))
    if literals.count > 1 { watch(clause) }
    return (clause, target)
  }

  /// Resolves the conflict with the reasons of its literals until one literal of the present level is left; it comes first.
  private mutating func firstPoint(of conflict: Int32) -> [Literal] {
    var literals: [Literal] = []
    var seen: [Int] = []
    var open = 0
    var index = trail.count
    var clause = conflict
    var point: Literal?
    while true {
      for position in clauses.range(of: Int(clause)) {
        let literal = clauses[literal: position]
        let variable = literal.variable
        if literal == point || isSeen[variable] || levels[variable] == 0 { continue }
        isSeen[variable] = true
        seen.append(variable)
        heap.bump(variable)
        if levels[variable] == level { open += 1 } else { literals.append(literal) }
      }
      repeat { index -= 1 } while !isSeen[trail[index].variable]
      let literal = trail[index]
      point = literal
      open -= 1
      if open == 0 {
        for variable in seen { isSeen[variable] = false }
        return [-literal] + literals
      }
      clause = reasons[literal.variable]
    }
  }

  /// Whether a literal of the clause that is marked is false because others of it are.
  private mutating func isImplied(_ literal: Literal) -> Bool {
    guard reasons[literal.variable] >= 0 else { return false }
    var pending = [literal.variable]
    var visited: [Int] = []
    defer { for variable in visited { isSeenMore[variable] = false } }
    while let variable = pending.popLast() {
      for position in clauses.range(of: Int(reasons[variable])) {
        let other = clauses[literal: position].variable
        if other == variable || isSeen[other] || isSeenMore[other] || levels[other] == 0 {
          continue
        }
        // From a level of which the clause has no literal, there is no way back to it.
        guard reasons[other] >= 0, isLevelSeen[Int(levels[other])] else { return false }
        isSeenMore[other] = true
        visited.append(other)
        pending.append(other)
      }
    }
    return true
  }

  /// Appends the hints of a clause that follows from the reasons on the trail and a clause that is false.
  ///
  /// What is false already comes first, then what the negation of the clause implies, in the order of the trail.
  private mutating func justify(_ literals: [Literal], by conflict: Int32) {
    for literal in literals { isSeen[literal.variable] = true }
    var visited = literals.map(\.variable)
    var implied: [Int] = []
    var pending = [conflict]
    while let clause = pending.popLast() {
      for position in clauses.range(of: Int(clause)) {
        let variable = clauses[literal: position].variable
        if isSeen[variable] { continue }
        isSeen[variable] = true
        visited.append(variable)
        if levels[variable] == 0 {
          hints.append(unitClauses[variable])
        } else {
          implied.append(variable)
          pending.append(reasons[variable])
        }
      }
    }
    for variable in visited { isSeen[variable] = false }
    implied.sort { positions[$0] < positions[$1] }
    for variable in implied { hints.append(reasons[variable]) }
    hints.append(conflict)
  }

  private mutating func glue(of literals: [Literal]) -> Int {
    var count = 0
    for literal in literals {
      let level = Int(levels[literal.variable])
      if isLevelSeen[level] { continue }
      isLevelSeen[level] = true
      count += 1
    }
    for literal in literals { isLevelSeen[Int(levels[literal.variable])] = false }
    return count
  }

  /// Learns the empty clause from one that is false on level 0.
  mutating func refute(by conflict: Int32) {
    for position in clauses.range(of: Int(conflict)) {
      hints.append(unitClauses[clauses[literal: position].variable])
    }
    hints.append(conflict)
    _ = learn([], glue: 0)
  }
}
