import ClusterModel
import Evaluation
import ExplicitEngine
import Intents
import Synchronization

/// The explicit engine of one set of assumptions, asked ahead: it works while the symbolic one does.
final class ExplicitSide: Sendable {
  let answers: EngineAnswers
  let classCount: Int
  /// Seconds before the first claim.
  let classSeconds: Double
  private let violations: [Claim: Violations?]
  private let engine: Mutex<ExplicitEngine>
  private let options: VerificationOptions

  /// The flows that break a claim today.
  struct Violations: Sendable {
    /// One a pair of workloads, in the order of reports, no more than asked for.
    var flows: [Flow]
    /// How many pairs of workloads there are.
    var total: Int
  }

  /// Builds the engine and asks it about all of `intents`.
  ///
  /// - Parameter claims: every claim that will be asked.
  init(
    _ cluster: Cluster, _ intents: [(place: IntentPlace, intent: Intent)], claims: [Claim],
    coverage: [Claim], _ options: VerificationOptions
  ) {
    let start = ContinuousClock.now
    let engine = ExplicitEngine(cluster, claims: claims, coverage: coverage)
    classSeconds = start.duration(to: .now).seconds
    let support = Support(cluster: cluster, coverage: coverage)
    var answers = EngineAnswers()
    var violations: [Claim: Violations?] = [:]
    for (place, intent) in intents {
      answers.foresee(intent, at: place, support) { claim, world in
        let answer = engine.answer(claim, in: world, limits: options.limits)
        if world == .deployed, answer.outcome == .violated {
          // Now is when it still knows them.
          violations[claim] = .some(Self.violations(of: claim, engine, options))
        }
        return answer
      }
    }
    self.answers = answers
    self.violations = violations
    self.options = options
    classCount = engine.classCount
    self.engine = Mutex(engine)
  }

  func answer(_ claim: Claim, in world: World) -> Answer {
    answers[claim, world]
      ?? engine.withLock { $0.answer(claim, in: world, limits: options.limits) }
  }

  /// - Returns: nil when the time limit was reached.
  func violations(of claim: Claim) -> Violations? {
    violations[claim] ?? engine.withLock { Self.violations(of: claim, $0, options) }
  }

  private static func violations(
    of claim: Claim, _ engine: ExplicitEngine, _ options: VerificationOptions
  ) -> Violations? {
    engine.violations(of: claim, limit: options.counterexampleLimit, limits: options.limits)
      .map { Violations(flows: $0.flows, total: $0.total) }
  }
}
