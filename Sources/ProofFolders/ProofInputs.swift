public import ClusterModel
public import Intents
public import Readers
import YAML

/// Which files a folder of proofs is about, and how they are read: the file `INPUTS`, whose paths begin at the folder.
public struct ProofInputs: Hashable, Sendable {
  /// Files and folders of manifests.
  public var manifests: [String]
  public var intents: [String]
  public var defaultNamespace: String
  /// As given to `--assume-absent`.
  public var absentKinds: [String]
  /// Whether what holds was to be proved by clauses, too: `--lrat`.
  public var isWithClauses = false

  public static let fileName = "INPUTS"
  /// Where what came from standard input is kept.
  public static let keptName = "inputs.yaml"
  private static let title = "netproof inputs 1"

  public init(
    manifests: [String], intents: [String], defaultNamespace: String, absentKinds: [String],
    isWithClauses: Bool = false
  ) {
    self.manifests = manifests
    self.intents = intents
    self.defaultNamespace = defaultNamespace
    self.absentKinds = absentKinds
    self.isWithClauses = isWithClauses
  }

  public var text: String {
    var lines = [Self.title]
    lines += manifests.map { "manifests \($0)" } + intents.map { "intents \($0)" }
    lines.append("namespace \(defaultNamespace)")
    lines += absentKinds.map { "absent \($0)" }
    if isWithClauses { lines.append("with lrat") }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Nil for anything but what ``text`` gives.
  public init?(_ text: String) {
    self.init(manifests: [], intents: [], defaultNamespace: "", absentKinds: [])
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard lines.popLast() == "", lines.first == Self.title else { return nil }
    for line in lines.dropFirst() {
      guard let blank = line.firstIndex(of: " ") else { return nil }
      let value = String(line[line.index(after: blank)...])
      switch line[..<blank] {
      case "manifests": manifests.append(value)
      case "intents": intents.append(value)
      case "namespace": defaultNamespace = value
      case "absent": absentKinds.append(value)
      case "with" where value == "lrat": isWithClauses = true
      default: return nil
      }
    }
    guard self.text == text else { return nil }
  }
}

/// What the inputs say now.
public struct ProofReading {
  public let snapshot: Snapshot
  public let files: [IntentFile]
  public let diagnostics: [Diagnostic]
  /// Canonical paths of all files that were read.
  public let paths: [String]

  /// - Parameters:
  ///   - folder: the folder of proofs.
  ///   - kept: what will be ``ProofInputs/keptName``, where that is not written yet.
  public init(_ inputs: ProofInputs, in folder: String, kept: [UInt8]? = nil) {
    let intents = inputs.intents.map { Paths.join(folder, $0) }
    let manifests = ManifestReading(
      of: inputs.manifests.map { way in
        let path = Paths.join(folder, way)
        if let kept, way == ProofInputs.keptName { return .text(name: path, kept) }
        return .path(path)
      },
      options: ManifestReaderOptions(
        defaultNamespace: inputs.defaultNamespace, intentFiles: intents))
    var snapshot = manifests.snapshot
    var diagnostics = manifests.diagnostics
    var paths = manifests.sources.map(\.name)
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
