/// Unit propagation by two watched literals: of each clause, two literals that are not false are watched while there are two.
extension Solver {
  /// Draws the consequences of the trail.
  ///
  /// - Returns: a clause that has become false; nil where there is none.
  mutating func propagate() -> Int32? {
    while head < trail.count {
      let falsified = -trail[head]
      head += 1
      if let conflict = visit(falsified) {
        head = trail.count
        return conflict
      }
    }
    return nil
  }

  private mutating func visit(_ falsified: Literal) -> Int32? {
    var list: [Watch] = []
    swap(&list, &watches[falsified.index])
    var kept = 0
    var next = 0
    var conflict: Int32?
    while next < list.count {
      var watch = list[next]
      next += 1
      if values[watch.blocker.index] > 0 {
        list[kept] = watch
        kept += 1
        continue
      }
      let range = clauses.range(of: Int(watch.clause))
      let first = range.lowerBound
      // The falsified literal becomes the second.
      if clauses[literal: first] == falsified { clauses.swapLiterals(first, first + 1) }
      watch.blocker = clauses[literal: first]
      if values[watch.blocker.index] <= 0, moves(watch, of: range) { continue }
      list[kept] = watch
      kept += 1
      if values[watch.blocker.index] > 0 { continue }
      if values[watch.blocker.index] < 0 {
        conflict = watch.clause
        break
      }
      assign(watch.blocker, because: watch.clause)
    }
    while next < list.count {
      list[kept] = list[next]
      kept += 1
      next += 1
    }
    list.removeLast(list.count - kept)
    swap(&list, &watches[falsified.index])
    return conflict
  }

  /// Watches another literal of the clause that is not false instead of the second, if there is one.
  private mutating func moves(_ watch: Watch, of range: Range<Int>) -> Bool {
    var index = range.lowerBound + 2
    while index < range.upperBound {
      let literal = clauses[literal: index]
      if values[literal.index] >= 0 {
        clauses.swapLiterals(range.lowerBound + 1, index)
        watches[literal.index].append(watch)
        return true
      }
      index += 1
    }
    return false
  }
}
