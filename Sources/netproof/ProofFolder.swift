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
  var summary = ProofSummary()
  /// By name, from the folder on.
  private var files: [String: [UInt8]] = [:]

  /// - Parameter canonical: the folder, which is there, without symbolic links.
  init(
    _ path: String, canonical: String, _ result: VerificationResult, _ read: RunInput,
    _ locations: ManifestLocations, defaultNamespace: String
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
    inputs = ProofInputs(
      manifests: manifests, intents: intents, defaultNamespace: defaultNamespace,
      absentKinds: read.absentKinds)
    let folders = locations.manifests.compactMap { input -> String? in
      if case .path(let path) = input { Paths.canonical(path) } else { nil }
    }
    if let manifests = folders.first(where: { Paths.contains($0, canonical) }) {
      throw .unwritable(path, reason: "it lies among the manifests of \(manifests)")
    }
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
  mutating func compose() throws(UsageError) -> [String: [UInt8]] {
    files = [:]
    summary = ProofSummary()
    let maker = CertificateMaker(result, absentKinds: inputs.absentKinds)
    for outcome in result.outcomes {
      let name = outcome.intent.fileName
      switch maker.certificate(of: outcome) {
      case nil: addCounterexample(outcome, name)
      case .cover(let cover)?:
        files[name + ".cover"] = Array(cover.text.utf8)
        summary.certificates += 1
      case .tooLarge(let limit)?: summary.without.append((outcome.intent, .tooLarge(limit)))
      case .none(let why)?: summary.without.append((outcome.intent, .notShown(why)))
      case .disagreement(let flow)?: summary.disagreements.append((outcome.intent, flow))
      }
    }
    if let kept { files[ProofInputs.keptName] = kept }
    files[ProofInputs.fileName] = Array(inputs.text.utf8)
    files["check.sh"] = Array(Self.script.utf8)
    let reading = try selfCheck()
    files[Checksums.fileName] = Array(try sums(reading).text.utf8)
    return files
  }

  private mutating func addCounterexample(_ outcome: Outcome, _ name: String) {
    guard outcome.verdict == .refuted || outcome.verdict == .waived,
      let found = CounterexampleFiles(outcome, of: result)
    else { return }
    let folder = name + ".counterexample"
    files[folder + "/probe.sh"] = Array(found.probe.utf8)
    if let manifest = found.manifest { files[folder + "/manifest.yaml"] = Array(manifest.utf8) }
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

  private static let script = """
    #!/bin/sh
    # Checks this folder again. Needs sh and sha256sum; takes netproof-check, python3, z3 and cvc5 where they are.
    # Written by netproof.
    set -eu
    cd "$(dirname "$0")"
    sha256sum --quiet -c SHA256SUMS
    echo "sums: inputs and certificates are those that are listed"
    if command -v netproof-check >/dev/null; then
      status=0
      netproof-check . || status=$?
      [ "$status" = 0 ] || [ "$status" = 4 ] || exit "$status"
    else
      echo "covers: not checked, there is no netproof-check"
    fi
    for claim in *.smt2; do
      [ -e "$claim" ] || continue
      for solver in z3 cvc5; do
        command -v "$solver" >/dev/null || continue
        answer=$("$solver" "$claim") || { echo "$claim: $solver failed"; exit 1; }
        [ "$answer" = unsat ] || { echo "$claim: $solver says $answer"; exit 1; }
        echo "$claim: $solver says unsat"
      done
    done
    for formula in *.cnf; do
      [ -e "$formula" ] || continue
      name=${formula%.cnf}
      checker=
      for place in . .. ../.. ../../.. ../../../..; do
        if [ -e "$place/checker/lratcheck.py" ]; then checker=$place/checker/lratcheck.py; break; fi
      done
      if [ -z "$checker" ] || ! command -v python3 >/dev/null; then
        echo "$name.lrat: not checked, there is no lratcheck.py"
        continue
      fi
      answer=$(python3 "$checker" "$formula" "$name.lrat") || { echo "$name.lrat: $answer"; exit 1; }
      [ "$answer" = "s VERIFIED UNSAT" ] || { echo "$name.lrat: $answer"; exit 1; }
      echo "$name.lrat: verified"
    done

    """
}
