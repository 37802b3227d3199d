import Analysis
import ArgumentParser
import Intents

struct DiffCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff", abstract: "Compares what two sets of manifests allow.",
    usage: """
      netproof diff <old> <new> [<options>]
      netproof diff --base <revision> <manifests> ... [<options>]
      """, discussion: HelpTexts.diff)

  @OptionGroup(title: "Input") var input: DiffInputOptions
  @OptionGroup(title: "Decision") var decision: DiffDecisionOptions
  @OptionGroup(title: "Output") var output: DiffOutputOptions

  func validate() throws {
    guard output.proofs != nil else { return }
    if decision.relation == nil {
      throw ValidationError(
        "--proofs keeps what proves a relation: add --relation contained or equivalent.")
    }
    if !input.allow.isEmpty {
      throw ValidationError(
        "--proofs and --allow: a relation does not look at what is accepted; prove it in a run of its own."
      )
    }
  }
}

struct DiffInputOptions: ParsableArguments {
  @Argument(help: "OLD and NEW, each a file or a folder; with --base the manifests of both.")
  var manifests: [String] = []

  @Option(
    help: ArgumentHelp(
      "The old side is the same files and folders at this git revision.", valueName: "revision"))
  var base: String?

  @Option(
    help: ArgumentHelp(
      "An intent file whose assumptions count. May be repeated.", valueName: "file"))
  var intents: [String] = []

  @Option(
    help: ArgumentHelp(
      "An intent file: additions that its sentences cover are accepted. May be repeated.",
      valueName: "file"))
  var allow: [String] = []

  @Option(help: ArgumentHelp("The namespace of objects that name none.", valueName: "name"))
  var namespace = "default"

  @Option(
    name: .customLong("assume-absent"),
    help: ArgumentHelp(
      "Decide as if there were no objects of this kind. May be repeated.",
      valueName: "kind[.group]"))
  var absentKinds: [String] = []
}

extension Relation {
  var question: DifferenceQuestion { self == .equivalent ? .equivalent : .contained }
}

/// The worlds that a difference can be asked in: new pods come one at a time.
enum DiffWorld: String, ExpressibleByArgument, CaseIterable {
  case deployed, open
  case openCluster = "open-cluster"
}

/// The differences that make a run fail.
enum DiffFailure: String, ExpressibleByArgument, CaseIterable {
  case added, any

  var question: DifferenceQuestion { self == .added ? .noAddition : .noChange }
}

struct DiffDecisionOptions: ParsableArguments {
  @Option(name: .customLong("world"), help: "What may exist besides the manifests.")
  var wanted = DiffWorld.deployed

  @Option(help: "Prove that NEW allows the same as OLD, or nothing that OLD does not.")
  var relation: Relation?

  @Option(help: "Exit with 1 on access that is added and not accepted, or on any change of access.")
  var failOn: DiffFailure?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Seconds that an engine may take for a question.", valueName: "seconds"))
  var timeout: Double?

  @Option(
    help: ArgumentHelp(
      "The day that decides whether an acceptance counts, like 2027-03-01 (default: today, in UTC).",
      valueName: "date"))
  var today: CalendarDay?

  func validate() throws {
    if let timeout, !(timeout > 0 && timeout.isFinite) {
      throw ValidationError("--timeout is a number of seconds above 0.")
    }
  }

  var world: World {
    switch wanted {
    case .deployed: .deployed
    case .open: .open
    case .openCluster: .openCluster
    }
  }

  /// The gate first: it is what the exit status is for.
  var questions: [DifferenceQuestion] {
    [failOn?.question, relation?.question].compactMap(\.self)
  }
}

struct DiffOutputOptions: ParsableArguments {
  @Option(name: .customLong("output"), help: "The format of the report.")
  var format = OutputOptions.Format.text

  @Option(
    name: .customLong("out"),
    help: ArgumentHelp(
      "Write the report to a file, as a whole or not at all; the summary goes to standard output.",
      valueName: "file"))
  var file: String?

  @Option(
    help: ArgumentHelp(
      "With --relation: keep what proves it, for other programs to check.", valueName: "folder"))
  var proofs: String?

  @Flag(help: "Show no notes about the input.")
  var quiet = false

  @Flag(help: "Name every end, and workloads that come and go.")
  var verbose = false

  @Option(name: .customLong("color"), help: "Colours: auto is for a terminal only.")
  var colour = OutputOptions.Colour.auto

  func validate() throws {
    if quiet, verbose { throw ValidationError("--quiet and --verbose contradict each other.") }
  }
}
