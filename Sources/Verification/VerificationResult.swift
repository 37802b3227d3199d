public import ClusterModel
public import Intents
public import SymbolicEngine

/// Everything that a report says of a run.
public struct VerificationResult: Sendable {
  public let snapshot: Snapshot
  public let files: [IntentFile]
  public let options: VerificationOptions
  /// In written order, file by file.
  public internal(set) var outcomes: [Outcome] = []
  /// What the verdicts take for granted, by set of assumptions.
  public internal(set) var assumed: [Assumed] = []
  public internal(set) var statistics = RunStatistics()

  /// The worst that occurred. Input errors end a run before it has a result.
  public var exitStatus: ExitStatus {
    outcomes.reduce(.success) { $0.worse($1.exitStatus(options)) }
  }

  public func count(of verdict: Verdict) -> Int {
    outcomes.count { $0.verdict == verdict }
  }
}

extension Outcome {
  /// What the verdict means for the process.
  public func exitStatus(_ options: VerificationOptions) -> ExitStatus {
    switch verdict {
    case .proved, .waived: .success
    case .holdsToday: options.isStrict && isCounted(options) ? .refuted : .success
    case .refuted, .vacuous: isCounted(options) ? .refuted : .success
    case .unsupported, .inconclusive: .undecided
    case .disagreement: .disagreement
    }
  }

  /// Whether the severity is one that `--fail-on` counts.
  public func isCounted(_ options: VerificationOptions) -> Bool {
    intent.severity >= options.failOn
  }
}

/// Counts and times of a run.
public struct RunStatistics: Sendable {
  public var seconds = 0.0
  /// Reading policies for the engines, before the first claim.
  public var buildSeconds = 0.0
  public var classes = 0
  /// Seconds in finding the classes, and what holds of them before the first claim.
  public var classSeconds = 0.0
  /// Seconds in the explicit engine's answers.
  public var explicitSeconds = 0.0
  /// Seconds in comparing, replaying and explaining what the engines said.
  public var judgeSeconds = 0.0
  public var solver = SolverStatistics()

  mutating func add(_ comparison: Comparison) {
    classes += comparison.explicit?.classCount ?? 0
    classSeconds += comparison.explicit?.classSeconds ?? 0
    explicitSeconds += comparison.explicit?.answers.totalSeconds ?? 0
    guard let more = comparison.symbolic?.statistics else { return }
    solver.checks += more.checks
    solver.resourceUnits += more.resourceUnits
    solver.terms += more.terms
    solver.buildSeconds += more.buildSeconds
    solver.solveSeconds += more.solveSeconds
  }
}

/// The solver's counts for reports, which never import an engine.
extension RunStatistics {
  public var solverChecks: Int { solver.checks }
  public var solverTerms: Int { solver.terms }
  public var solverResourceUnits: UInt64 { solver.resourceUnits }
  public var solverBuildSeconds: Double { solver.buildSeconds }
  public var solverSeconds: Double { solver.solveSeconds }
}
