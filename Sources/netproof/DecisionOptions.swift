import ArgumentParser
import Intents
import Verification

/// How a run decides.
struct DecisionOptions: ParsableArguments {
  @Option(help: "Who decides.")
  var engine = EngineChoice.both

  @Flag(help: "What one engine decides alone is inconclusive.")
  var requireBoth = false

  // A number below zero is a value out of range, not another option.
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Seconds that an engine may take for an intent.", valueName: "seconds"))
  var timeout: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Z3 resource units that a check may take: reproducible, unlike seconds.", valueName: "units"))
  var rlimit: UInt32?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Counterexamples shown of an intent; 0 for all.", valueName: "number"))
  var limit = 3

  @Option(
    help: ArgumentHelp(
      "Refuted and vacuous intents below this severity do not count.", valueName: "severity"))
  var failOn = Severity.low

  @Flag(help: "What holds today only counts as refuted.")
  var strict = false

  @Option(
    help: ArgumentHelp(
      "The day that decides about waivers, like 2027-03-01 (default: today, in UTC).",
      valueName: "date"))
  var today: CalendarDay?

  func validate() throws {
    if limit < 0 { throw ValidationError("--limit is a number of counterexamples: 0 or more.") }
    if let timeout, !(timeout > 0 && timeout.isFinite) {
      throw ValidationError("--timeout is a number of seconds above 0.")
    }
    if rlimit == 0 { throw ValidationError("--rlimit is a number of units above 0.") }
    if requireBoth, engine != .both {
      throw ValidationError("--require-both needs both engines, --engine asks for one.")
    }
  }

  var verificationOptions: VerificationOptions {
    var options = VerificationOptions(today: today ?? .now)
    options.engines = engine
    options.requiresBoth = requireBoth
    options.counterexampleLimit = limit == 0 ? nil : limit
    options.limits.timeout = timeout
    options.limits.rlimit = rlimit
    options.isStrict = strict
    options.failOn = failOn
    return options
  }
}
