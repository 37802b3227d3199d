public import ClusterModel
import Compilation
import Formula
public import Intents
import Z3

/// Decides claims by asking Z3 about the formulas of `Compilation`, in world `deployed`.
///
/// An engine belongs to the thread that made it. No solver context exists before the first `answer`.
public final class SymbolicEngine {
  let reading: SymbolicReading
  let limits: Limits
  private let compileSeconds: Double
  private(set) lazy var context = SolverContext()
  /// By what they know to be allowed.
  private var sessions: [Formula: SolverSession] = [:]
  private var deadline: ContinuousClock.Instant?

  /// - Parameters:
  ///   - claims: Every claim that will be asked: they fix the vocabulary of labels, ports and addresses.
  ///   - coverage: Every claim of the run; `nothing else` asks what they cover.
  public init(
    snapshot: Snapshot, assumptions: Assumptions, claims: [Claim], coverage: [Claim],
    limits: Limits
  ) {
    let start = ContinuousClock.now
    reading = SymbolicReading(
      snapshot: snapshot, assumptions: assumptions, claims: claims, coverage: coverage)
    compileSeconds = (ContinuousClock.now - start) / .seconds(1)
    self.limits = limits
  }

  /// What was asked of the solver so far.
  public var statistics: SolverStatistics {
    var total = SolverStatistics()
    for session in sessions.values {
      total.checks += session.statistics.checks
      total.buildSeconds += session.statistics.buildSeconds
      total.solveSeconds += session.statistics.solveSeconds
      total.resourceUnits = max(total.resourceUnits, session.resourceUnits)
    }
    total.buildSeconds += compileSeconds
    total.terms = sessions.isEmpty ? 0 : context.termCount
    return total
  }

  /// The solver for questions about what may, or what must be allowed.
  func session(for modality: Modality) -> SolverSession {
    let allowed = reading.allowed(modality)
    let session =
      sessions[allowed] ?? SolverSession(reading, modality, limits, in: context)
    sessions[allowed] = session
    session.deadline = deadline
    return session
  }

  /// What the symbolic reading says of `claim`. Ask for `namespacesIsolated` last: after its many queries
  /// the solver is slower on others (ADR 007).
  public func answer(_ claim: Claim, in world: World = .deployed) -> Answer {
    guard world == .deployed else {
      return Answer(.gaveUp(reason: "world \(world.rawValue) is not modelled"))
    }
    deadline = limits.timeout.map { ContinuousClock.now + .seconds($0) }
    if case .someReaches = claim { return answerExistence(claim) }

    for violation in reading.violations(of: claim) {
      switch flow(satisfying: violation.formula, violation.modality, reading.cases(of: claim)) {
      case .found(let flow): return Answer(.violated, counterexample: flow)
      case .gaveUp(let reason): return Answer(.gaveUp(reason: reason))
      case .none: continue
      }
    }
    if let missing = reading.missingPort(of: claim) {
      return Answer(.violated, missingPort: missing)
    }
    return answerUnviolated(claim)
  }

  private func answerExistence(_ claim: Claim) -> Answer {
    switch witness(of: claim) {
    case .found(let flow): Answer(.holds, witness: flow)
    case .none: Answer(.violated)
    case .gaveUp(let reason): Answer(.gaveUp(reason: reason))
    }
  }

  /// Nothing violates the claim: it holds, unless there is nothing that could.
  private func answerUnviolated(_ claim: Claim) -> Answer {
    let region = reading.region(of: claim)
    // A flow that is spoken of shows that nothing is empty; but what others may not, S itself need not exist for.
    let isFound = reading.probe(for: region) != nil
    if !isFound || claim.isExclusive, let empty = reading.emptyPart(of: claim) {
      return Answer(.vacuous(empty))
    }
    if !isFound {
      switch isSatisfiable(region) {
      case .sat: break
      case .unsat: return Answer(.vacuous(.flows))
      case .unknown(let reason): return Answer(.gaveUp(reason: reason))
      }
    }
    switch witness(of: claim) {
    case .found(let flow): return Answer(.holds, witness: flow)
    case .none: return Answer(.holds)
    case .gaveUp(let reason): return Answer(.gaveUp(reason: reason))
    }
  }

  private func witness(of claim: Claim) -> Search {
    let must = reading.allowed(.must)
    let owed = reading.owed(by: claim)
    if owed.isNever { return .none }
    if let flow = reading.probe(for: owed, and: must) { return .found(flow) }
    return flow(satisfying: reading.witness(of: claim), .must)
  }

  /// Whether the symbolic reading, without a solver, takes `flow` for a violation of `claim`.
  ///
  /// False for what is no flow of the snapshot, and always for `some`, which no single flow violates.
  ///
  /// - Parameter hypothesis: what the flow supposes besides the snapshot.
  public func accepts(
    _ flow: Flow, supposing hypothesis: Hypothesis = Hypothesis(), asViolationOf claim: Claim
  ) -> Bool {
    guard hypothesis.isEmpty else { return false }
    return satisfies(flow, reading.violation(of: claim))
  }

  /// Whether the symbolic reading, without a solver, takes `flow` for a witness of `claim`: a flow that
  /// its sentence speaks of as reaching, and that must be allowed.
  public func accepts(_ flow: Flow, asWitnessOf claim: Claim) -> Bool {
    satisfies(flow, reading.witness(of: claim))
  }

  /// Whether `flow` may, and whether it must be allowed; neither for what is no flow of the snapshot.
  public func admits(_ flow: Flow) -> (may: Bool, must: Bool) {
    (satisfies(flow, reading.allowed(.may)), satisfies(flow, reading.allowed(.must)))
  }

  func satisfies(_ flow: Flow, _ formula: Formula) -> Bool {
    guard let values = reading.assignment(of: flow) else { return false }
    var valuation = Valuation(of: values, in: reading.formulas)
    return valuation.satisfies(reading.flows) && valuation.satisfies(formula)
  }
}

extension Claim {
  /// Whether the claim speaks of the flows of others than its sources.
  fileprivate var isExclusive: Bool {
    switch self {
    case .onlyMayReach, .onlyReaches: true
    case .reaches, .someReaches, .mayReach, .cannotReach, .noEgress, .noIngress, .isolated,
      .namespacesIsolated, .nothingElse:
      false
    }
  }
}
