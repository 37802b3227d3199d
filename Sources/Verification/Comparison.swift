import ClusterModel
import Evaluation
import Intents

/// Both engines on the claims of one set of assumptions, and the comparison of what they say.
final class Comparison {
  let cluster: Cluster
  let coverage: [Claim]
  let options: VerificationOptions
  let explicit: ExplicitSide?
  let symbolic: (any SymbolicReading)?
  private(set) lazy var notedPods = NotedPods(cluster)
  /// What the symbolic engine said already.
  private let symbolicAnswers: EngineAnswers

  /// What the engines say together.
  enum Result {
    case agreed(Answer, Deciders)
    case inconclusive(reason: String)
    case disagreement(reason: String)
  }

  init(
    _ cluster: Cluster, coverage: [Claim], _ options: VerificationOptions,
    explicit: ExplicitSide?, symbolic: (any SymbolicReading)?,
    symbolicAnswers: EngineAnswers = EngineAnswers()
  ) {
    self.cluster = cluster
    self.coverage = coverage
    self.options = options
    self.explicit = explicit
    self.symbolic = symbolic
    self.symbolicAnswers = symbolicAnswers
  }

  /// How long the engines took for an intent, one after the other.
  func secondsOfEngines(at place: IntentPlace) -> Double {
    (symbolicAnswers.seconds[place] ?? 0) + (explicit?.answers.seconds[place] ?? 0)
  }

  func result(of claim: Claim, in world: World) -> Result {
    let symbolic = symbolicAnswers[claim, world] ?? self.symbolic?.answer(claim, in: world)
    let explicit = self.explicit?.answer(claim, in: world)
    for answer in [symbolic, explicit].compactMap(\.self) {
      if let fault = fault(in: answer, to: claim) { return .disagreement(reason: fault) }
    }
    switch (symbolic?.decided, explicit?.decided) {
    case (let symbolic?, let explicit?):
      return compare(symbolic, explicit)
    case (let symbolic?, nil):
      return alone(symbolic, .symbolicAlone(because: gaveUp("explicit", explicit)))
    case (nil, let explicit?):
      return alone(explicit, .explicitAlone(because: gaveUp("z3", symbolic)))
    case (nil, nil):
      let reasons = [("z3", symbolic), ("explicit", explicit)].filter { $0.1 != nil }
      return .inconclusive(reason: reasons.map(gaveUp).joined(separator: "; "))
    }
  }

  /// The explicit engine's counterexample and witness are the ones to show: they are the smallest.
  private func compare(_ symbolic: Answer, _ explicit: Answer) -> Result {
    guard symbolic.outcome == explicit.outcome else {
      return .disagreement(
        reason: "z3 says \(symbolic.outcome.text), explicit says \(explicit.outcome.text)")
    }
    guard (symbolic.witness == nil) == (explicit.witness == nil) else {
      return .disagreement(reason: "one engine has a witness, the other has none")
    }
    guard (symbolic.missingPort == nil) == (explicit.missingPort == nil) else {
      return .disagreement(reason: "one engine misses a named port, the other does not")
    }
    guard symbolic.newEnds(in: cluster.snapshot) == explicit.newEnds(in: cluster.snapshot) else {
      return .disagreement(reason: "the engines find new pods at different ends of the flows")
    }
    return .agreed(explicit, .both)
  }

  private func alone(_ answer: Answer, _ deciders: Deciders) -> Result {
    guard options.requiresBoth else { return .agreed(answer, deciders) }
    switch deciders {
    case .both: return .agreed(answer, deciders)
    case .symbolicAlone(let reason), .explicitAlone(let reason):
      return .inconclusive(reason: "\(reason), and both engines are required")
    }
  }

  private func gaveUp(_ engine: String, _ answer: Answer?) -> String {
    guard case .gaveUp(let reason) = answer?.outcome else { return "\(engine) was not asked" }
    if reason.hasPrefix(engine) { return reason }
    // Z3 has no words of its own for a limit of resource units.
    let isLimited = options.limits.rlimit != nil || options.limits.timeout != nil
    let isSilent =
      reason.isEmpty || reason == "unknown" || reason.contains("no reason")
      || reason.contains("canceled")
    return "\(engine) gave up: \(isLimited && isSilent ? "a limit was reached" : reason)"
  }

  /// What is wrong with the flows of an answer: each must exist and do what it is shown for in both readings.
  private func fault(in answer: Answer, to claim: Claim) -> String? {
    for counterexample in answer.counterexamples {
      let (flow, hypothesis) = (counterexample.flow, counterexample.hypothesis)
      let supposed = cluster.supposing(hypothesis)
      if supposed.violation(of: claim, by: flow, coverage: coverage) == nil {
        return "the replay does not confirm a counterexample"
      }
      if let symbolic, !symbolic.accepts(flow, supposing: hypothesis, asViolationOf: claim) {
        return "the symbolic reading does not accept a counterexample"
      }
    }
    if let flow = answer.witness {
      if !cluster.exists(flow) || !cluster.decision(for: flow).isCertain {
        return "the replay does not confirm a witness"
      }
      if let symbolic, !symbolic.accepts(flow, asWitnessOf: claim) {
        return "the symbolic reading does not accept a witness"
      }
    }
    return nil
  }
}

extension Answer {
  /// The answer, unless the engine gave up.
  fileprivate var decided: Answer? {
    if case .gaveUp = outcome { nil } else { self }
  }

  var counterexamples: [Counterexample] {
    counterexample.map { [Counterexample(flow: $0, hypothesis: hypothesis)] + further } ?? []
  }

  /// At which ends of the counterexamples new pods are. One that needs no new pod makes the others idle: engines need not look
  /// for them.
  fileprivate func newEnds(in snapshot: Snapshot) -> Set<NewEnd?> {
    let ends = counterexamples.map { NewEnd(of: $0.flow, in: snapshot) }
    return ends.contains(nil) ? [nil] : Set(ends)
  }
}

extension Answer.Outcome {
  fileprivate var text: String {
    switch self {
    case .holds: "holds"
    case .violated: "violated"
    case .vacuous(let part): "vacuous (no \(part.rawValue))"
    case .gaveUp(let reason): "gave up (\(reason))"
    }
  }
}
