import Covers
import FoundationEssentials
import ProofFolders
import Reports

extension ProofFolder {
  /// Names that a file has until it is whole.
  private static let aside = ".netproof-new-"

  /// Writes all files, or none: each is written aside and flushed, and takes its place when all are there. While they do, the
  /// list of sums is away, so that what a killed run leaves behind passes for no proof.
  ///
  /// - Throws: where another run is at it.
  mutating func write() async throws(UsageError) {
    let folder = try Self.posix(path) { () throws(Descriptor.Failure) in
      let folder = try Descriptor(readingFrom: path)
      try folder.lock()
      return folder
    }
    defer { try? folder.close() }
    try checkKind()
    clearAway(in: path)
    let files = try await compose()
    let present = Set(ours())
    let removed = present.subtracting(files.keys).sorted()
    // Where a relation is not proved everything goes: what counts is said.
    summary.removed = removed.filter {
      inputs.relation == nil || $0 == ProofRelation.name + ".lrat"
    }
    let changed = files.filter { contents($0.key) != $0.value }
    if changed.isEmpty, removed.isEmpty { return }
    for (name, bytes) in changed.sorted(by: { $0.key < $1.key }) {
      try checkOwnership(name)
      let target = Paths.join(path, name)
      if let slash = target.lastIndex(of: "/"), name.contains("/") {
        try OutputFile.makeFolders(String(target[..<slash]))
      }
      try Self.posix(target) { () throws(Descriptor.Failure) in
        let descriptor = try Descriptor(writingTo: asideName(of: name))
        try descriptor.write(bytes)
        try descriptor.synchronize()
        try descriptor.close()
      }
      if name.hasSuffix(".sh") {
        try? FileManager.default.setAttributes(
          [.posixPermissions: 0o755], ofItemAtPath: asideName(of: name))
      }
    }
    let sums = Paths.join(path, Checksums.fileName)
    try? FileManager.default.removeItem(atPath: sums)
    // A proof goes before its clauses, by which it is known to be ours.
    for name in removed.reversed() { remove(name) }
    for name in changed.keys.sorted() where name != Checksums.fileName { try place(name) }
    // Last: from here on the folder is a proof again.
    if changed[Checksums.fileName] != nil { try place(Checksums.fileName) }
    try Self.posix(path, folder.synchronize)
  }

  /// The names of files that differ from those that would be written now.
  mutating func differences() async throws(UsageError) -> [String] {
    let files = try await compose()
    let different = files.filter { contents($0.key) != $0.value }.map(\.key)
    return (different + Set(ours()).subtracting(files.keys)).sorted()
  }

  private func place(_ name: String) throws(UsageError) {
    try Self.posix(Paths.join(path, name)) { () throws(Descriptor.Failure) in
      try Descriptor.rename(asideName(of: name), Paths.join(path, name))
    }
  }

  private static func posix<Result>(
    _ path: String, _ body: () throws(Descriptor.Failure) -> Result
  ) throws(UsageError) -> Result {
    do {
      return try body()
    } catch {
      throw .unwritable(path, reason: error.reason)
    }
  }

  private func asideName(of name: String) -> String {
    let target = Paths.join(path, name)
    let slash = target.lastIndex(of: "/").map(target.index(after:)) ?? target.startIndex
    return target[..<slash] + Self.aside + target[slash...]
  }

  // MARK: What is there

  private func contents(_ name: String) -> [UInt8]? {
    FileManager.default.contents(atPath: Paths.join(path, name)).map { [UInt8]($0) }
  }

  private func names(in folder: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
  }

  /// The files that earlier runs have written here.
  private func ours() -> [String] {
    let kept = previous?.kept.filter { contents($0) != nil } ?? []
    return kept.filter { $0.contains("/") }
      + names(in: path).flatMap { name -> [String] in
        if name.hasSuffix(".counterexample") {
          return names(in: Paths.join(path, name)).map { "\(name)/\($0)" }.filter(isOurs)
        }
        return isOurs(name) ? [name] : []
      }
  }

  /// What the folder says that it is about.
  private var previous: ProofInputs? {
    contents(ProofInputs.fileName).flatMap { ProofInputs(String(decoding: $0, as: UTF8.self)) }
  }

  /// Proofs of intents and that of a relation would take each other for what is out of date.
  private func checkKind() throws(UsageError) {
    guard let previous, (previous.relation == nil) != (inputs.relation == nil) else { return }
    let what = previous.relation == nil ? "proofs of intents" : "the proof of a relation"
    throw .unwritable(path, reason: "it holds \(what): name a folder of its own")
  }

  /// Whether a file bears a mark of ours.
  private func isOurs(_ name: String) -> Bool {
    let known = [
      Checksums.fileName, ProofInputs.fileName, ProofInputs.keptName, "check.sh",
      CheckScript.checkerName,
    ]
    if known.contains(name) || previous?.kept.contains(name) == true { return true }
    // A proof has no place for a mark.
    if name.hasSuffix(".lrat") { return isOurs(name.dropLast(".lrat".count) + ".cnf") }
    guard let bytes = contents(name) else { return false }
    let text = String(decoding: bytes.prefix(400), as: UTF8.self)
    if name.hasSuffix(".cover") { return text.hasPrefix("cover 1\n") }
    if name.hasSuffix(".smt2") { return text.hasPrefix("; netproof claim") }
    if name.hasSuffix(".cnf") { return text.hasPrefix("c netproof claim") }
    return name.contains(".counterexample/")
      && text.split(separator: "\n").prefix(2).contains { $0.hasPrefix(CounterexampleFiles.mark) }
  }

  private func checkOwnership(_ name: String) throws(UsageError) {
    let target = Paths.join(path, name)
    if FileManager.default.fileExists(atPath: target), !isOurs(name) {
      throw .unwritable(target, reason: "it is there, and netproof did not write it")
    }
  }

  private func remove(_ name: String) {
    try? FileManager.default.removeItem(atPath: Paths.join(path, name))
    var rest = name[...]
    while let slash = rest.lastIndex(of: "/") {
      rest = rest[..<slash]
      let folder = Paths.join(path, String(rest))
      guard names(in: folder).isEmpty else { return }
      try? FileManager.default.removeItem(atPath: folder)
    }
  }

  /// What a killed run has left.
  private func clearAway(in folder: String) {
    for name in names(in: folder) {
      let item = Paths.join(folder, name)
      if name.hasPrefix(Self.aside) {
        try? FileManager.default.removeItem(atPath: item)
      } else if folder != path || name.hasSuffix(".counterexample")
        || name == ProofInputs.keptFolder
      {
        clearAway(in: item)
      }
    }
  }
}
