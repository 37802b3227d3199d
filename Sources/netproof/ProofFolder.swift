import ClusterModel
import Covers
import FoundationEssentials
import Intents
import ProofFolders
import Readers
import Reports
import Verification

/// What `--proofs` keeps in a folder: certificates, counterexamples, and how to check them.
struct ProofFolder {
  let path: String
  let result: VerificationResult
  let inputs: ProofInputs
  /// What came from standard input, to be kept.
  let kept: [UInt8]?
  /// More cases than this are not written; clauses take their place.
  var caseLimit = Cover.limit
  private let names: InputNames
  private let sources: [ManifestReading.Source]
  var summary = ProofSummary()
  /// By name, from the folder on.
  private var files: [String: [UInt8]] = [:]

  /// - Parameter canonical: the folder, which is there, without symbolic links.
  init(
    _ path: String, canonical: String, _ result: VerificationResult, _ read: RunInput,
    _ locations: ManifestLocations, defaultNamespace: String, isWithClauses: Bool
  ) throws(UsageError) {
    self.path = path
    self.result = result
    var kept: [UInt8]?
    var manifests: [String] = []
    for input in locations.manifests {
      switch input {
      case .path(let path): manifests.append(try Self.way(to: path, from: canonical))
      case .standardInput: manifests.append(ProofInputs.keptName)
      case .text: break
      }
    }
    for source in read.sources {
      if case .bytes(let bytes) = source.content { kept = bytes }
    }
    if kept == nil, manifests.contains(ProofInputs.keptName) {
      // Read from there again.
      kept = FileManager.default.contents(atPath: Paths.join(canonical, ProofInputs.keptName))
        .map { [UInt8]($0) }
    }
    self.kept = kept
    var intents: [String] = []
    for path in locations.intents { intents.append(try Self.way(to: path, from: canonical)) }
    if let own = (manifests + intents).first(where: Self.isInside) {
      throw .unwritable(path, reason: "it holds what is verified, \(own): name a folder of its own")
    }
    inputs = ProofInputs(
      manifests: manifests, intents: intents, defaultNamespace: defaultNamespace,
      absentKinds: read.absentKinds, isWithClauses: isWithClauses)
    names = InputNames(manifests + intents, in: canonical)
    sources = read.sources
    let folders = locations.manifests.compactMap { input -> String? in
      if case .path(let path) = input { Paths.canonical(path) } else { nil }
    }
    if let manifests = folders.first(where: { Paths.contains($0, canonical) }) {
      throw .unwritable(path, reason: "it lies among the manifests of \(manifests)")
    }
  }

  /// Whether a way leads to something in the folder itself, but for what the folder keeps of standard input.
  private static func isInside(_ way: String) -> Bool {
    !way.hasPrefix("../") && way != ".." && !way.hasPrefix("/") && way != ProofInputs.keptName
  }

  private static func way(to path: String, from folder: String) throws(UsageError) -> String {
    guard let canonical = Paths.canonical(path) else {
      throw .unwritable(path, reason: "it is not there any more")
    }
    let way = Paths.relative(canonical, from: folder)
    guard Checksums.canHold(way) else {
      throw .unwritable(
        folder, reason: "a path holds a line break or a backslash: \(way.escapingControls)")
    }
    return way
  }

  // MARK: Contents

  /// Every file of the folder, made anew.
  ///
  /// - Throws: where a certificate is not accepted by the checker, which is a fault of netproof.
  mutating func compose() async throws(UsageError) -> [String: [UInt8]] {
    files = [:]
    summary = ProofSummary()
    let maker = CertificateMaker(
      result, absentKinds: inputs.absentKinds, limit: caseLimit)
    let claims = ClaimMaker(result: result) { [result, names] file in
      file.rawValue < 0 ? nil : names.name(of: result.snapshot.files[file])
    }
    for outcome in result.outcomes {
      let name = outcome.intent.fileName
      switch maker.certificate(of: outcome) {
      case nil: await addCounterexample(outcome, name)
      case .cover(let cover, let world)?:
        files[name + ".cover"] = Array(cover.text.utf8)
        summary.certificates += 1
        _ = try addClaims(claims, outcome, in: [world], isProved: inputs.isWithClauses)
      case .tooLarge(let limit)?:
        let worlds = CertificateMaker.worlds(of: outcome)
        if try addClaims(claims, outcome, in: worlds, isProved: true) {
          summary.certificates += 1
          summary.instead.append((outcome.intent, limit))
        } else {
          summary.without.append((outcome.intent, .tooLarge(limit)))
        }
      case .none(let why)?:
        let worlds = CertificateMaker.worlds(of: outcome)
        _ = try addClaims(claims, outcome, in: worlds, isProved: inputs.isWithClauses)
        summary.without.append((outcome.intent, .notShown(why)))
      case .disagreement(let flow)?: summary.disagreements.append((outcome.intent, flow))
      }
    }
    if let kept { files[ProofInputs.keptName] = kept }
    files[ProofInputs.fileName] = Array(inputs.text.utf8)
    files["check.sh"] = Array(CheckScript.text.utf8)
    if files.keys.contains(where: { $0.hasSuffix(".lrat") }) {
      files[CheckScript.checkerName] = Array(CheckScript.checker.utf8)
    }
    let reading = try selfCheck()
    files[Checksums.fileName] = Array(try sums(reading).text.utf8)
    return files
  }

  /// Adds the claim as others read it.
  ///
  /// - Returns: whether there is a proof of all of it.
  private mutating func addClaims(
    _ maker: ClaimMaker, _ outcome: Outcome, in worlds: [World], isProved: Bool
  ) throws(UsageError) -> Bool {
    let made = try maker.files(of: outcome, in: worlds, isProved: isProved)
    if let found = made.disagreement { summary.disagreements.append((outcome.intent, found)) }
    for lack in made.lacks { summary.without.append((outcome.intent, .notShown(lack))) }
    for (name, text) in made.files {
      guard files.updateValue(Array(text.utf8), forKey: name) == nil else {
        throw .sharedFolder(name, sentences: [outcome.intent.sentence, "another intent"])
      }
    }
    return made.hasProof && made.disagreement == nil
  }

  private mutating func addCounterexample(_ outcome: Outcome, _ name: String) async {
    guard outcome.verdict == .refuted || outcome.verdict == .waived,
      let found = CounterexampleFiles(outcome, of: result)
    else { return }
    let folder = name + ".counterexample"
    files[folder + "/probe.sh"] = Array(found.probe.utf8)
    if let manifest = found.manifest { files[folder + "/manifest.yaml"] = Array(manifest.utf8) }
    let minimal = MinimalCase(
      result: result, pieces: ManifestPiece.all(of: sources, names.name),
      defaultNamespace: inputs.defaultNamespace, absentKinds: inputs.absentKinds)
    var replay: String?
    if let pieces = await minimal.pieces(for: outcome) {
      let manifests = MinimalCase.text(pieces, title: found.title)
      files[folder + "/manifests.yaml"] = Array(manifests.utf8)
      let intents = "\(found.title)\n" + minimal.intentFile(for: outcome)
      files[folder + "/intents.yaml"] = Array(intents.utf8)
      replay = minimal.command
    }
    let account = found.account(replay: replay, fileName: names.name)
    files[folder + "/flow.txt"] = Array(account.utf8)
    summary.counterexamples += 1
  }

  /// Reads the inputs as the checker will, and checks every certificate before any is written.
  private func selfCheck() throws(UsageError) -> ProofReading {
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

  private func sums(_ reading: ProofReading) throws(UsageError) -> Checksums {
    let home = Paths.canonical(path) ?? path
    var entries: [Checksums.Entry] = []
    for file in reading.paths {
      let way = Paths.relative(file, from: home)
      if way == ProofInputs.keptName { continue }
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
