extension SolverContext {
  /// Does what Z3 does once in a process: with its first context, its first solver and its first check.
  ///
  /// That takes 10 ms, a good part of a small run, and nothing of it depends on the input: it can be done on any thread
  /// while the input is being read. Contexts made meanwhile are safe, but wait for it.
  public static func warmUp() {
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
  }
}
