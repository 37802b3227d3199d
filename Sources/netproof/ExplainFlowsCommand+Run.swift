import Analysis
import ClusterModel
import Readers
import Reports
import Verification

extension ExplainFlowsCommand {
  func run() throws {
    let status: ExitStatus
    do throws(UsageError) {
      status = try explain()
    } catch {
      Terminal.writeError("netproof: error: \(error.message)\n")
      status = .inputError
    }
    throw ProcessStatus(code: status.rawValue)
  }

  private func explain() throws(UsageError) -> ExitStatus {
    var input = try QuestionInput(
      manifests: manifests, intents: intents, defaultNamespace: namespace,
      absentKinds: absentKinds)
    let diagnostics = DiagnosticOutput(
      files: input.read.snapshot.files,
      isColoured: colour.isWanted(isTerminal: Terminal.isError), isQuiet: !verbose,
      isVerbose: verbose)
    if input.hasErrors || format == .text {
      Terminal.writeError(diagnostics.text(input.read.diagnostics))
    }
    if input.hasErrors { return .inputError }

    let sourceTerm = try input.term(from + ending, of: "--from")
    let destinationTerm = try input.term(to + ending, of: "--to")
    let resolver = EndpointResolver(input.cluster)
    let source = try QuestionInput.resolve(sourceTerm, of: "--from", isSource: true, resolver)
    let destination = try QuestionInput.resolve(
      destinationTerm, of: "--to", isSource: false, resolver)
    let explanation: Explanation
    do {
      explanation = try Explainer(input.cluster, groupLimit: limit == 0 ? nil : limit)
        .explanation(from: source, to: destination)
    } catch {
      throw .unexplained(error, from: source, to: destination)
    }
    write(explanation, input)
    return explanation.exitStatus
  }

  /// `-n` is for terms that say no namespace themselves.
  private var ending: String { endNamespace.map { " -n \($0)" } ?? "" }

  private func write(_ explanation: Explanation, _ input: QuestionInput) {
    let folder = input.locations.folder
    var style = TextReport.Style()
    style.isColoured = colour.isWanted(isTerminal: Terminal.isOutput)
    style.width = Terminal.reportWidth
    style.detail = verbose ? .verbose : .normal
    let text =
      switch format {
      case .text: FlowReport(explanation, folder: folder, style: style).text
      case .json:
        FlowJSONReport(
          explanation, version: Netproof.version, folder: folder,
          remarks: input.read.diagnostics.map { Remark($0, files: input.read.snapshot.files) }
        ).text
      }
    Terminal.write(text, otherwise: ExitStatus.inputError.rawValue)
  }
}
