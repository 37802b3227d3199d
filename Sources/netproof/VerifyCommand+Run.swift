import Analysis
import ClusterModel
import FoundationEssentials
import ProofFolders
import Readers
import Reports
import Verification

extension VerifyCommand {
  func run() async throws {
    let preparation = Verifier.prepare(decision.verificationOptions)
    let status: ExitStatus
    do throws(UsageError) {
      status = try await verify(preparation)
    } catch {
      Terminal.writeError("netproof: error: \(error.message)\n")
      status = .inputError
    }
    await preparation.value
    throw ProcessStatus(code: status.rawValue)
  }

  private func verify(_ preparation: Task<Void, Never>) async throws(UsageError) -> ExitStatus {
    let locations = try ManifestLocations(manifests: input.manifests, intents: input.intents)
    var times = PhaseTimes()
    let start = ContinuousClock.now
    var read = RunInput(locations, defaultNamespace: input.namespace)
    let readingSeconds = PhaseTimes.seconds(since: start)
    if !read.hasErrors { try read.remove(absentKinds: input.absentKinds) }
    let diagnostics = DiagnosticOutput(
      files: read.snapshot.files, isColoured: output.colour.isWanted(isTerminal: Terminal.isError),
      isQuiet: output.quiet, isVerbose: output.verbose)
    if read.hasErrors || output.format == .text {
      Terminal.writeError(diagnostics.text(read.diagnostics))
    }
    if read.hasErrors { return .inputError }

    if output.counterexamples != nil || output.proofs != nil {
      try CounterexampleFolders.check(read.files)
    }
    var verifier = Verifier(read.snapshot, read.files, decision.verificationOptions)
    verifier.preparation = preparation
    let result = await verifier.run()
    var report = RunReport(result, version: Netproof.version)
    report.remarks = read.diagnostics.map { Remark($0, files: read.snapshot.files) }
    report.absentKinds = read.absentKinds
    report.folder = locations.folder
    report.readingSeconds = readingSeconds
    if output.reasons { report.reasons = ReasonFinder(result).reasons() }
    times.add("reading", readingSeconds)
    times.add(result.statistics)
    try times.measure("output") { () throws(UsageError) in try write(report) }
    if output.stats { Terminal.writeError(times.text) }
    if let folder = output.counterexamples {
      try CounterexampleFolders(parent: folder).write(result)
    }
    for (index, outcome) in result.outcomes.enumerated() where outcome.verdict == .disagreement {
      keep(index, of: result, read)
    }
    guard let folder = output.proofs else { return report.exitStatus }
    return report.exitStatus.worse(try await keepProofs(in: folder, result, read, locations))
  }

  /// Writes certificates, and says which there are.
  private func keepProofs(
    in folder: String, _ result: VerificationResult, _ read: RunInput,
    _ locations: ManifestLocations
  ) async throws(UsageError) -> ExitStatus {
    let made = try OutputFile.makeFolders(folder)
    defer { OutputFile.removeEmpty(made) }
    let place = try ProofPlace(folder)
    let inputs = try ProofInputs(
      locations, read, at: place, defaultNamespace: input.namespace, isWithClauses: output.lrat)
    var proofs = try ProofFolder(place, inputs, result, read)
    try await proofs.write()
    let text = proofs.summary.text(folder)
    if output.format == .text, output.file == nil {
      Terminal.write(text, otherwise: ExitStatus.inputError.rawValue)
    } else {
      Terminal.writeError(text)
    }
    return proofs.summary.disagreements.isEmpty ? .success : .disagreement
  }

  private func write(_ report: RunReport) throws(UsageError) {
    let isTerminal = output.file == nil && Terminal.isOutput
    var style = TextReport.Style()
    style.isColoured = output.colour.isWanted(isTerminal: isTerminal)
    if isTerminal { style.width = Terminal.reportWidth }
    style.breaksSummary = isTerminal
    style.detail = output.quiet ? .quiet : output.verbose ? .verbose : .normal
    style.showsTimes = isTerminal || output.stats
    style.showsStatistics = output.stats
    let text =
      switch output.format {
      case .text: TextReport(report, style).text
      case .json: JSONReport(report).text
      }
    guard let file = output.file else {
      return Terminal.write(text, otherwise: ExitStatus.inputError.rawValue)
    }
    try OutputFile.write(text, to: file)
    guard !output.quiet else { return }
    Terminal.write(
      TextReport(report, style).summary, otherwise: ExitStatus.inputError.rawValue)
  }

  /// Keeps what is needed to see a disagreement again: a fault of ours, to be reported to us.
  private func keep(_ index: Int, of result: VerificationResult, _ read: RunInput) {
    let outcome = result.outcomes[index]
    let reproducer = Reproducer(
      intent: outcome.intent, file: outcome.file, files: result.files, snapshot: result.snapshot,
      sources: read.sources, defaultNamespace: input.namespace, absentKinds: input.absentKinds)
    do throws(UsageError) {
      let folder = try reproducer.write(into: ".")
      Terminal.writeError(
        "netproof: the engines disagree, which is a fault of netproof: please report it with "
          + "the folder \(folder), which shows it again\n")
    } catch {
      // The disagreement stays the worst of what there is to say.
      Terminal.writeError("netproof: error: \(error.message)\n")
    }
  }
}

extension PhaseTimes {
  /// The phases of both engines, and of what comes after them.
  fileprivate mutating func add(_ statistics: RunStatistics) {
    add("classes", statistics.classSeconds)
    add("explicit", statistics.explicitSeconds)
    add("z3 build", statistics.solverBuildSeconds)
    add("z3 solve", statistics.solverSeconds)
    add("verdicts", statistics.judgeSeconds)
  }
}
