import Formula
import Intents
import Z3

/// One solver that knows what exists and which flows are allowed, and is asked one claim after the other.
///
/// What may and what must be allowed, where they differ, have a session each: a solver that knows both decides on
/// the variables of both in every check.
final class SolverSession {
  private let limits: Limits
  private let context: SolverContext
  private let solver: Solver
  private var encoder: TermEncoder
  private var guardCount = 0
  /// When the intent's time is up; nil for never.
  var deadline: ContinuousClock.Instant?
  private(set) var statistics = SolverStatistics()

  /// - Parameters:
  ///   - existing: What every question is about.
  ///   - allowed: What most questions speak of.
  init(
    _ existing: Formula, allowed: Formula, of formulas: FormulaStore, _ limits: Limits,
    in context: SolverContext
  ) {
    let start = ContinuousClock.now
    self.limits = limits
    self.context = context
    // QF_FD is the incremental SAT core: no other configuration is without cliffs here (ADR 007).
    solver = Solver(in: context, logic: "QF_FD")
    encoder = TermEncoder(formulas, in: context)
    for domain in encoder.domains() { solver.assert(domain) }
    solver.assert(encoder.term(for: existing))
    if !allowed.isAlways, !allowed.isNever {
      solver.assert(encoder.define(allowed, as: "allowed"))
    }
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

  /// Whether something satisfies what is asserted and what `assumptions` stand for.
  func check(_ assumptions: Term?...) -> Outcome {
    if limits.timeout != nil || limits.rlimit != nil {
      let remaining = deadline.map { $0 - ContinuousClock.now }
      if let remaining, remaining <= .zero { return .unknown(reason: "timeout") }
      solver.setLimits(
        milliseconds: remaining.map { UInt32(clamping: Int64($0 / .milliseconds(1)) + 1) },
        resourceUnits: limits.rlimit)
    }
    let begin = ContinuousClock.now
    let outcome = solver.check(assuming: assumptions.compactMap(\.self))
    statistics.solveSeconds += (ContinuousClock.now - begin) / .seconds(1)
    statistics.checks += 1
    return outcome
  }

  /// The assignment that the last check found.
  func values() -> [Int32] {
    let model = solver.model()
    return encoder.unknowns.map { Int32(truncatingIfNeeded: model.number(of: $0)) }
  }

  /// Z3's count of its own work, that of other sessions of the context included.
  var resourceUnits: UInt64 { solver.resourceUnits }

  private func recordBuild(since start: ContinuousClock.Instant) {
    statistics.buildSeconds += (ContinuousClock.now - start) / .seconds(1)
  }
}
