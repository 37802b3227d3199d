import Analysis
import ClusterModel
import Intents
import ProofFolders
import Readers
import Reports
import Verification

extension DiffCommand {
  func run() async throws {
    let status: ExitStatus
    do throws(UsageError) {
      status = try await compare()
    } catch {
      Terminal.writeError("netproof: error: \(error.message)\n")
      status = .inputError
    }
    throw ProcessStatus(code: status.rawValue)
  }

  private func compare() async throws(UsageError) -> ExitStatus {
    let read = try DiffInput(input)
    let diagnostics = DiagnosticOutput(
      files: read.new.files, isColoured: output.colour.isWanted(isTerminal: Terminal.isError),
      isQuiet: !output.verbose, isVerbose: output.verbose)
    if read.hasErrors || output.format == .text && !output.quiet {
      Terminal.writeError(diagnostics.text(read.diagnostics))
    }
    if read.hasErrors { return .inputError }

    let today = decision.today ?? .now
    let counting = read.acceptances.filter { $0.counts(on: today) }
    let judge = DifferenceJudge(
      read.clusters, accepting: counting, world: decision.world,
      limits: Limits(timeout: decision.timeout), areSame: read.areSame)
    let answer = judge.answer(to: decision.questions)
    let status = answer.exitStatus
    var report = DifferenceReport(
      answer, old: read.oldName, new: read.newName, exitStatus: status,
      version: Netproof.version)
    report.acceptances = counting
    report.expired = read.acceptances.filter { !$0.counts(on: today) }
    report.remarks = read.diagnostics.map { Remark($0, files: read.new.files) }
    report.absentKinds = read.absentKinds
    try write(report)
    guard let folder = output.proofs, let relation = decision.relation,
      let verdict = answer[relation.question]
    else { return status }
    let claim = ProofRelation(relation, in: decision.world)
    return status.worse(try await keepProofs(of: claim, read, verdict, in: folder))
  }

  /// Writes what proves the relation, or takes away what has, and says which.
  private func keepProofs(
    of relation: ProofRelation, _ read: DiffInput, _ verdict: DifferenceVerdict, in folder: String
  ) async throws(UsageError) -> ExitStatus {
    let made = verdict.answer == .proved ? try OutputFile.makeFolders(folder) : []
    defer { OutputFile.removeEmpty(made) }
    var summary = Certified(refusing: relation, verdict).summary
    if Paths.canonical(folder) != nil {
      var proofs = try ProofFolder(
        ProofPlace(folder), relation, read, verdict, namespace: input.namespace)
      try await proofs.write()
      summary = proofs.summary
    }
    let text = summary.text(folder)
    if output.format == .text, output.file == nil {
      Terminal.write(text, otherwise: ExitStatus.inputError.rawValue)
    } else {
      Terminal.writeError(text)
    }
    return summary.disagreements.isEmpty ? .success : .disagreement
  }

  private func write(_ report: DifferenceReport) throws(UsageError) {
    let isTerminal = output.file == nil && Terminal.isOutput
    var style = TextReport.Style()
    style.isColoured = output.colour.isWanted(isTerminal: isTerminal)
    if isTerminal { style.width = Terminal.reportWidth }
    style.detail = output.quiet ? .quiet : output.verbose ? .verbose : .normal
    let text =
      switch output.format {
      case .text: DifferenceTextReport(report, style).text
      case .json: DifferenceJSONReport(report).text
      }
    guard let file = output.file else {
      return Terminal.write(text, otherwise: ExitStatus.inputError.rawValue)
    }
    try OutputFile.write(text, to: file)
    if output.quiet { return }
    Terminal.write(
      DifferenceTextReport(report, style).summary, otherwise: ExitStatus.inputError.rawValue)
  }
}
