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
  init(_ options: InputOptions) throws(UsageError) {
    guard !options.manifests.isEmpty else { throw .noManifests }
    if options.manifests.count == 1, let only = CaseFolder(at: options.manifests[0]) {
      manifests = [.path(only.manifests)]
      intents = options.intents.isEmpty ? [only.intents] : options.intents
      folder = options.manifests[0]
      return
    }
    manifests = options.manifests.map { $0 == "-" ? .standardInput : .path($0) }
    intents = options.intents
    if intents.isEmpty { throw .noIntents(options.manifests) }
  }
}

/// A mistake on the command line.
enum UsageError: Error {
  case noManifests
  case noIntents([String])
  case ambiguousKind(String, groups: [String])
  case unwritable(String, reason: String)

  var message: String {
    switch self {
    case .noManifests:
      "no manifests: name files, folders, or - for standard input"
    case .noIntents(let manifests):
      "no intents: name an intent file with --intents FILE; "
        + "only a folder that holds manifests/ and intents.yaml brings its own"
        + (manifests == ["-"] ? "" : ", and `\(manifests.joined(separator: " "))` does not")
    case .ambiguousKind(let kind, let groups):
      "--assume-absent \(kind) may mean "
        + groups.map { "\(kind).\($0)" }.joined(separator: " or ")
    case .unwritable(let file, let reason): "`\(file)` cannot be written: \(reason)"
    }
  }
}
