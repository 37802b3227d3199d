public import Intents

/// Which engines decide.
public enum EngineChoice: String, Hashable, Sendable, CaseIterable {
  case both, symbolic, explicit
}

/// How a run decides; what it prints is not its business.
public struct VerificationOptions: Sendable {
  public var engines = EngineChoice.both
  /// One engine alone is then no decision.
  public var requiresBoth = false
  /// Counterexamples an intent; nil for every violating pair of workloads.
  public var counterexampleLimit: Int? = 3
  public var limits = Limits()
  public var isStrict = false
  public var failOn = Severity.low
  /// The day that decides about waivers.
  public var today: CalendarDay

  public init(today: CalendarDay) {
    self.today = today
  }
}
