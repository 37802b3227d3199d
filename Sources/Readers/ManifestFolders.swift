import ClusterModel
import FoundationEssentials
import YAML

/// Finds the manifest files that a path stands for; each file once in a run, however often and under whatever name it is given.
struct ManifestFolders {
  struct Found {
    var paths: [String] = []
    /// Whether there is a manifest at all, perhaps one that was read before.
    var hasManifests = false
    var diagnostics: [Diagnostic] = []
  }

  /// Canonical paths of files and folders that need no reading any more.
  private var visited: Set<String>

  init(passingOver intentFiles: [String]) {
    visited = Set(intentFiles.compactMap(FileBytes.canonicalPath))
  }

  mutating func files(at path: String) -> Found {
    var found = Found()
    guard let canonical = FileBytes.canonicalPath(of: path) else {
      found.diagnostics.append(Self.missing(path))
      return found
    }
    guard Self.isFolder(path) else {
      if Self.kustomizations.contains(Self.lastComponent(of: path)) {
        found.diagnostics.append(Self.refusal(ofKustomization: Self.folder(of: path)))
      } else if visited.insert(canonical).inserted {
        found.paths.append(path)
      }
      return found
    }
    let root = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    // A folder given twice has been read.
    if visited.contains(canonical) { return found }
    add(root, canonical, isRoot: true, to: &found)
    if !found.hasManifests, !found.diagnostics.contains(where: { $0.severity != .note }) {
      found.diagnostics.append(
        Diagnostic(
          .error, at: nil, "no *.yaml, *.yml or *.json file in the folder `\(path)`",
          suggestion: "name the folder that holds the manifests"))
    }
    return found
  }

  private mutating func add(
    _ folder: String, _ canonical: String, isRoot: Bool, to found: inout Found
  ) {
    // A symbolic link back up ends here.
    guard visited.insert(canonical).inserted else { return }
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    } catch {
      found.diagnostics.append(
        Diagnostic(.error, at: nil, "the folder `\(folder)` cannot be read"))
      return
    }
    if names.contains(where: Self.kustomizations.contains) {
      found.diagnostics.append(Self.refusal(ofKustomization: folder))
      return
    }
    if names.contains("Chart.yaml") {
      found.diagnostics.append(
        Diagnostic(
          .error, at: nil, "`\(folder)` is a Helm chart, which is no manifest until it is rendered",
          suggestion: "helm template \(folder) | netproof verify - --intents FILE"))
      return
    }
    if !isRoot, names.contains(where: CaseFolder.intentFileNames.contains) {
      found.diagnostics.append(
        Diagnostic(
          .error, at: nil, "`\(folder)` has intents of its own",
          suggestion: "name one such folder: netproof verify \(folder)"))
      return
    }
    for name in names {
      let path = folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
      guard let canonical = FileBytes.canonicalPath(of: path) else {
        // A link that leads nowhere matters only if it would be read.
        if ManifestNames.isManifest(name) { found.diagnostics.append(Self.missing(path)) }
        continue
      }
      if Self.isFolder(path) {
        if ManifestNames.isHidden(name) {
          found.diagnostics += Self.note(ofHidden: path).map { [$0] } ?? []
        } else {
          add(path, canonical, isRoot: false, to: &found)
        }
      } else if ManifestNames.isManifest(name) {
        found.hasManifests = true
        if visited.insert(canonical).inserted { found.paths.append(path) }
      }
    }
  }

  // MARK: Names

  private static let kustomizations: Set<String> = [
    "kustomization.yaml", "kustomization.yml", "Kustomization",
  ]

  static func isFolder(_ path: String) -> Bool {
    var isFolder = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder
  }

  private static func lastComponent(of path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }

  private static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// The first manifest in a folder or below it; links to folders are not followed, for they may lead out of it.
  private static func firstManifest(in folder: String) -> String? {
    let canonical = FileBytes.canonicalPath(of: folder)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    for name in names.sorted() {
      let path = "\(folder)/\(name)"
      if !isFolder(path) {
        if ManifestNames.isManifest(name) { return path }
      } else if FileBytes.canonicalPath(of: path) == canonical.map({ "\($0)/\(name)" }),
        let found = firstManifest(in: path)
      {
        return found
      }
    }
    return nil
  }

  // MARK: What is not read

  private static func note(ofHidden folder: String) -> Diagnostic? {
    firstManifest(in: folder).map { ManifestNames.note(ofHidden: folder, holding: $0) }
  }

  private static func refusal(ofKustomization folder: String) -> Diagnostic {
    Diagnostic(
      .error, at: nil, "`\(folder)` is a kustomization, which is no manifest until it is built",
      suggestion: "kubectl kustomize \(folder) | netproof verify - --intents FILE")
  }

  private static func missing(_ path: String) -> Diagnostic {
    let name = lastComponent(of: path)
    let siblings = (try? FileManager.default.contentsOfDirectory(atPath: folder(of: path))) ?? []
    return Diagnostic(
      .error, at: nil, "there is no file or folder `\(path)`",
      suggestion: Spelling.nearest(to: name, among: siblings.sorted())
        .map { "did you mean \(path.dropLast(name.count))\($0)?" })
  }
}
