public import ClusterModel
import Evaluation
import ExplicitEngine
public import Intents
import SymbolicEngine

/// Decides the intents of a run: engines, comparison, replay, verdicts.
public struct Verifier {
  public let snapshot: Snapshot
  public let files: [IntentFile]
  public let options: VerificationOptions
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

  /// Every intent's outcome, in written order.
  public func run() -> VerificationResult {
    let start = ContinuousClock.now
    var result = VerificationResult(snapshot: snapshot, files: files, options: options)
    let coverage = files.flatMap { $0.intents.map(\.claim) }
    var outcomes: [[Outcome?]] = files.map { $0.intents.map { _ in nil } }
    for assumptions in files.map(\.assumptions).uniqued {
      let cluster = Cluster(snapshot, assumptions: assumptions)
      let asked = files.enumerated().filter { $0.element.assumptions == assumptions }
      let claims = asked.flatMap { $0.element.intents.map(\.claim) }
      let buildStart = ContinuousClock.now
      let comparison = Comparison(
        cluster, coverage: coverage, options,
        explicit: options.engines == .symbolic
          ? nil : ExplicitEngine(cluster, claims: claims, coverage: coverage),
        symbolic: options.engines == .explicit
          ? nil
          : makeSymbolic(snapshot, assumptions, claims, coverage, options.limits))
      result.statistics.buildSeconds += buildStart.duration(to: .now).seconds
      let judge = Judge(comparison: comparison)
      for (file, index) in order(asked) {
        let intent = files[file].intents[index]
        let intentStart = ContinuousClock.now
        var outcome = judge.outcome(of: intent, file: file)
        outcome.seconds = intentStart.duration(to: .now).seconds
        outcomes[file][index] = outcome
      }
      result.statistics.add(comparison)
      result.assumed.append(
        Assumed(cluster, files: asked.map(\.offset), claims: claims))
    }
    result.outcomes = outcomes.joined().compactMap(\.self)
    result.statistics.seconds = start.duration(to: .now).seconds
    return result
  }

  /// Isolation of namespaces is asked last: the solver is slower on others after it (ADR 007).
  private func order(_ asked: [(offset: Int, element: IntentFile)]) -> [(Int, Int)] {
    let all = asked.flatMap { file in file.element.intents.indices.map { (file.offset, $0) } }
    func isLast(_ place: (Int, Int)) -> Bool {
      if case .namespacesIsolated = files[place.0].intents[place.1].claim { true } else { false }
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
