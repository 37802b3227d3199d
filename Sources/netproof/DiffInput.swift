import Analysis
import ClusterModel
import FoundationEssentials
import Intents
import Readers
import Verification

/// Both sides of a difference, with what is assumed and what is accepted.
struct DiffInput {
  private(set) var old: Snapshot
  private(set) var new: Snapshot
  private(set) var diagnostics: [Diagnostic] = []
  private(set) var assumptions = Assumptions()
  private(set) var acceptances: [Acceptance] = []
  private(set) var absentKinds: [String] = []
  /// Whether both sides are the same texts, so that nothing at all differs; looked at only where it matters.
  private(set) var areSame = false
  let oldName: String
  let newName: String

  var hasErrors: Bool { diagnostics.hasErrors }

  /// Reads everything, whatever is wrong with some of it.
  init(_ options: DiffInputOptions) throws(UsageError) {
    let sides = try DiffSides(options)
    oldName = sides.oldName
    newName = sides.newName
    let readerOptions = ManifestReaderOptions(
      defaultNamespace: options.namespace, intentFiles: sides.intents + options.allow)
    let first = ManifestReading(of: sides.old, options: readerOptions)
    let second = ManifestReading(
      of: sides.new, options: readerOptions, symbols: first.snapshot.symbols,
      files: first.snapshot.files)
    old = first.snapshot
    new = second.snapshot
    let intents = IntentReading(
      of: sides.intents + options.allow, symbols: new.symbols, files: new.files)
    new.symbols = intents.symbols
    new.files = intents.files
    diagnostics = sides.notes + first.diagnostics + second.diagnostics + intents.diagnostics
    for (reading, name) in [(first, oldName), (second, newName)]
    where reading.objectCount == 0 && !diagnostics.hasErrors && !reading.sources.isEmpty {
      diagnostics.append(Diagnostic(.error, at: nil, "the manifests of `\(name)` hold no object"))
    }
    if hasErrors { return }
    diagnostics += sides.absent.map {
      Diagnostic(.note, at: nil, "`\($0)` is not at `\(oldName)`: all of it is new")
    }
    if !(old.unmodelledObjects + new.unmodelledObjects).isEmpty {
      areSame = first.hasTexts(of: second)
    }
    try assume(intents, sides, options)
    try remove(options.absentKinds)
    for side in [old, new] { diagnostics += side.strayDiagnostics(assumptions, new.files) }
  }

  private mutating func assume(
    _ intents: IntentReading, _ sides: DiffSides, _ options: DiffInputOptions
  ) throws(UsageError) {
    let allowed = Set(options.allow)
    let stating = intents.intentFiles.filter { !allowed.contains(new.files[$0.file]) }
    let accepting = intents.intentFiles.filter { allowed.contains(new.files[$0.file]) }
    // Those that are named for it say what may be assumed; else those that accept something.
    let voices = stating.isEmpty ? accepting : stating
    if let voice = voices.first {
      assumptions = voice.assumptions
      if let other = voices.first(where: { $0.assumptions != voice.assumptions }) {
        throw .severalAssumptions(new.files[voice.file], new.files[other.file])
      }
    }
    for file in accepting {
      let own = file.intents.map(Acceptance.init)
      acceptances += own.filter(\.permits)
      diagnostics += own.filter { !$0.permits }.map {
        Diagnostic(
          .warning, at: $0.intent.place,
          "the sentence permits nothing, so that it accepts no addition",
          suggestion: "say who may reach whom: A may reach B:80")
      }
    }
  }

  private mutating func remove(_ kinds: [String]) throws(UsageError) {
    let (first, second) = (try AbsentKinds(kinds, in: old), try AbsentKinds(kinds, in: new))
    old = first.snapshot
    new = second.snapshot
    absentKinds = kinds.filter { first.used.contains($0) || second.used.contains($0) }
    diagnostics += kinds.filter { !absentKinds.contains($0) }.map {
      Diagnostic(
        .note, at: nil, "--assume-absent \($0): no object that is not modelled is of this kind")
    }
  }
}

/// Where the two sides are read from.
struct DiffSides {
  var old: [ManifestInput]
  var new: [ManifestInput]
  /// Files that say what may be assumed.
  var intents: [String]
  var oldName: String
  var newName: String
  /// What the old side has not, of the paths that were named.
  var absent: [String] = []
  /// What is to be said of the old side.
  var notes: [Diagnostic] = []

  init(_ options: DiffInputOptions) throws(UsageError) {
    let paths = options.manifests
    if let base = options.base {
      guard !paths.isEmpty else { throw .noManifests }
      let locations = try ManifestLocations(manifests: paths, assumptionsOf: options.intents)
      let revision = GitRevision(name: base)
      let isIntents = Set(locations.intents + options.allow)
      old = []
      for case .path(let path) in locations.manifests {
        do {
          let found = try revision.manifests(at: path, passingOver: isIntents.contains)
          old += found.inputs
          notes += found.notes
        } catch {
          switch error {
          case .notThere, .noManifests: absent.append(path)
          default: throw .git(error)
          }
        }
      }
      if locations.manifests.contains(.standardInput) { throw .git(.standardInput) }
      new = locations.manifests
      intents = locations.intents
      oldName = base
      newName = "working tree"
      return
    }
    guard paths.count == 2 else { throw .notTwoSides(paths) }
    let before = try ManifestLocations(manifests: [paths[0]], assumptionsOf: options.intents)
    let after = try ManifestLocations(manifests: [paths[1]], assumptionsOf: options.intents)
    old = before.manifests
    new = after.manifests
    // The new side says what counts from now on.
    intents = after.intents.isEmpty ? before.intents : after.intents
    (oldName, newName) = (paths[0], paths[1])
  }
}

extension Snapshot {
  fileprivate func strayDiagnostics(
    _ assumptions: Assumptions, _ files: FileTable
  ) -> [Diagnostic] {
    strayAddresses(assumptions).map { stray in
      Diagnostic(
        .error, at: self[stray.pod].place, path: "status.podIPs",
        "`\(stray.address)` lies outside of assume.clusterCIDRs "
          + "(\(stray.clusterCIDRs.map(\.description).joined(separator: ", ")))",
        suggestion: "correct clusterCIDRs")
    }
  }
}
