/// What the run says of one intent (intents.md, "Verdicts").
public enum Verdict: String, Hashable, Sendable, CaseIterable {
  case proved
  /// A prohibition holds in the world asked for; a wider world breaks it, or cannot be judged.
  case holdsToday = "holds today"
  case refuted
  case vacuous
  case waived
  case unsupported
  case inconclusive
  /// The engines or the replay disagree: a bug of ours.
  case disagreement
}

/// Who decided a verdict.
public enum Deciders: Hashable, Sendable {
  case both
  case symbolicAlone(because: String)
  case explicitAlone(because: String)
}

/// The exit status of a run.
public enum ExitStatus: Int32, Hashable, Sendable, CaseIterable {
  case success = 0
  /// An intent is refuted or vacuous; with `--strict` also one that holds today only.
  case refuted = 1
  /// The input or the usage is wrong.
  case inputError = 2
  /// An intent is unsupported or inconclusive.
  case undecided = 3
  /// The engines disagree.
  case disagreement = 4

  /// How bad it is: the process ends with the worst that occurred, in the order 4, 2, 3, 1, 0.
  private var rank: Int {
    switch self {
    case .success: 0
    case .refuted: 1
    case .undecided: 2
    case .inputError: 3
    case .disagreement: 4
    }
  }

  public func worse(_ other: ExitStatus) -> ExitStatus {
    rank >= other.rank ? self : other
  }
}
