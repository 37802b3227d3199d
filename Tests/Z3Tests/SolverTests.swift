import Dispatch
import Testing
import Z3

@Suite struct SolverTests {
  @Test func findsAnAssignmentAndReadsItBack() {
    let context = SolverContext()
    let solver = Solver(in: context, logic: "QF_FD")
    let x = context.bitVector("x", width: 16)
    let p = context.boolean("p")
    solver.assert(context.isAtMost(context.numeral(41, width: 16), x))
    solver.assert(context.not(context.isAtMost(context.numeral(42, width: 16), x)))
    solver.assert(context.iff(p, context.equal(x, context.numeral(41, width: 16))))
    #expect(solver.check() == .sat)
    let model = solver.model()
    let (number, isTrue) = (model.number(of: x), model.isTrue(p))
    #expect(number == 41)
    #expect(isTrue)
  }

  @Test func completesTheModelWithZeroAndFalse() {
    let context = SolverContext()
    let solver = Solver(in: context, logic: "QF_FD")
    #expect(solver.check() == .sat)
    let model = solver.model()
    let number = model.number(of: context.bitVector("free", width: 7))
    let isTrue = model.isTrue(context.boolean("free too"))
    #expect(number == 0)
    #expect(!isTrue)
  }

  @Test func scopesEndWithWhatTheyAssert() {
    let context = SolverContext()
    let solver = Solver(in: context, logic: "QF_FD")
    let p = context.boolean("p")
    solver.assert(p)
    solver.push()
    solver.assert(context.not(p))
    #expect(solver.check() == .unsat)
    solver.pop()
    #expect(solver.check() == .sat)
  }

  @Test func assumptionsHoldForOneCheckAndExplainIt() {
    let context = SolverContext()
    let solver = Solver(in: context, logic: "QF_FD")
    let p = context.boolean("p")
    let q = context.boolean("q")
    let r = context.boolean("r")
    solver.assert(context.any([context.not(p), context.not(q)]))
    #expect(solver.check(assuming: [p, q, r]) == .unsat)
    let core = Set(solver.unsatisfiableCore())
    #expect(core == [p, q])
    #expect(solver.check(assuming: [p, r]) == .sat)
  }

  @Test func equalTermsAreOneTerm() {
    let context = SolverContext()
    let p = context.boolean("p")
    let q = context.boolean("q")
    #expect(context.all([p, q]) == context.all([p, q]))
    #expect(context.boolean("p") == p)
    #expect(context.implies(p, q) != context.implies(q, p))
    #expect(context.constant(true) != context.constant(false))
  }

  /// A hole less than pigeons: hard for resolution.
  private func assertPigeons(_ count: Int, _ context: SolverContext, _ solver: borrowing Solver) {
    let sits = (0..<count).map { pigeon in
      (0..<count - 1).map { context.boolean("\(pigeon) in \($0)") }
    }
    for pigeon in sits { solver.assert(context.any(pigeon)) }
    for hole in 0..<count - 1 {
      for first in 0..<count {
        for second in 0..<first {
          solver.assert(
            context.any([context.not(sits[first][hole]), context.not(sits[second][hole])]))
        }
      }
    }
  }

  @Test func limitsOfWorkEndInUnknownEveryTime() {
    for _ in 0..<2 {
      let context = SolverContext()
      let solver = Solver(in: context, logic: "QF_FD")
      assertPigeons(12, context, solver)
      solver.setLimits(milliseconds: nil, resourceUnits: 20_000)
      let outcome = solver.check()
      guard case .unknown(let reason) = outcome else {
        Issue.record("\(outcome)")
        return
      }
      #expect(!reason.isEmpty)
      #expect(solver.resourceUnits > 0)
    }
  }

  @Test func limitsOfTimeEndInUnknown() {
    let context = SolverContext()
    let solver = Solver(in: context, logic: "QF_FD")
    assertPigeons(13, context, solver)
    solver.setLimits(milliseconds: 20, resourceUnits: nil)
    let outcome = solver.check()
    guard case .unknown = outcome else {
      Issue.record("\(outcome)")
      return
    }
  }

  @Test func liftedLimitsNoLongerCount() {
    let context = SolverContext()
    let solver = Solver(in: context, logic: "QF_FD")
    assertPigeons(6, context, solver)
    solver.setLimits(milliseconds: nil, resourceUnits: 100)
    let limited = solver.check()
    solver.setLimits(milliseconds: nil, resourceUnits: nil)
    #expect(limited != .unsat)
    #expect(solver.check() == .unsat)
  }

  @Test func anotherThreadCanInterrupt() {
    let context = SolverContext()
    let solver = Solver(in: context, logic: "QF_FD")
    assertPigeons(14, context, solver)
    let interrupter = context.interrupter
    let timer = DispatchSource.makeTimerSource(queue: .global())
    timer.schedule(deadline: .now() + .milliseconds(50), repeating: .milliseconds(20))
    timer.setEventHandler { interrupter.interrupt() }
    timer.activate()
    let outcome = solver.check()
    timer.cancel()
    guard case .unknown = outcome else {
      Issue.record("\(outcome)")
      return
    }
  }

  @Test func interruptingAfterTheEndDoesNothing() {
    var interrupter: Interrupter?
    do {
      let context = SolverContext()
      interrupter = context.interrupter
    }
    interrupter?.interrupt()
  }

  @Test func deepTermsAreReleasedQuickly() {
    let start = ContinuousClock.now
    do {
      let context = SolverContext()
      var chain = context.boolean("p")
      for index in 0..<5_000 {
        chain = context.not(context.all([chain, context.boolean("q\(index)")]))
      }
      #expect(context.termCount > 10_000)
    }
    // Held to the end, such a chain takes Z3 20 seconds to take down.
    #expect(ContinuousClock.now - start < .seconds(5))
  }
}
