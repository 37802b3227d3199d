import ArgumentParser
import ClusterModel
import Readers
import Reports
import Verification

struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "Says what each sentence of an intent file means.",
    discussion: """
      With manifests it says as well who is in each group: pods by workload, and addresses. A folder with manifests/ \
      and intents.yaml stands for both.
      """)

  @Argument(help: "An intent file, or a folder with manifests/ and intents.yaml.")
  var file: String

  @Argument(help: "Files, folders, or - for standard input.")
  var manifests: [String] = []

  @Option(help: ArgumentHelp("The namespace of objects that name none.", valueName: "name"))
  var namespace = "default"

  @Option(name: .customLong("color"), help: "Colours: auto is for a terminal only.")
  var colour = OutputOptions.Colour.auto

  func run() throws {
    let worked = CaseFolder(at: file)
    var locations = ManifestLocations(intents: [worked?.intents ?? file])
    locations.manifests = manifests.map { $0 == "-" ? .standardInput : .path($0) }
    if let worked {
      locations.folder = file
      if manifests.isEmpty { locations.manifests = [.path(worked.manifests)] }
    }
    let read = RunInput(locations, defaultNamespace: namespace)
    let output = DiagnosticOutput(
      files: read.snapshot.files, isColoured: colour.isWanted(isTerminal: Terminal.isError),
      isQuiet: true)
    Terminal.writeError(output.text(read.diagnostics))
    if read.hasErrors { throw ProcessStatus(code: ExitStatus.inputError.rawValue) }
    var style = TextReport.Style()
    style.isColoured = colour.isWanted(isTerminal: Terminal.isOutput)
    style.width = Terminal.reportWidth
    let report = ExplanationReport(
      read.files, read.snapshot, hasManifests: !locations.manifests.isEmpty,
      folder: locations.folder, style: style)
    Terminal.write(report.text, otherwise: ExitStatus.inputError.rawValue)
  }
}
