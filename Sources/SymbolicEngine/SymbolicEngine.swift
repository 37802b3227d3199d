public import ClusterModel
import Compilation
import Formula
public import Intents
import Z3

/// Decides claims by asking Z3 about the formulas of `Compilation`.
///
/// An engine belongs to the thread that made it. No solver context exists before the first `answer`.
public final class SymbolicEngine {
  /// Of world `deployed`.
  let reading: SymbolicReading
  /// Of the wider worlds.
  private(set) lazy var wider = readWider()
  private let claims: [Claim]
  let limits: Limits
  private var compileSeconds: Double
  private(set) lazy var context = SolverContext.spareOrNew()
  private var sessions: [Knowledge: SolverSession] = [:]
  private var deadline: ContinuousClock.Instant?
  /// What was found out so far, for the next world.
  var deployedAnswers: [Claim: Answer] = [:]
  /// The widest world in which a claim is known not to be broken.
  var unbroken: [Claim: World] = [:]
  /// What breaks claims about tenants in wider worlds, as far as it was found on the way to another answer.
  var sweeps: [Claim: [World: [Answer.Counterexample]]] = [:]

  /// What a session is about.
  private enum Knowledge: Hashable {
    case flows(isWider: Bool, allowed: Formula)
    case ends
  }

  /// - Parameters:
  ///   - claims: Every claim that will be asked: they fix the vocabulary of labels, ports and addresses.
  ///   - coverage: Every claim of the run; `nothing else` asks what they cover.
  public init(
    snapshot: Snapshot, assumptions: Assumptions, claims: [Claim], coverage: [Claim],
    limits: Limits
  ) {
    let start = ContinuousClock.now
    self.claims = claims
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

  private func readWider() -> SymbolicReading {
    let start = ContinuousClock.now
    defer { compileSeconds += (ContinuousClock.now - start) / .seconds(1) }
    return reading.widened(claims: claims)
  }

  /// The solver for questions about what may, or what must be allowed.
  func session(for modality: Modality, _ reading: SymbolicReading) -> SolverSession {
    let allowed = reading.allowed(modality)
    return session(about: .flows(isWider: reading.isWider, allowed: allowed)) {
      SolverSession(
        reading.flows, allowed: allowed, of: reading.formulas, limits, in: context)
    }
  }

  /// The solver for questions about one end in the wider worlds.
  var endSession: SolverSession {
    session(about: .ends) {
      SolverSession(
        wider.openEnds, allowed: .always, of: wider.formulas, limits, in: context)
    }
  }

  private func session(
    about knowledge: Knowledge, _ make: () -> SolverSession
  ) -> SolverSession {
    let session = sessions[knowledge] ?? make()
    sessions[knowledge] = session
    session.deadline = deadline
    return session
  }

  /// What the symbolic reading says of `claim`. Ask for `namespacesIsolated` last: after its many queries
  /// the solver is slower on others (ADR 007).
  public func answer(_ claim: Claim, in world: World = .deployed) -> Answer {
    deadline = limits.timeout.map { ContinuousClock.now + .seconds($0) }
    if world != .deployed { return answer(claim, inWider: world) }
    let answer = answerDeployed(claim)
    deployedAnswers[claim] = answer
    return answer
  }

  /// What is known to be the answer in world `deployed`.
  func deployedAnswer(to claim: Claim) -> Answer {
    // With the time of another question, more may be found out.
    if let known = deployedAnswers[claim], !known.hasGivenUp { return known }
    let answer = answerDeployed(claim)
    deployedAnswers[claim] = answer
    return answer
  }

  private func answerDeployed(_ claim: Claim) -> Answer {
    if case .someReaches = claim { return answerExistence(claim) }

    let violations = isUnbrokenAmongGivenPods(claim) ? [] : reading.violations(of: claim)
    for violation in violations {
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
      switch isSatisfiable(region, reading) {
      case .sat: break
      case .unsat: return Answer(.vacuous(.flows))
      case .unknown(let reason): return Answer(.gaveUp(reason: reason))
      }
    }
    return answerHolding(claim)
  }

  /// The claim holds, with a flow of the manifests that shows that it is more than words.
  func answerHolding(_ claim: Claim) -> Answer {
    switch witness(of: claim) {
    case .found(let flow): Answer(.holds, witness: flow)
    case .none: Answer(.holds)
    case .gaveUp(let reason): Answer(.gaveUp(reason: reason))
    }
  }

  private func witness(of claim: Claim) -> Search {
    let must = reading.allowed(.must)
    let owed = reading.owed(by: claim)
    if owed.isNever { return .none }
    if let flow = reading.probe(for: owed, and: must) { return .found(flow) }
    return flow(satisfying: reading.witness(of: claim), .must)
  }
}

extension Claim {
  /// Whether the claim speaks of the flows of others than its sources.
  var isExclusive: Bool {
    switch self {
    case .onlyMayReach, .onlyReaches: true
    case .reaches, .someReaches, .mayReach, .cannotReach, .noEgress, .noIngress, .isolated,
      .namespacesIsolated, .nothingElse:
      false
    }
  }
}

extension Answer {
  var hasGivenUp: Bool {
    if case .gaveUp = outcome { true } else { false }
  }
}
