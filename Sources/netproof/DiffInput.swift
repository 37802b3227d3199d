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
  let sides: DiffSides
  /// What came from standard input.
  private(set) var standardInput: [UInt8]?

  var oldName: String { sides.oldName }
  var newName: String { sides.newName }

  var hasErrors: Bool { diagnostics.hasErrors }

  init(_ options: DiffInputOptions) throws(UsageError) {
    try self.init(
      DiffSides(options), allow: options.allow, namespace: options.namespace,
      absentKinds: options.absentKinds)
  }

  /// Reads everything, whatever is wrong with some of it.
  ///
  /// - Parameters:
  ///   - allow: intent files that accept additions.
  ///   - namespace: that of objects that name none.
  ///   - absentKinds: as given to `--assume-absent`.
  init(
    _ sides: DiffSides, allow: [String] = [], namespace: String, absentKinds: [String]
  ) throws(UsageError) {
    self.sides = sides
    let readerOptions = ManifestReaderOptions(
      defaultNamespace: namespace, intentFiles: sides.intents + allow)
    let first = ManifestReading(of: sides.old, options: readerOptions)
    let second = ManifestReading(
      of: sides.new, options: readerOptions, symbols: first.snapshot.symbols,
      files: first.snapshot.files)
    old = first.snapshot
    new = second.snapshot
    let intents = IntentReading(
      of: sides.intents + allow, symbols: new.symbols, files: new.files)
    new.symbols = intents.symbols
    new.files = intents.files
    if sides.old.contains(.standardInput) || sides.new.contains(.standardInput) {
      for source in first.sources + second.sources {
        if case .bytes(let bytes) = source.content { standardInput = bytes }
      }
    }
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
    try assume(intents, allow)
    try remove(absentKinds)
    for side in [old, new] { diagnostics += side.strayDiagnostics(assumptions, new.files) }
  }

  /// Both sides on one universe.
  var clusters: ClusterPair { ClusterPair(SnapshotPair(old, new), assumptions: assumptions) }

  private mutating func assume(
    _ intents: IntentReading, _ allow: [String]
  ) throws(UsageError) {
    let allowed = Set(allow)
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
