import ClusterModel
import FoundationEssentials
import Readers

/// Manifests as they are at a revision of the git repository that they lie in.
struct GitRevision {
  let name: String

  /// The manifests under a path, each by its name there: `main:shop/web.yaml`; and what is to be said of those that are not read.
  ///
  /// - Parameter isPassedOver: whether a file is no manifest, by its path.
  func manifests(
    at path: String, passingOver isPassedOver: (String) -> Bool
  ) throws(GitError) -> (inputs: [ManifestInput], notes: [Diagnostic]) {
    guard path != "-" else { throw .standardInput }
    guard !name.hasPrefix("-"), !name.isEmpty else { throw .noRevision(name, nearest: nil) }
    let isFolder = Self.isFolder(path)
    let folder = isFolder ? path : Self.folder(of: path)
    let commit = try commit(in: folder)
    let file = path.split(separator: "/").last.map(String.init) ?? path
    let listing = try run(
      ["ls-tree", "-z"] + (isFolder ? ["-r", commit] : [commit, "--", file]), in: folder)
    let listed = Self.entries(listing.bytes)
    let entries = listed.filter { !isFolder || $0.hiddenFolder == nil }
    if entries.isEmpty { throw .notThere(path, revision: name) }
    let root = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    if let built = entries.first(where: { Self.kustomizations.contains($0.name) }) {
      throw .kustomization("\(name):\(root)/\(built.path)")
    }
    let wanted = entries.filter { entry in
      !isFolder || ManifestNames.isManifest(entry.name) && !isPassedOver("\(root)/\(entry.path)")
    }
    if wanted.isEmpty { throw .noManifests(path, revision: name) }
    let contents = try blobs(wanted.map(\.object), in: folder)
    let inputs = zip(wanted, contents).map { entry, bytes in
      ManifestInput.text(name: "\(name):\(isFolder ? "\(root)/\(entry.path)" : path)", bytes)
    }
    return (inputs, isFolder ? notes(ofHidden: listed, in: root) : [])
  }

  private func notes(ofHidden entries: [Entry], in root: String) -> [Diagnostic] {
    var seen: Set<String> = []
    return entries.filter { ManifestNames.isManifest($0.name) }.compactMap { entry in
      guard let folder = entry.hiddenFolder, seen.insert(folder).inserted else { return nil }
      return ManifestNames.note(
        ofHidden: "\(name):\(root)/\(folder)", holding: "\(name):\(root)/\(entry.path)")
    }
  }

  private func commit(in folder: String) throws(GitError) -> String {
    let found = try run(["rev-parse", "--verify", "--quiet", name + "^{commit}"], in: folder)
    if found.status == 0 { return found.line }
    guard try run(["rev-parse", "--git-dir"], in: folder).status == 0 else {
      throw .noRepository(folder)
    }
    let references = try run(["for-each-ref", "--format=%(refname:short)"], in: folder)
    let names = String(decoding: references.bytes, as: UTF8.self).split(separator: "\n")
      .map(String.init)
    throw .noRevision(name, nearest: Spelling.nearest(to: name, among: names))
  }

  // MARK: Trees

  private struct Entry {
    var object: String
    var path: String
    var name: String { path.split(separator: "/").last.map(String.init) ?? path }

    /// The path of the topmost hidden folder that the file is in.
    var hiddenFolder: String? {
      let parts = path.split(separator: "/")
      return parts.dropLast().firstIndex { ManifestNames.isHidden(String($0)) }.map {
        parts[...$0].joined(separator: "/")
      }
    }
  }

  /// `mode type object TAB path NUL`; links and submodules are no files.
  private static func entries(_ bytes: [UInt8]) -> [Entry] {
    bytes.split(separator: 0).compactMap { line in
      guard let tab = line.firstIndex(of: UInt8(ascii: "\t")) else { return nil }
      let words = String(decoding: line[..<tab], as: UTF8.self).split(separator: " ")
      guard words.count == 3, words[1] == "blob", words[0] != "120000" else { return nil }
      return Entry(
        object: String(words[2]), path: String(decoding: line[(tab + 1)...], as: UTF8.self))
    }
  }

  /// The contents of some objects, in one run of git for many.
  private func blobs(_ objects: [String], in folder: String) throws(GitError) -> [[UInt8]] {
    var contents: [[UInt8]] = []
    var rest = objects[...]
    while !rest.isEmpty {
      let length = (rest.first?.utf8.count ?? 40) + 1
      let batch = rest.prefix(GitProcess.inputLimit / length)
      rest = rest.dropFirst(batch.count)
      let output = try run(
        ["cat-file", "--batch"], in: folder,
        input: Array((batch.joined(separator: "\n") + "\n").utf8))
      var bytes = output.bytes[...]
      for object in batch {
        // `object blob size LF contents LF`
        guard let end = bytes.firstIndex(of: UInt8(ascii: "\n")),
          let size = String(decoding: bytes[..<end], as: UTF8.self).split(separator: " ").last
            .flatMap({ Int($0) }),
          bytes.endIndex - end > size
        else { throw .failed("the object \(object) cannot be read. \(output.message)") }
        contents.append(Array(bytes[(end + 1)..<(end + 1 + size)]))
        bytes = bytes.dropFirst(end + 2 + size - bytes.startIndex)
      }
    }
    return contents
  }

  private func run(
    _ arguments: [String], in folder: String, input: [UInt8] = []
  ) throws(GitError) -> GitProcess.Output {
    do {
      return try GitProcess.run(arguments, in: folder, input: input)
    } catch {
      throw error.isMissing ? .noGit : .failed("it cannot be started: error \(error.number)")
    }
  }

  // MARK: Names

  private static let kustomizations: Set<String> = [
    "kustomization.yaml", "kustomization.yml", "Kustomization", "Chart.yaml",
  ]

  private static func isFolder(_ path: String) -> Bool {
    var isFolder = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder
  }

  private static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}

/// Why the manifests of a revision cannot be read.
enum GitError: Error {
  case noGit
  case noRepository(String)
  case noRevision(String, nearest: String?)
  case notThere(String, revision: String)
  case noManifests(String, revision: String)
  case kustomization(String)
  case standardInput
  case failed(String)

  /// Lower case, no full stop, user input in backticks.
  var message: String {
    switch self {
    case .noGit: "--base needs git, and there is no `git` in the PATH"
    case .noRepository(let folder): "`\(folder)` is in no git repository, which --base needs"
    case .noRevision(let name, let nearest):
      "--base: git knows no revision `\(name)`" + (nearest.map { ": did you mean \($0)?" } ?? "")
    case .notThere(let path, let revision):
      "--base: there is no `\(path)` at `\(revision)`"
    case .noManifests(let path, let revision):
      "--base: no *.yaml, *.yml or *.json file in `\(path)` at `\(revision)`"
    case .kustomization(let file):
      "--base: `\(file)` makes this a template, which is no manifest until it is built: build both "
        + "sides, and name OLD and NEW"
    case .standardInput: "--base reads files and folders of a repository, `-` is none"
    case .failed(let reason): "git: \(reason)"
    }
  }
}
