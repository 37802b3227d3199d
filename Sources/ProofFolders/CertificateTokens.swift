import ClusterModel
import Covers
import Readers
import YAML

/// A certificate of a folder of proofs for the verified checker.
public enum CertificateTokens {
  /// Why there are none.
  public enum Failure: Error, Sendable {
    /// A file cannot be read, or the inputs cannot.
    case unreadable(String)
    case rejected(String)
  }

  /// What `cover-verified` reads (proofs/checker/README.md), with the inputs as they are now.
  ///
  /// - Parameter path: `FOLDER/NAME.cover`.
  public static func text(of path: String) throws(Failure) -> String {
    let name = Paths.lastComponent(of: path)
    let folder = path.hasSuffix("/" + name) ? String(path.dropLast(name.count)) : "."
    guard name.hasSuffix(".cover"), let bytes = try? FileBytes.contents(ofFile: path) else {
      throw .unreadable("there is no certificate `\(path)`")
    }
    guard
      let text = try? FileBytes.contents(ofFile: Paths.join(folder, ProofInputs.fileName)),
      let inputs = ProofInputs(String(decoding: text, as: UTF8.self))
    else { throw .unreadable("\(ProofInputs.fileName) beside `\(path)` is missing or damaged") }
    let reading = ProofReading(inputs, in: folder)
    if let error = reading.diagnostics.first(where: { $0.severity == .error }) {
      throw .unreadable("the inputs cannot be read: \(error.text(files: reading.snapshot.files))")
    }
    let subjects = CoverSubjects(
      reading.snapshot, reading.files, absentKinds: inputs.absentKinds)
    do throws(CoverRejection) {
      return try subjects.tokens(bytes, name: name)
    } catch {
      throw .rejected(ProofWording.text(error))
    }
  }
}
