import ClusterModel
import Compilation
import Formula
import Intents
import Z3

/// A solver of its own for the question which facts refute a formula.
///
/// The solver of the verdicts names no facts: a literal for every rule of a large cluster would cost it more than all
/// claims together (ADR 007).
final class CoreSession {
  private let stance: Stance
  private let solver: Solver
  private let literals: [(ground: Ground, term: Term)]

  /// More facts than these are not left out one by one.
  private static let minimizedCount = 256

  init(
    _ reading: SymbolicReading, _ formula: Formula, _ tracking: Tracking, _ limits: Limits,
    in context: SolverContext
  ) {
    stance = tracking.stance
    solver = Solver(in: context, logic: "QF_FD")
    solver.minimizeCores()
    var encoder = TermEncoder(reading.formulas, in: context)
    for domain in encoder.domains() { solver.assert(domain) }
    solver.assert(encoder.term(for: formula))
    var literals: [(ground: Ground, term: Term)] = []
    for (ground, variable) in tracking.variables.sorted(by: { $0.key < $1.key }) {
      let literal = context.boolean("\(reading.formulas.name(of: variable)) holds")
      solver.assert(
        context.implies(literal, encoder.term(for: reading.formulas.equal(variable, 1))))
      literals.append((ground, literal))
    }
    self.literals = literals
    if limits.timeout != nil || limits.rlimit != nil {
      solver.setLimits(
        milliseconds: limits.timeout.map { UInt32(clamping: Int64($0 * 1000) + 1) },
        resourceUnits: limits.rlimit)
    }
  }

  /// A core among the facts that `isEligible` takes in, with every other fact left open.
  func core(of isEligible: (Ground) -> Bool) -> SymbolicEngine.CoreSearch {
    var members = literals.filter { isEligible($0.ground) }
    switch check(members) {
    case .sat: return .notSo
    case .unknown(let reason): return .gaveUp(reason: reason)
    case .unsat: break
    }
    members = reduced(members)
    guard members.count <= Self.minimizedCount else {
      return .core(Core(stance, members.map(\.ground), isMinimal: false))
    }
    // Z3 minimises as far as it can tell at once; what is left is tried one by one.
    var needed: [(ground: Ground, term: Term)] = []
    while let candidate = members.popLast() {
      switch check(needed + members) {
      case .sat: needed.append(candidate)
      case .unsat:
        let core = Set(solver.unsatisfiableCore())
        members.removeAll { !core.contains($0.term) }
      case .unknown(let reason): return .gaveUp(reason: reason)
      }
    }
    return .core(Core(stance, needed.map(\.ground).sorted(), isMinimal: true))
  }

  private func reduced(
    _ members: [(ground: Ground, term: Term)]
  ) -> [(ground: Ground, term: Term)] {
    let core = Set(solver.unsatisfiableCore())
    return members.filter { core.contains($0.term) }
  }

  private func check(_ members: [(ground: Ground, term: Term)]) -> Outcome {
    solver.check(assuming: members.map(\.term))
  }
}
