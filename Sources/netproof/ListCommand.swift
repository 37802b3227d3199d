public import Analysis
public import ArgumentParser

struct ListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Lists all connectivity that is allowed.",
    usage: "netproof list <manifests> ... [<options>]", discussion: HelpTexts.list)

  @OptionGroup(title: "Input") var input: ListInputOptions
  @OptionGroup(title: "What is listed") var filter: ListFilterOptions
  @OptionGroup(title: "Output") var output: ListOutputOptions
}

struct ListInputOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "Files, folders, or - for standard input; or one folder with manifests/ and intents.yaml."))
  var manifests: [String] = []

  @Option(
    help: ArgumentHelp(
      "An intent file whose assumptions count, and whose groups may be named. May be repeated.",
      valueName: "file"))
  var intents: [String] = []

  @Option(help: ArgumentHelp("The namespace of objects that name none.", valueName: "name"))
  var defaultNamespace = "default"

  @Option(
    name: .customLong("assume-absent"),
    help: ArgumentHelp(
      "List as if there were no objects of this kind. May be repeated.",
      valueName: "kind[.group]"))
  var absentKinds: [String] = []
}

struct ListFilterOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Only what these can reach: shop/web, Internet, 10.0.0.0/8, \"pods app=web in namespace shop\", a group. May be repeated.",
      valueName: "end"))
  var from: [String] = []

  @Option(
    help: ArgumentHelp(
      "Only what can reach these, on these ports: shop/api:3000. May be repeated.",
      valueName: "end[:ports]"))
  var to: [String] = []

  @Option(
    help: ArgumentHelp(
      "Only what has an end in this namespace. May be repeated.", valueName: "name"))
  var namespace: [String] = []

  @Option(
    help: ArgumentHelp(
      "Only these ports of the destination: 80, 8000-8080, 53/UDP, http. May be repeated.",
      valueName: "ports"))
  var port: [String] = []

  @Option(help: "What gets rows of its own.")
  var by = ConnectivityOptions.Unit.workload

  @Flag(
    help: ArgumentHelp(
      "Say as well which pods that do not exist yet could reach, or be reached by, what is there: by labels and namespaces."
    ))
  var exposure = false

  @Flag(help: "Let those that are treated alike share rows.")
  var group = false

  @Flag(name: .customLong("self"), help: "Show flows between pods of one workload as well.")
  var replicas = false
}

struct ListOutputOptions: ParsableArguments {
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, csv, markdown, dot, mermaid, svg
  }

  @Option(name: .customLong("output"), help: "The format of the listing; svg needs Graphviz.")
  var format = Format.text

  @Option(
    name: .customLong("out"),
    help: ArgumentHelp(
      "Write the listing to a file, as a whole or not at all; the summary goes to standard output.",
      valueName: "file"))
  var file: String?

  @Flag(help: "Say only the rows and the summary.")
  var quiet = false

  @Flag(help: "Say on standard error how long each part took, and how many classes there are.")
  var stats = false

  @Option(name: .customLong("color"), help: "Colours: auto is for a terminal only.")
  var colour = OutputOptions.Colour.auto

  @Flag(
    help: ArgumentHelp(
      "Decide every row, and what is in no row, once more by the formulas of the other reading."))
  var crossCheck = false
}

extension ConnectivityOptions.Unit: ExpressibleByArgument {}
