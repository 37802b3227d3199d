import Analysis
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
    // Where there are no such manifests, that is what the reader says.
    let areThere = paths.allSatisfy { $0 == "-" || FileManager.default.fileExists(atPath: $0) }
    if intents.isEmpty, areThere {
      let own = paths.lazy.compactMap(Self.intents).first
      throw .noIntents(paths, own: own)
    }
  }

  /// Where the manifests of a question beside intents are; intent files only say what may be assumed.
  ///
  /// - Throws: what is missing on the command line.
  init(manifests paths: [String], assumptionsOf files: [String]) throws(UsageError) {
    guard !paths.isEmpty else { throw .noManifests }
    intents = files
    if paths.count == 1, let only = CaseFolder(at: paths[0]) {
      manifests = [.path(only.manifests)]
      if files.isEmpty { intents = [only.intents] }
      folder = paths[0]
      return
    }
    for path in paths {
      let cases = Self.cases(in: path)
      if !cases.isEmpty { throw .severalCases(path, cases) }
    }
    manifests = paths.map { $0 == "-" ? .standardInput : .path($0) }
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
  /// A format needs Graphviz, and its program is not there.
  case noGraphviz
  case graphviz(String)
  /// Two intent files that assume different things.
  case severalAssumptions(String, String)
  /// What is wrong with the term of an option.
  case term(option: String, String, suggestion: String?)
  /// `diff` without two sides.
  case notTwoSides([String])
  case git(GitError)
  case unexplained(Explainer.Failure, from: EndpointSelection, to: EndpointSelection)
  case sharedFolder(String, sentences: [String])
  /// `--exposure` with both `--from` and `--to`.
  case exposureOfPairs
  case tooManyLabels
  /// A certificate of ours that our own checker does not accept.
  case rejectedCertificate(String, String)
  case unreadableProofs(String, String)

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
    case .sharedFolder(let name, let sentences):
      return sentences.map { "`\($0)`" }.joined(separator: " and ")
        + " would both have the name `\(name)`: give one of them an id"
    case .unwritable(let file, let reason): return "`\(file)` cannot be written: \(reason)"
    case .rejectedCertificate(let name, let reason):
      return "the checker does not accept \(name), which is a fault of netproof: \(reason)"
    case .unreadableProofs(let folder, let reason): return "`\(folder)`: \(reason)"
    case .noGraphviz:
      return
        "--output svg needs Graphviz, and there is no program `dot`: install it (apt-get install "
        + "graphviz), or take --output dot or mermaid"
    case .graphviz(let reason): return "Graphviz could not draw the listing: \(reason)"
    case .severalAssumptions(let first, let second):
      return "`\(first)` and `\(second)` assume different things: name one with --intents"
    case .term(let option, let message, let suggestion):
      return "\(option): \(message)" + (suggestion.map { ": \($0)" } ?? "")
    case .notTwoSides(let paths):
      return paths.count == 1
        ? "`\(paths[0])` is one side: name OLD and NEW, or add --base REVISION"
        : paths.isEmpty
          ? "nothing to compare: name OLD and NEW, or --base REVISION and the manifests"
          : "\(paths.count) sides: name one OLD and one NEW, each a file or a folder"
    case .git(let error): return error.message
    case .exposureOfPairs:
      return
        "--exposure takes --from (for the pods to come that it can reach) or --to (for those that can reach it), not both"
    case .tooManyLabels:
      return
        "--exposure: the policies ask for too many labels in too many combinations: ask for less with --from, --to, --namespace"
    case .unexplained(.noFlow, let from, let to):
      return Self.absence(of: "`\(from.text)` to `\(to.text)`", from, to)
    case .unexplained(.tooMany(let pairs), _, _):
      return "\(pairs) pairs of ends are told apart: name fewer in --from or --to"
    }
  }

  /// Why there are no flows between two ends.
  private static func absence(
    of flow: String, _ from: EndpointSelection, _ to: EndpointSelection
  ) -> String {
    if from.pods.isEmpty, to.pods.isEmpty {
      return "from \(flow) there is nothing to explain: neither end is a pod"
    }
    if from.pods == to.pods, from.addresses.isEmpty, to.addresses.isEmpty {
      return
        "from \(flow) there is no flow: it is one pod, and a pod does not reach itself through "
        + "the network"
    }
    return "from \(flow) there is no flow: the ends have no address family in common"
  }
}
