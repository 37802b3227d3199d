public import ClusterModel
public import Intents
public import Readers
import YAML

/// What the inputs say now.
public struct ProofReading {
  /// Of a change, that of the new side.
  public let snapshot: Snapshot
  public let files: [IntentFile]
  public let diagnostics: [Diagnostic]
  /// Canonical paths of all files that were read.
  public let paths: [String]

  /// - Parameters:
  ///   - folder: the folder of proofs.
  ///   - kept: what the folder will keep, where that is not written yet.
  public init(_ inputs: ProofInputs, in folder: String, kept: [String: [UInt8]] = [:]) {
    let intents = inputs.intents.map { Paths.join(folder, $0) }
    let options = ManifestReaderOptions(
      defaultNamespace: inputs.defaultNamespace, intentFiles: intents)
    let old = ManifestReading(
      of: inputs.old.map { .at($0, in: folder, kept: kept) }, options: options)
    let manifests = ManifestReading(
      of: inputs.manifests.map { .at($0, in: folder, kept: kept) }, options: options,
      symbols: old.snapshot.symbols, files: old.snapshot.files)
    var snapshot = manifests.snapshot
    var diagnostics = old.diagnostics + manifests.diagnostics
    var paths = (old.sources + manifests.sources).map(\.name)
    var reader = IntentReader()
    for path in intents {
      do throws(FileBytes.Failure) {
        let bytes = try FileBytes.contents(ofFile: path)
        let file = snapshot.files.add(path)
        reader.read(bytes, of: file, files: snapshot.files, symbols: &snapshot.symbols)
        paths.append(path)
      } catch {
        diagnostics.append(
          Diagnostic(.error, at: nil, "the intent file `\(path)` cannot be read: \(error.reason)"))
      }
    }
    snapshot.remove(absentKinds: inputs.absentKinds)
    self.snapshot = snapshot
    files = reader.files
    self.diagnostics = diagnostics + reader.diagnostics
    self.paths = Set(paths.compactMap(FileBytes.canonicalPath)).sorted()
  }
}

extension ManifestInput {
  /// An input by the way to it from a folder of proofs, which may keep it, though it is not written there yet.
  public static func at(
    _ way: String, in folder: String, kept: [String: [UInt8]]
  ) -> ManifestInput {
    let path = Paths.join(folder, way)
    return kept[way].map { .text(name: path, $0) } ?? .path(path)
  }
}

extension Snapshot {
  /// Takes out objects that are not modelled, by `KIND` or `KIND.GROUP`.
  fileprivate mutating func remove(absentKinds kinds: [String]) {
    let symbols = symbols
    unmodelledObjects.removeAll { object in
      let (kind, group) = (symbols[object.kind], symbols[object.group])
      return kinds.contains(kind) || kinds.contains("\(kind).\(group)")
    }
  }
}
