import FoundationEssentials

/// A worked case: a folder with `manifests/` and the intents about them.
public struct CaseFolder: Hashable, Sendable {
  public let manifests: String
  public let intents: String

  /// Nil where the folder is not laid out so.
  public init?(at path: String) {
    let root = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    let file = Self.intentFileNames.map { "\(root)/\($0)" }
      .first { FileManager.default.fileExists(atPath: $0) && !ManifestFolders.isFolder($0) }
    guard let file, ManifestFolders.isFolder("\(root)/manifests") else { return nil }
    manifests = "\(root)/manifests"
    intents = file
  }

  static let intentFileNames = ["intents.yaml", "intents.yml"]
}
