import ArgumentParser
import ClusterModel

/// `netproof explain`; `netproof intents explain` is `ExplainCommand`.
struct ExplainFlowsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Says why a flow is allowed or denied, and what would change that.",
    usage: "netproof explain <manifests> ... --from <end> --to <end>[:<port>] [<options>]",
    discussion: HelpTexts.explain)

  @Argument(
    help: ArgumentHelp(
      "Files, folders, or - for standard input; or one folder with manifests/ and intents.yaml."))
  var manifests: [String] = []

  @Option(help: ArgumentHelp("Where the flow comes from.", valueName: "end"))
  var from: String

  @Option(
    help: ArgumentHelp(
      "Where the flow goes to, and on which ports; without a port, on all of them.",
      valueName: "end"))
  var to: String

  @Option(
    name: .customShort("n"),
    help: ArgumentHelp("The namespace of ends that name none.", valueName: "namespace"))
  var endNamespace: String?

  @Option(
    help: ArgumentHelp(
      "An intent file whose assumptions count, and whose groups may be named. May be repeated.",
      valueName: "file"))
  var intents: [String] = []

  @Option(
    name: [.customLong("namespace"), .customLong("default-namespace")],
    help: ArgumentHelp("The namespace of objects that name none.", valueName: "name"))
  var namespace = "default"

  @Option(
    name: .customLong("assume-absent"),
    help: ArgumentHelp(
      "Explain as if there were no objects of this kind. May be repeated.",
      valueName: "kind[.group]"))
  var absentKinds: [String] = []

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Groups of flows that are explained; 0 for all.", valueName: "number"))
  var limit = 10

  @Option(name: .customLong("output"), help: "The format of the report.")
  var format = OutputOptions.Format.text

  @Flag(help: "Show every rule that does not match, and every change that would do.")
  var verbose = false

  @Option(name: .customLong("color"), help: "Colours: auto is for a terminal only.")
  var colour = OutputOptions.Colour.auto

  func validate() throws {
    if limit < 0 { throw ValidationError("--limit is a number of groups: 0 or more.") }
  }
}
