public import Covers
public import ClusterModel
import Evaluation
import FoundationEssentials
public import Intents
import Readers
import YAML

/// Checks a folder of proofs: the list of files, then each certificate against the inputs as they are now.
public struct ProofFolderCheck {
  let folder: String

  public init(folder: String) {
    self.folder = folder
  }

  public func finding() -> ProofFinding {
    func unreadable(_ problem: String) -> ProofFinding {
      var finding = ProofFinding(.unreadable)
      finding.problems = [problem]
      return finding
    }
    guard let home = Paths.canonical(folder) else {
      return unreadable("there is no folder `\(folder)`")
    }
    guard let bytes = try? FileBytes.contents(ofFile: Paths.join(folder, Checksums.fileName)) else {
      return unreadable(
        "`\(folder)` has no \(Checksums.fileName): nothing was certified here, or the last run did not end"
      )
    }
    guard let sums = Checksums(String(decoding: bytes, as: UTF8.self)) else {
      return unreadable("\(Checksums.fileName) is not a list of SHA-256 sums")
    }
    guard let text = try? FileBytes.contents(ofFile: Paths.join(folder, ProofInputs.fileName)),
      let inputs = ProofInputs(String(decoding: text, as: UTF8.self))
    else { return unreadable("\(ProofInputs.fileName) is missing or damaged") }

    var finding = ProofFinding(.verified)
    finding.relation = inputs.relation
    let own = ownFiles(sums)
    finding.problems = damages(own, sums)
    let reading = ProofReading(inputs, in: folder)
    if let error = reading.diagnostics.first(where: { $0.severity == .error }) {
      return unreadable("the inputs cannot be read: \(error.text(files: reading.snapshot.files))")
    }
    finding.changes = changes(reading, sums, own, home)
    // Of a change, intents say what may be assumed, and nothing that would be claimed.
    let subjects = CoverSubjects(
      reading.snapshot, inputs.relation == nil ? reading.files : [],
      absentKinds: inputs.absentKinds)
    let subjectNames = inputs.relation == nil ? subjects.names : [ProofRelation.name]
    let made = own.filter { !ProofInputs.isKept($0) }
    finding.certificates = certificates(made, subjects, isStale: !finding.changes.isEmpty)
    finding.clauses = clauses(made)
    let claims = made.filter { Self.claimEndings.contains(where: $0.hasSuffix) }
    // Intents that have changed may have other names.
    for name in claims.sorted()
    where finding.changes.isEmpty && !subjectNames.contains(Self.intentName(ofClaim: name)) {
      let what =
        inputs.relation == nil ? "no intent of the inputs" : "something else than the relation"
      finding.problems.append("\(name) is about \(what)")
    }
    let certified = Set(finding.certificates.map(\.name) + finding.clauses.map(\.coverName))
    finding.uncertified = subjectNames.filter { !certified.contains($0 + ".cover") }.sorted()
    if finding.certificates.isEmpty, finding.clauses.isEmpty {
      finding.problems.append("there is no certificate")
    }
    finding.gaps = names.filter { $0.hasSuffix(".smt2") || $0.hasSuffix(".cnf") }
    finding.status =
      if !finding.problems.isEmpty || !finding.clauses.allSatisfy(\.isRefuted) {
        .rejected
      } else if !finding.changes.isEmpty {
        .stale
      } else if finding.certificates.contains(where: { !$0.isVerified }) {
        .rejected
      } else if !finding.gaps.isEmpty {
        .gap
      } else {
        .verified
      }
    return finding
  }

  // MARK: Files

  /// The files of the folder itself that the list names.
  private func ownFiles(_ sums: Checksums) -> Set<String> {
    Set(sums.entries.map(\.path).filter { !$0.hasPrefix("../") && !$0.hasPrefix("/") })
  }

  /// Files of the folder that are not what the list says, and certificates that it does not name.
  private func damages(_ own: Set<String>, _ sums: Checksums) -> [String] {
    var problems: [String] = []
    for entry in sums.entries where own.contains(entry.path) && !ProofInputs.isKept(entry.path) {
      guard let bytes = try? FileBytes.contents(ofFile: Paths.join(folder, entry.path)) else {
        problems.append("\(entry.path) is missing")
        continue
      }
      if Checksums.digest(of: bytes) != entry.digest {
        problems.append("\(entry.path) is not the file that \(Checksums.fileName) lists")
      }
    }
    if !own.contains(ProofInputs.fileName) {
      problems.append("\(Checksums.fileName) does not list \(ProofInputs.fileName)")
    }
    for (name, text) in [
      ("check.sh", CheckScript.text), (CheckScript.checkerName, CheckScript.checker),
    ] {
      guard let bytes = try? FileBytes.contents(ofFile: Paths.join(folder, name)) else { continue }
      if !bytes.elementsEqual(text.utf8) {
        problems.append("\(name) is not the program that netproof puts there: do not run it")
      }
    }
    for name in names where Self.isCertificate(name) && !own.contains(name) {
      problems.append("\(Checksums.fileName) does not list \(name)")
    }
    return problems
  }

  private static let claimEndings = [".smt2", ".cnf", ".lrat"]

  private static func isCertificate(_ name: String) -> Bool {
    name.hasSuffix(".cover") || claimEndings.contains(where: name.hasSuffix)
  }

  /// The file name of the intent that a claim says it is about; a sentence with two halves has two.
  private static func intentName(ofClaim name: String) -> String {
    var stem = Substring(name)
    for ending in claimEndings + [".required"] where stem.hasSuffix(ending) {
      stem = stem.dropLast(ending.count)
    }
    return String(stem)
  }

  private var names: [String] {
    // What a killed run has left aside is hidden.
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
      .filter { !$0.hasPrefix(".") }.sorted()
  }

  private func changes(
    _ reading: ProofReading, _ sums: Checksums, _ own: Set<String>, _ home: String
  ) -> [ProofFinding.Change] {
    let now = Set(reading.paths.map { Paths.relative($0, from: home) })
    var listed = Set(sums.entries.map(\.path)).subtracting(own)
    listed.formUnion(own.filter(ProofInputs.isKept))
    var changes: [ProofFinding.Change] = now.subtracting(listed).sorted().map { .unlisted($0) }
    for entry in sums.entries where listed.contains(entry.path) {
      guard let bytes = try? FileBytes.contents(ofFile: Paths.join(folder, entry.path)) else {
        changes.append(.missing(entry.path))
        continue
      }
      if Checksums.digest(of: bytes) != entry.digest {
        changes.append(.changed(entry.path))
      } else if !now.contains(entry.path) {
        changes.append(.unread(entry.path))
      }
    }
    return changes
  }

  // MARK: Certificates

  private func certificates(
    _ own: Set<String>, _ subjects: CoverSubjects, isStale: Bool
  ) -> [CertificateFinding] {
    own.filter { $0.hasSuffix(".cover") }.sorted().compactMap { name in
      guard let bytes = try? FileBytes.contents(ofFile: Paths.join(folder, name)) else {
        return nil
      }
      return CertificateFinding(
        name: name, outcome: subjects.outcome(bytes, name: name, isLenient: isStale))
    }
  }
}

/// The intents of some inputs, by the names that their certificates have.
public struct CoverSubjects {
  private var subjects: [String: CoverSubject] = [:]

  public init(_ snapshot: Snapshot, _ files: [IntentFile], absentKinds: [String]) {
    let coverage = files.flatMap(\.intents)
    var clusters: [Assumptions: Cluster] = [:]
    for file in files {
      let cluster =
        clusters[file.assumptions] ?? Cluster(snapshot, assumptions: file.assumptions)
      clusters[file.assumptions] = cluster
      for intent in file.intents {
        subjects[intent.fileName] = CoverSubject(
          cluster, intent, coverage: coverage, absentKinds: absentKinds)
      }
    }
  }

  public subscript(name: String) -> CoverSubject? { subjects[name] }

  /// What files about the intents are called.
  public var names: Set<String> { Set(subjects.keys) }

  /// Checks the bytes of a certificate.
  ///
  /// - Parameter name: the file's; it has to be that of the intent.
  public func outcome(
    _ bytes: [UInt8], name: String, isLenient: Bool = false
  ) -> CertificateFinding.Outcome {
    do throws(CoverRejection) {
      return .verified(try result(bytes, name: name, isLenient: isLenient))
    } catch {
      return .rejected(error)
    }
  }

  private func result(
    _ bytes: [UInt8], name: String, isLenient: Bool
  ) throws(CoverRejection) -> CoverResult {
    let (document, subject) = try certificate(bytes, name: name)
    return try subject.check(document, isLenient: isLenient)
  }

  /// What the verified checker reads of a certificate (proofs/checker/README.md).
  ///
  /// - Parameter name: the file's; it has to be that of the intent.
  public func tokens(_ bytes: [UInt8], name: String) throws(CoverRejection) -> String {
    let (document, subject) = try certificate(bytes, name: name)
    return try subject.tokens(document)
  }

  private func certificate(
    _ bytes: [UInt8], name: String
  ) throws(CoverRejection) -> (CoverDocument, CoverSubject) {
    let document: CoverDocument
    do throws(CoverSyntaxError) {
      guard let text = String(validating: bytes, as: UTF8.self) else {
        throw CoverSyntaxError(line: 1, message: "expected UTF-8")
      }
      document = try CoverDocument(text)
    } catch {
      throw .syntax(error)
    }
    guard name == document.intent + ".cover", let subject = subjects[document.intent] else {
      throw .header(found: "intent \(document.intent)", expected: "the intent of \(name)")
    }
    return (document, subject)
  }
}
