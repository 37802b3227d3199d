import Compilation
import Formula
import Intents
import Z3

/// One solver that knows which flows exist and which are allowed, and is asked one claim after the other.
final class SolverSession {
  private let reading: SymbolicReading
  private let limits: Limits
  private let context: SolverContext
  private let solver: Solver
  private var encoder: TermEncoder
  private var defined: Set<Formula> = []
  private var guardCount = 0
  private var deadline: ContinuousClock.Instant?
  private(set) var statistics = SolverStatistics()

  init(_ reading: SymbolicReading, _ limits: Limits) {
    let start = ContinuousClock.now
    self.reading = reading
    self.limits = limits
    // The vocabulary is complete: the encoder declares every variable at once.
    let flows = reading.flows
    context = SolverContext()
    // QF_FD is the incremental SAT core: no other configuration is without cliffs here (ADR 007).
    solver = Solver(in: context, logic: "QF_FD")
    encoder = TermEncoder(reading.formulas, in: context)
    for domain in encoder.domains() { solver.assert(domain) }
    solver.assert(encoder.term(for: flows))
    recordBuild(since: start)
  }

  /// Starts the clock of an intent.
  func begin() {
    deadline = limits.timeout.map { ContinuousClock.now + .seconds($0) }
  }

  /// Gives the solver a formula that many claims speak of under a name, so that it is translated once.
  func define(_ formula: Formula, as name: String) {
    guard !formula.isAlways, !formula.isNever, defined.insert(formula).inserted else { return }
    let start = ContinuousClock.now
    solver.assert(encoder.define(formula, as: name))
    recordBuild(since: start)
  }

  /// Runs `body` with `condition` asserted.
  func assuming<Result>(_ condition: Formula, _ body: () -> Result) -> Result {
    let start = ContinuousClock.now
    let term = encoder.term(for: condition)
    recordBuild(since: start)
    solver.push()
    defer { solver.pop() }
    solver.assert(term)
    return body()
  }

  /// An assumption that stands for `condition`, until the end of `assuming`.
  func name(_ condition: Formula) -> Term {
    let start = ContinuousClock.now
    guardCount += 1
    let literal = context.boolean("case \(guardCount)")
    solver.assert(context.implies(literal, encoder.term(for: condition)))
    recordBuild(since: start)
    return literal
  }

  /// Whether a flow satisfies what is asserted and, if there is one, what `assumption` stands for.
  func check(_ assumption: Term? = nil) -> Outcome {
    if limits.timeout != nil || limits.rlimit != nil {
      let remaining = deadline.map { $0 - ContinuousClock.now }
      if let remaining, remaining <= .zero { return .unknown(reason: "timeout") }
      solver.setLimits(
        milliseconds: remaining.map { UInt32(clamping: Int64($0 / .milliseconds(1)) + 1) },
        resourceUnits: limits.rlimit)
    }
    let begin = ContinuousClock.now
    let outcome = solver.check(assuming: assumption.map { [$0] } ?? [])
    statistics.solveSeconds += (ContinuousClock.now - begin) / .seconds(1)
    statistics.checks += 1
    return outcome
  }

  /// The assignment that the last check found.
  func values() -> [Int32] {
    let model = solver.model()
    return encoder.unknowns.map { Int32(truncatingIfNeeded: model.number(of: $0)) }
  }

  /// Counts what Z3 counts itself; asked once an intent, for the answer is made anew each time.
  func recordResources() {
    statistics.resourceUnits = solver.resourceUnits
  }

  private func recordBuild(since start: ContinuousClock.Instant) {
    statistics.buildSeconds += (ContinuousClock.now - start) / .seconds(1)
    statistics.terms = context.termCount
  }
}
