import ArgumentParser
import Intents
import Verification

struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Decides every intent about a set of manifests.",
    usage: """
      netproof verify <folder with manifests/ and intents.yaml>
      netproof verify <manifests> ... --intents <file> [--intents <file> ...] [<options>]
      """, discussion: HelpTexts.verify)

  @OptionGroup(title: "Input") var input: InputOptions

  @Option(help: "Who decides: \(list(EngineChoice.self)).")
  var engine = EngineChoice.both

  @Flag(help: "What one engine decides alone is inconclusive.")
  var requireBoth = false

  @Option(
    help: ArgumentHelp("Seconds that an engine may take for an intent.", valueName: "seconds"))
  var timeout: Double?

  @Option(
    help: ArgumentHelp(
      "Z3 resource units that a check may take: reproducible, unlike seconds.",
      valueName: "units"))
  var rlimit: UInt32?

  @Option(help: ArgumentHelp("Counterexamples shown of an intent; 0 for all.", valueName: "number"))
  var limit = 3

  @Option(
    help: ArgumentHelp(
      "Refuted and vacuous intents below this severity do not count: \(list(Severity.self)).",
      valueName: "severity"))
  var failOn = Severity.low

  @Flag(help: "What holds today only counts as refuted.")
  var strict = false

  @Option(
    help: ArgumentHelp(
      "The day that decides about waivers (default: today, in UTC).",
      valueName: "date"))
  var today: CalendarDay?

  @Option(
    name: .customLong("assume-absent"),
    help: ArgumentHelp(
      "Decide as if there were no objects of this kind. May be repeated.",
      valueName: "kind[.group]"))
  var assumeAbsent: [String] = []

  @OptionGroup(title: "Output") var output: OutputOptions

  func validate() throws {
    if limit < 0 { throw ValidationError("--limit is a number of counterexamples: 0 or more.") }
    if let timeout, !(timeout > 0 && timeout.isFinite) {
      throw ValidationError("--timeout is a number of seconds above 0.")
    }
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

/// The values of an option, for its help.
private func list<Value: CaseIterable & RawRepresentable>(_ type: Value.Type) -> String
where Value.RawValue == String {
  type.allCases.map(\.rawValue).joined(separator: ", ")
}
