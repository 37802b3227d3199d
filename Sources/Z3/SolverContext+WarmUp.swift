import Synchronization

extension SolverContext {
  /// Does what Z3 does once in a process, with its first solver and its first check, and keeps the context for `spareOrNew`.
  ///
  /// That takes 10 ms, a good part of a small run, and nothing of it depends on the input: it can be done on any thread
  /// while the input is being read. Most of it is the context itself, which clears two tables of 8 MB each.
  public static func warmUp() {
    spare.withLock { $0 = warmed() }
  }

  private static func warmed() -> sending SolverContext {
    let context = SolverContext()
    let solver = Solver(in: context, logic: "QF_FD")
    let number = context.bitVector("number", width: 4)
    solver.assert(context.isAtMost(number, context.numeral(9, width: 4)))
    solver.push()
    solver.assert(context.equal(number, context.numeral(3, width: 4)))
    let outcome = solver.check(assuming: [context.boolean("case")])
    precondition(outcome == .sat, "Z3 finds no number that is three")
    _ = solver.model().number(of: number)
    solver.pop()
    return context
  }

  /// The context that `warmUp` has left, for the first who asks, or else a new one.
  public static func spareOrNew() -> SolverContext {
    let left = spare.withLock { context in
      defer { context = nil }
      return context
    }
    return left ?? SolverContext()
  }

  private static let spare = Mutex<SolverContext?>(nil)
}
