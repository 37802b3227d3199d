public import ClusterModel
import Evaluation
public import Intents
import SymbolicEngine

/// Decides the intents of a run: engines, comparison, replay, verdicts.
public struct Verifier {
  public let snapshot: Snapshot
  public internal(set) var files: [IntentFile]
  public let options: VerificationOptions
  /// What has to be done before the solver is asked; see `prepare`.
  public var preparation: Task<Void, Never>?
  /// Whether the run is one of `noteBaselineScope`.
  var isOtherScope = false
  /// Makes the symbolic engine for one set of assumptions.
  var makeSymbolic:
    (
      _ snapshot: Snapshot, _ assumptions: Assumptions, _ claims: [Claim], _ coverage: [Claim],
      _ limits: Limits
    ) -> any SymbolicReading

  public init(_ snapshot: Snapshot, _ files: [IntentFile], _ options: VerificationOptions) {
    self.init(snapshot, files, options) {
      SymbolicEngine(
        snapshot: $0, assumptions: $1, claims: $2, coverage: $3, limits: $4)
    }
  }

  init(
    _ snapshot: Snapshot, _ files: [IntentFile], _ options: VerificationOptions,
    makeSymbolic:
      @escaping (
        _ snapshot: Snapshot, _ assumptions: Assumptions, _ claims: [Claim], _ coverage: [Claim],
        _ limits: Limits
      ) -> any SymbolicReading
  ) {
    self.snapshot = snapshot
    self.files = files
    self.options = options
    self.makeSymbolic = makeSymbolic
  }

  /// Every intent's outcome, in written order. The engines work at the same time.
  public func run() async -> VerificationResult {
    let start = ContinuousClock.now
    var result = VerificationResult(snapshot: snapshot, files: files, options: options)
    var outcomes: [[Outcome?]] = files.map { $0.intents.map { _ in nil } }
    for assumptions in files.map(\.assumptions).uniqued {
      let cluster = Cluster(snapshot, assumptions: assumptions)
      let asked = files.enumerated().filter { $0.element.assumptions == assumptions }
      let places = order(asked)
      let comparison = await comparison(cluster, places, &result.statistics)
      let judge = Judge(comparison: comparison)
      let judgeStart = ContinuousClock.now
      for place in places {
        let intentStart = ContinuousClock.now
        var outcome = judge.outcome(of: intent(at: place), file: place.file)
        outcome.seconds =
          intentStart.duration(to: .now).seconds + comparison.secondsOfEngines(at: place)
        outcomes[place.file][place.index] = outcome
      }
      result.statistics.judgeSeconds += judgeStart.duration(to: .now).seconds
      result.statistics.add(comparison)
      result.assumed.append(
        Assumed(cluster, files: asked.map(\.offset), claims: places.map { intent(at: $0).claim }))
    }
    result.outcomes = outcomes.joined().compactMap(\.self)
    await noteBaselineScope(in: &result)
    result.statistics.seconds = start.duration(to: .now).seconds
    return result
  }

  private func intent(at place: IntentPlace) -> Intent { files[place.file].intents[place.index] }

  /// Both engines, after they have been asked what verdicts rest on.
  private func comparison(
    _ cluster: Cluster, _ places: [IntentPlace], _ statistics: inout RunStatistics
  ) async -> Comparison {
    let coverage = files.flatMap { $0.intents.map(\.claim) }
    let intents = places.map { (place: $0, intent: intent(at: $0)) }
    let claims = intents.map(\.intent.claim)
    let options = options
    async let explicit =
      options.engines == .symbolic
      ? nil : ExplicitSide(cluster, intents, claims: claims, coverage: coverage, options)
    let buildStart = ContinuousClock.now
    let symbolic =
      options.engines == .explicit
      ? nil : makeSymbolic(snapshot, cluster.assumptions, claims, coverage, options.limits)
    statistics.buildSeconds += buildStart.duration(to: .now).seconds
    var answers = EngineAnswers()
    await preparation?.value
    if let symbolic {
      let support = Support(cluster: cluster, coverage: coverage)
      for (place, intent) in intents {
        answers.foresee(intent, at: place, support) { symbolic.answer($0, in: $1) }
      }
    }
    return Comparison(
      cluster, coverage: coverage, options, explicit: await explicit, symbolic: symbolic,
      symbolicAnswers: answers)
  }

  /// Isolation of namespaces is asked last: the solver is slower on others after it (ADR 007).
  private func order(_ asked: [(offset: Int, element: IntentFile)]) -> [IntentPlace] {
    let all = asked.flatMap { file in
      file.element.intents.indices.map { IntentPlace(file: file.offset, index: $0) }
    }
    func isLast(_ place: IntentPlace) -> Bool {
      if case .namespacesIsolated = intent(at: place).claim { true } else { false }
    }
    return all.filter { !isLast($0) } + all.filter(isLast)
  }
}

extension Array where Element: Hashable {
  /// The elements without repetition, in order of first occurrence.
  fileprivate var uniqued: [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}

extension Duration {
  var seconds: Double {
    Double(components.seconds) + Double(components.attoseconds) * 1e-18
  }
}
