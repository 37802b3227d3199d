public import ClusterModel
public import Intents

/// Decides claims by asking Z3 about the formulas of `Compilation`, in world `deployed`.
///
/// An engine belongs to the thread that made it. No solver context exists before the first `answer`.
public final class SymbolicEngine {
  /// What was asked of the solver so far.
  public private(set) var statistics = SolverStatistics()

  /// - Parameters:
  ///   - claims: Every claim that will be asked: they fix the vocabulary of labels, ports and addresses.
  ///   - coverage: Every claim of the run; `nothing else` asks what they cover.
  public init(
    snapshot: Snapshot, assumptions: Assumptions, claims: [Claim], coverage: [Claim],
    limits: Limits
  ) {
  }

  /// What the symbolic reading says of `claim`. Ask for `namespacesIsolated` last: after its many queries
  /// the solver is slower on others (solver.md, "Pitfalls seen").
  public func answer(_ claim: Claim) -> Answer {
    Answer(.gaveUp(reason: "the symbolic engine is not built"))
  }

  /// Whether the symbolic reading, without a solver, takes `flow` for a violation of `claim`.
  ///
  /// False for what is no flow of the snapshot, and always for `some`, which no single flow violates.
  public func accepts(_ flow: Flow, asViolationOf claim: Claim) -> Bool {
    false
  }

  /// Whether the symbolic reading, without a solver, takes `flow` for a witness of `claim`: a flow that
  /// its sentence speaks of as reaching, and that must be allowed.
  public func accepts(_ flow: Flow, asWitnessOf claim: Claim) -> Bool {
    false
  }

  /// Whether `flow` may, and whether it must be allowed; neither for what is no flow of the snapshot.
  public func admits(_ flow: Flow) -> (may: Bool, must: Bool) {
    (false, false)
  }
}
