import Analysis
import ArgumentParser
import ClusterModel
import FoundationEssentials
import Intents
import ProofFolders
import Readers
import Verification

/// `netproof proofs --regenerate FOLDER`.
struct ProofsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "proofs",
    abstract: "Makes the files of a folder of proofs anew, and compares them.",
    discussion: """
      Reads the inputs that the folder is about, verifies them, or decides the relation of their two sides, and compares every byte of every certificate with what \
      it would be now; nothing is written. netproof-check, which knows nothing of how certificates are made, checks them one by one.

      Exit status: 0 no file differs; 1 some do, or an intent has no certificate any more; 2 wrong input or usage; 4 the engines disagree.
      """)

  @Option(
    name: .customLong("regenerate"),
    help: ArgumentHelp(
      "A folder that verify --proofs or diff --proofs has written.", valueName: "folder"))
  var folder: String

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
    guard
      let data = FileManager.default.contents(atPath: Paths.join(folder, ProofInputs.fileName)),
      let inputs = ProofInputs(String(decoding: data, as: UTF8.self))
    else {
      throw .unreadableProofs(folder, "\(ProofInputs.fileName) is missing or damaged")
    }
    let place = try ProofPlace(folder)
    let found =
      if let relation = inputs.relation {
        try decide(relation, inputs, at: place)
      } else {
        try await verify(inputs, at: place)
      }
    guard let (made, status) = found else { return .inputError }
    var proofs = made
    let differences = try await proofs.differences()
    var text = differences.map { "\($0) differs\n" }.joined()
    if differences.isEmpty { text = "\(folder): no file differs\n" }
    Terminal.write(text, otherwise: ExitStatus.inputError.rawValue)
    if status == .disagreement || !proofs.summary.disagreements.isEmpty { return .disagreement }
    return differences.isEmpty ? .success : .refuted
  }

  /// The folder as the intents of its inputs make it, with what their verdicts mean; nil where they cannot be read.
  private func verify(
    _ inputs: ProofInputs, at place: ProofPlace
  ) async throws(UsageError) -> (ProofFolder, ExitStatus)? {
    var locations = ManifestLocations(intents: inputs.intents.map { Paths.join(folder, $0) })
    locations.manifests = inputs.manifests.map { .path(Paths.join(folder, $0)) }
    var read = RunInput(locations, defaultNamespace: inputs.defaultNamespace)
    if !read.hasErrors { try read.remove(absentKinds: inputs.absentKinds) }
    if refuses(read.diagnostics, read.snapshot.files) { return nil }
    let result = await Verifier(
      read.snapshot, read.files, VerificationOptions(today: .now)
    ).run()
    var inputs = inputs
    inputs.absentKinds = read.absentKinds
    return (try ProofFolder(place, inputs, result, read), result.exitStatus)
  }

  /// The same as the relation of its two sides makes it.
  private func decide(
    _ relation: ProofRelation, _ inputs: ProofInputs, at place: ProofPlace
  ) throws(UsageError) -> (ProofFolder, ExitStatus)? {
    let read = try DiffInput(
      DiffSides(inputs, in: place.canonical), namespace: inputs.defaultNamespace,
      absentKinds: inputs.absentKinds)
    if refuses(read.diagnostics, read.new.files) { return nil }
    let question = relation.kind.question
    let answer = DifferenceJudge(read.clusters, world: relation.world, areSame: read.areSame)
      .answer(to: [question])
    guard let verdict = answer[question] else { return nil }
    var inputs = inputs
    inputs.absentKinds = read.absentKinds
    return (try ProofFolder(place, inputs, relation, read, verdict), answer.exitStatus)
  }

  /// Whether there are errors, which are printed.
  private func refuses(_ diagnostics: [Diagnostic], _ files: FileTable) -> Bool {
    guard diagnostics.hasErrors else { return false }
    let output = DiagnosticOutput(
      files: files, isColoured: false, isQuiet: true, isVerbose: false)
    Terminal.writeError(output.text(diagnostics))
    return true
  }
}
