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
      Reads the inputs that the folder is about, verifies them, and compares every byte of every certificate with what \
      it would be now; nothing is written. netproof-check, which knows nothing of how certificates are made, checks them one by one.

      Exit status: 0 no file differs; 1 some do, or an intent has no certificate any more; 2 wrong input or usage; 4 the engines disagree.
      """)

  @Option(
    name: .customLong("regenerate"),
    help: ArgumentHelp("A folder that verify --proofs has written.", valueName: "folder"))
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
    guard let canonical = Paths.canonical(folder),
      let data = FileManager.default.contents(atPath: Paths.join(folder, ProofInputs.fileName)),
      let inputs = ProofInputs(String(decoding: data, as: UTF8.self))
    else {
      throw .unreadableProofs(folder, "\(ProofInputs.fileName) is missing or damaged")
    }
    var locations = ManifestLocations(intents: inputs.intents.map { Paths.join(folder, $0) })
    locations.manifests = inputs.manifests.map { .path(Paths.join(folder, $0)) }
    var read = RunInput(locations, defaultNamespace: inputs.defaultNamespace)
    if !read.hasErrors { try read.remove(absentKinds: inputs.absentKinds) }
    if read.hasErrors {
      let output = DiagnosticOutput(
        files: read.snapshot.files, isColoured: false, isQuiet: true, isVerbose: false)
      Terminal.writeError(output.text(read.diagnostics))
      return .inputError
    }
    let result = await Verifier(
      read.snapshot, read.files, VerificationOptions(today: .now)
    ).run()
    var proofs = try ProofFolder(
      folder, canonical: canonical, result, read, locations,
      defaultNamespace: inputs.defaultNamespace, isWithClauses: inputs.isWithClauses)
    let differences = try await proofs.differences()
    var text = differences.map { "\($0) differs\n" }.joined()
    if differences.isEmpty { text = "\(folder): no file differs\n" }
    Terminal.write(text, otherwise: ExitStatus.inputError.rawValue)
    if result.exitStatus == .disagreement || !proofs.summary.disagreements.isEmpty {
      return .disagreement
    }
    return differences.isEmpty ? .success : .refuted
  }
}
