public import ArgumentParser
import FoundationEssentials
public import Intents
public import Verification

struct InputOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "Files, folders, or - for standard input; or one folder with manifests/ and intents.yaml."))
  var manifests: [String] = []

  @Option(help: ArgumentHelp("An intent file. May be repeated.", valueName: "file"))
  var intents: [String] = []

  @Option(
    name: [.customLong("namespace"), .customLong("default-namespace")],
    help: ArgumentHelp("The namespace of objects that name none.", valueName: "name"))
  var namespace = "default"

  @Option(
    name: .customLong("assume-absent"),
    help: ArgumentHelp(
      "Decide as if there were no objects of this kind. May be repeated.",
      valueName: "kind[.group]"))
  var absentKinds: [String] = []
}

struct OutputOptions: ParsableArguments {
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }

  enum Colour: String, ExpressibleByArgument, CaseIterable {
    case auto, always, never

    /// - Parameter isTerminal: whether what is written goes to a terminal.
    func isWanted(isTerminal: Bool) -> Bool {
      switch self {
      case .always: true
      case .never: false
      case .auto: isTerminal && Terminal.allowsColours
      }
    }
  }

  @Option(name: .customLong("output"), help: "The format of the report.")
  var format = Format.text

  @Option(
    name: .customLong("out"),
    help: ArgumentHelp(
      "Write the report to a file, as a whole or not at all; the summary goes to standard output.",
      valueName: "file"))
  var file: String?

  @Option(
    name: .customLong("counterexamples"),
    help: ArgumentHelp(
      "Write a folder for each intent that a flow breaks: the pods that it supposes, to apply, and a kubectl probe of the flow.",
      valueName: "folder"))
  var counterexamples: String?

  @Option(
    help: ArgumentHelp(
      "Keep a certificate of each intent that holds, and a counterexample of each that does not.",
      valueName: "folder"))
  var proofs: String?

  @Flag(help: "With --proofs: prove what holds by clauses, too, as .cnf and .lrat.")
  var lrat = false

  @Flag(help: "Say only what is not in order, and the summary.")
  var quiet = false

  @Flag(help: "Show witnesses, and every rule and policy that decides.")
  var verbose = false

  @Flag(help: "Show the least that each verdict rests on.")
  var reasons = false

  @Flag(help: "Show times and what the engines did.")
  var stats = false

  @Option(name: .customLong("color"), help: "Colours: auto is for a terminal only.")
  var colour = Colour.auto

  func validate() throws {
    if quiet, verbose { throw ValidationError("--quiet and --verbose contradict each other.") }
    if lrat, proofs == nil {
      throw ValidationError("--lrat is about the certificates of --proofs: name a folder.")
    }
  }
}

extension EngineChoice: ExpressibleByArgument {}
extension Severity: ExpressibleByArgument {}
extension Relation: ExpressibleByArgument {}

extension CalendarDay: ExpressibleByArgument {
  public init?(argument: String) {
    self.init(argument)
  }

  /// The day that it is in UTC.
  static var now: CalendarDay {
    let days = Int((Date.now.timeIntervalSince1970 / 86_400).rounded(.down))
    return CalendarDay(daysSince1970: days)
  }

  /// Counts in eras of 400 years that begin in March, so that the leap day is the last of its year
  /// (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", civil_from_days).
  init(daysSince1970 days: Int) {
    let shifted = days + 719_468
    let era = Int((Double(shifted) / 146_097).rounded(.down))
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let month = (5 * dayOfYear + 2) / 153
    let isAfterYearEnd = month >= 10
    guard
      let day = CalendarDay(
        year: yearOfEra + era * 400 + (isAfterYearEnd ? 1 : 0),
        month: isAfterYearEnd ? month - 9 : month + 3, day: dayOfYear - (153 * month + 2) / 5 + 1)
    else { preconditionFailure("\(days) days after 1970 are no day of years 1 to 9999") }
    self = day
  }
}
