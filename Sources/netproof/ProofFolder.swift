import Covers
import FoundationEssentials
import ProofFolders
import Readers

/// What `--proofs` keeps in a folder: certificates, counterexamples, and how to check them.
struct ProofFolder {
  let place: ProofPlace
  let inputs: ProofInputs
  /// What it keeps of the inputs, by name: of standard input, and of a revision.
  let kept: [String: [UInt8]]
  var summary = ProofSummary()
  private let certification: any Certification

  var path: String { place.path }

  init(
    _ place: ProofPlace, _ inputs: ProofInputs, kept: [String: [UInt8]],
    _ certification: any Certification
  ) throws(UsageError) {
    self.place = place
    self.inputs = inputs
    self.certification = certification
    var kept = kept
    for name in inputs.kept where kept[name] == nil {
      // Read from there again.
      kept[name] = FileManager.default.contents(atPath: Paths.join(place.canonical, name))
        .map { [UInt8]($0) }
    }
    self.kept = kept
    try place.check(inputs)
  }

  // MARK: Contents

  /// Every file of the folder, made anew; none where a relation is not proved.
  ///
  /// - Throws: where a certificate is not accepted by the checker, which is a fault of netproof.
  mutating func compose() async throws(UsageError) -> [String: [UInt8]] {
    let certified = try await certification.certify()
    summary = certified.summary
    var files = certified.files
    if files.isEmpty, inputs.relation != nil { return [:] }
    for (name, bytes) in kept { files[name] = bytes }
    files[ProofInputs.fileName] = Array(inputs.text.utf8)
    files["check.sh"] = Array(CheckScript.text.utf8)
    if files.keys.contains(where: { $0.hasSuffix(".lrat") }) {
      files[CheckScript.checkerName] = Array(CheckScript.checker.utf8)
    }
    let reading = try selfCheck(files)
    files[Checksums.fileName] = Array(try sums(reading, files).text.utf8)
    return files
  }

  /// Reads the inputs as the checker will, and checks every certificate before any is written.
  private func selfCheck(_ files: [String: [UInt8]]) throws(UsageError) -> ProofReading {
    let reading = ProofReading(inputs, in: path, kept: kept)
    if let error = reading.diagnostics.first(where: { $0.severity == .error }) {
      throw .unwritable(path, reason: "the inputs have changed meanwhile: \(error.message)")
    }
    let subjects = CoverSubjects(
      reading.snapshot, reading.files, absentKinds: inputs.absentKinds)
    for (name, bytes) in files.sorted(by: { $0.key < $1.key }) where name.hasSuffix(".cover") {
      if case .rejected(let rejection) = subjects.outcome(bytes, name: name) {
        throw .rejectedCertificate(name, ProofWording.text(rejection))
      }
    }
    return reading
  }

  private func sums(
    _ reading: ProofReading, _ files: [String: [UInt8]]
  ) throws(UsageError) -> Checksums {
    var entries: [Checksums.Entry] = []
    for file in reading.paths {
      let way = Paths.relative(file, from: place.canonical)
      if ProofInputs.isKept(way) { continue }
      guard let data = FileManager.default.contents(atPath: file), Checksums.canHold(way) else {
        throw .unwritable(path, reason: "`\(file)` cannot be read again")
      }
      entries.append(Checksums.Entry(digest: Checksums.digest(of: [UInt8](data)), path: way))
    }
    entries.sort { $0.path < $1.path }
    entries += files.sorted { $0.key < $1.key }.map {
      Checksums.Entry(digest: Checksums.digest(of: $0.value), path: $0.key)
    }
    return Checksums(entries)
  }
}
