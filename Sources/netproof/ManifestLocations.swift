import FoundationEssentials
import Readers

/// Where a run's manifests and intent files are, as the arguments say.
struct ManifestLocations {
  var manifests: [ManifestInput] = []
  var intents: [String]
  /// The worked-case folder that was named.
  var folder: String?

  init(intents: [String]) {
    self.intents = intents
  }

  /// - Throws: what is missing on the command line.
  init(manifests paths: [String], intents files: [String]) throws(UsageError) {
    guard !paths.isEmpty else { throw .noManifests }
    if paths.count == 1, let only = CaseFolder(at: paths[0]) {
      manifests = [.path(only.manifests)]
      intents = files.isEmpty ? [only.intents] : files
      folder = paths[0]
      return
    }
    for path in paths {
      let cases = Self.cases(in: path)
      if !cases.isEmpty { throw .severalCases(path, cases) }
    }
    manifests = paths.map { $0 == "-" ? .standardInput : .path($0) }
    intents = files
    if intents.isEmpty {
      let own = paths.lazy.compactMap(Self.intents).first
      throw .noIntents(paths, own: own)
    }
  }

  /// The sub-folders with intents of their own, as far as two levels down.
  private static func cases(in folder: String, depth: Int = 2) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.sorted().flatMap { name -> [String] in
      let path = folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
      if intents(in: path) != nil { return [path] }
      return depth > 1 ? cases(in: path, depth: depth - 1) : []
    }
  }

  private static func intents(in folder: String) -> String? {
    let root = folder.hasSuffix("/") ? String(folder.dropLast()) : folder
    return ["\(root)/intents.yaml", "\(root)/intents.yml"]
      .first(where: FileManager.default.fileExists)
  }
}

/// A mistake on the command line.
enum UsageError: Error {
  case noManifests
  /// - own: an intent file that lies among the manifests.
  case noIntents([String], own: String?)
  case severalCases(String, [String])
  case ambiguousKind(String, groups: [String])
  case unwritable(String, reason: String)

  var message: String {
    switch self {
    case .noManifests: return "no manifests: name files, folders, or - for standard input"
    case .noIntents(_, let own?): return "no intents: add --intents \(own)"
    case .noIntents(let manifests, nil):
      return
        "no intents: add --intents FILE; only a folder with manifests/ and intents.yaml brings "
        + "its own" + (manifests == ["-"] ? "" : ", `\(manifests.joined(separator: " "))` is none")
    case .severalCases(let folder, let cases):
      let shown = cases.prefix(3).joined(separator: ", ")
      let rest = cases.count > 3 ? " and \(cases.count - 3) more" : ""
      return "`\(folder)` holds several cases, name one: \(shown)\(rest)"
    case .ambiguousKind(let kind, let groups):
      return "--assume-absent \(kind) may mean "
        + groups.map { "\(kind).\($0)" }.joined(separator: " or ")
    case .unwritable(let file, let reason): return "`\(file)` cannot be written: \(reason)"
    }
  }
}
