/// How long the parts of a run took, for `--stats`.
///
/// The engines work at the same time, so that the parts may add up to more than the run.
struct PhaseTimes {
  private var phases: [(name: String, seconds: Double)] = []

  /// Adds a phase that was timed elsewhere.
  mutating func add(_ name: String, _ seconds: Double) {
    phases.append((name, seconds))
  }

  /// Runs `body` as the phase `name`, and does not hide what it throws.
  mutating func measure<Result, Failure>(
    _ name: String, _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let start = ContinuousClock.now
    let result = try body()
    add(name, Self.seconds(since: start))
    return result
  }

  static func seconds(since start: ContinuousClock.Instant) -> Double {
    (ContinuousClock.now - start) / .seconds(1)
  }

  /// `times: reading 12.34 ms, classes 0.56 ms`: always milliseconds, so that programs can read it, too.
  ///
  /// It goes to standard error: writing the report is one of the phases.
  var text: String {
    let parts = phases.map { "\($0.name) \(Self.milliseconds($0.seconds)) ms" }
    return "times: " + parts.joined(separator: ", ") + "\n"
  }

  private static func milliseconds(_ seconds: Double) -> String {
    let hundredths = Int((seconds * 100_000).rounded())
    let fraction = hundredths % 100
    return "\(hundredths / 100).\(fraction < 10 ? "0" : "")\(fraction)"
  }
}
