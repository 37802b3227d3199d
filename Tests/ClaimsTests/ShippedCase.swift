import ClusterModel
import Foundation
import Intents
import Readers
import Testing

/// A worked case of the repository.
struct ShippedCase: CustomTestStringConvertible, Sendable {
  let name: String
  let snapshot: Snapshot
  let file: IntentFile

  var testDescription: String { name }

  static let repository = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  static let all: [ShippedCase] = {
    let root = repository.appending(path: "intents")
    let files = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)
    let folders = (files?.allObjects as? [URL] ?? []).filter {
      $0.lastPathComponent == "intents.yaml"
    }
    .map { $0.deletingLastPathComponent() }.sorted { $0.path < $1.path }
    return folders.compactMap {
      ShippedCase($0, named: String($0.path.dropFirst(root.path.count + 1)))
    }
  }()

  private init?(_ folder: URL, named name: String) {
    guard let folders = CaseFolder(at: folder.path),
      let data = try? Data(contentsOf: URL(filePath: folders.intents))
    else { return nil }
    let manifests = ManifestReading(of: [.path(folders.manifests)])
    var snapshot = manifests.snapshot
    var reader = IntentReader()
    let file = snapshot.files.add("\(name)/intents.yaml")
    var symbols = snapshot.symbols
    reader.read([UInt8](data), of: file, files: snapshot.files, symbols: &symbols)
    snapshot.symbols = symbols
    guard let file = reader.files.first else { return nil }
    self.name = name
    self.snapshot = snapshot
    self.file = file
  }

  /// The name of a file from the root of the repository on.
  func fileName(_ file: FileID) -> String? {
    let name = snapshot.files[file]
    let root = Self.repository.path + "/"
    return name.hasPrefix(root) ? String(name.dropFirst(root.count)) : name
  }
}
