import Foundation
import Intents
import ProofFolders
import Testing
import Verification

@testable import netproof

/// Folders of proofs as users have them: written, checked, gone stale, tampered with, left by a run that was killed.
@Suite struct ProofFolderTests {
  /// Checked in under `proofs/` for every case under `intents/`.
  static let cases: [String] = {
    let root = Program.repository.appending(path: "intents").path
    let files = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []
    return files.filter { $0.hasSuffix("/intents.yaml") }
      .map { String($0.dropLast("/intents.yaml".count)) }.sorted()
  }()

  @Test func everyCaseHasProofs() {
    #expect(Self.cases.count >= 30)
  }

  /// By netproof-check, which leaves a gap to name; by python3, and by z3 and cvc5 where they are.
  @Test(arguments: cases) func shippedProofsAreAccepted(name: String) throws {
    let run = try Program.run("sh proofs/\(name)/check.sh", in: Program.repository)
    #expect(run.status == 0, "\(run.output)")
    #expect(run.output.contains(".: verified, with a gap\n"), "\(run.output)")
    #expect(run.output.contains("gap: "))
    let kinds = try Program.run(
      "cd proofs/\(name); ls | sed -n 's/.*[.]//p' | sort -u | grep -xE 'cover|smt2|cnf|lrat'",
      in: Program.repository)
    #expect(kinds.output == "cnf\ncover\nlrat\nsmt2\n", "\(kinds.output)")
  }

  @Test(arguments: cases) func shippedProofsAreThoseOfToday(name: String) throws {
    let run = try Program.run("netproof proofs --regenerate proofs/\(name)", in: Program.repository)
    #expect(run.status == 0, "run Tools/certify: \(run.output)")
  }

  @Test func sumsAreThoseOfSha256sum() throws {
    let run = try Program.run(
      "cd proofs/aks-three-tier/05-web && sha256sum --quiet -c SHA256SUMS && sh check.sh | tail -1",
      in: Program.repository)
    #expect(run.status == 0, "\(run.output)")
  }

  // MARK: Stale

  @Test func aChangedDigitIsStale() throws {
    try inCase { folder in
      try edit("case/manifests/web-policy.yaml", in: folder) { $0.replacing("80", with: "81") }
      let run = try Program.run("netproof-check proofs", in: folder)
      #expect(run.status == 3, "\(run.output)")
      #expect(run.output.hasPrefix("proofs: stale"))
      #expect(run.output.contains("../case/manifests/web-policy.yaml has changed"))
    }
  }

  /// A blank is a change, and the argument stands.
  @Test func aCommentIsStaleAndStillHolds() throws {
    try inCase { folder in
      try edit("case/manifests/db-policy.yaml", in: folder) { "# a comment\n" + $0 }
      let run = try Program.run("netproof-check proofs", in: folder)
      #expect(run.status == 3)
      #expect(run.output.hasPrefix("proofs: stale, still holds\n"), "\(run.output)")
    }
  }

  @Test(arguments: ["zz-hole.yaml", ".hole.yaml"])
  func aHoleIsStaleAndNoLongerHolds(name: String) throws {
    try inCase { folder in
      try write(
        """
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {name: hole, namespace: shop}
        spec:
          podSelector: {matchLabels: {app: db}}
          ingress:
          - from: [{namespaceSelector: {}}]

        """, to: "case/manifests/\(name)", in: folder)
      let run = try Program.run("netproof-check proofs", in: folder)
      #expect(run.status == 3)
      #expect(run.output.hasPrefix("proofs: stale, no longer holds\n"), "\(run.output)")
      #expect(run.output.contains("../case/manifests/\(name) is new"))
      #expect(run.output.contains("db-isolation.cover: no longer holds"))
      // The next run takes the certificate away.
      let again = try Program.run(
        "netproof verify case --proofs proofs --lrat | grep removed", in: folder)
      #expect(again.output.contains("db-isolation.cover is removed"), "\(again.output)")
      let check = try Program.run("netproof-check proofs", in: folder)
      #expect(check.status == 4, "\(check.output)")
      #expect(!FileManager.default.fileExists(atPath: folder.path + "/proofs/db-isolation.smt2"))
    }
  }

  @Test func aMissingInputIsStale() throws {
    try inCase { folder in
      try FileManager.default.removeItem(
        at: folder.appending(path: "case/manifests/api-policy.yaml"))
      let run = try Program.run("netproof-check proofs", in: folder)
      #expect(run.status == 3, "\(run.output)")
      #expect(run.output.contains("../case/manifests/api-policy.yaml is missing"))
    }
  }

  // MARK: Damaged

  /// Lists the files that are there anew.
  private static let sums =
    "(cd proofs && sha256sum $(cut -c67- SHA256SUMS | xargs ls 2>/dev/null) > s; mv s SHA256SUMS)"

  static let damages: [(command: String, status: Int32)] = [
    (": > proofs/db-isolation.cover", Int32(1)), ("rm proofs/db-isolation.cover", 1),
    ("truncate -s 300 proofs/db-isolation.cover", 1),
    ("sed -i s/open-cluster/open/ proofs/db-isolation.cover", 1),
    // A damage with a sum of its own is noticed by what it says.
    (
      "sed -i s/open-cluster/open/ proofs/db-isolation.cover && \(sums)", 1
    ),
    ("cp proofs/db-isolation.cover proofs/other.cover", 1),
    ("rm proofs/SHA256SUMS", 2), (": > proofs/SHA256SUMS", 2), ("rm proofs/INPUTS", 2),
    ("echo more >> proofs/INPUTS", 2), ("sed -i s/default/other/ proofs/INPUTS", 1),
    ("echo '{' > case/manifests/api.yaml", 2), ("rm -r proofs", 2),
    ("touch proofs/other.smt2", 1), ("touch proofs/other.cnf", 1), ("touch proofs/other.lrat", 1),
    (": > proofs/db-isolation.smt2", 1), ("rm proofs/db-isolation.smt2", 1),
    (": > proofs/db-isolation.cnf", 1), (": > proofs/db-isolation.lrat", 1),
    // Damage with sums of its own: what is listed has to be there and to be a proof of what is beside it.
    ("rm proofs/db-isolation.lrat && \(sums)", 1), ("rm proofs/db-isolation.cnf && \(sums)", 1),
    (": > proofs/db-isolation.lrat && \(sums)", 1), (": > proofs/db-isolation.cnf && \(sums)", 1),
    ("sed -i '$d' proofs/db-isolation.lrat && \(sums)", 1),
    ("sed -i '$d' proofs/db-isolation.cnf && \(sums)", 1),
    ("cp proofs/db-has-no-egress.lrat proofs/db-isolation.lrat && \(sums)", 1),
    // A formula that can be satisfied has no proof.
    ("printf 'p cnf 1 1\\n1 0\\n' > proofs/db-isolation.cnf && \(sums)", 1),
    ("printf 'p cnf 0 0\\n' > proofs/db-isolation.cnf && \(sums)", 1),
    // Programs that an auditor runs, and a claim about nothing that was asked.
    ("echo 'echo all is well' > proofs/check.sh && \(sums)", 1),
    ("echo 'print(\"s VERIFIED UNSAT\")' > proofs/lratcheck.py && \(sums)", 1),
    (
      "cp proofs/db-isolation.smt2 proofs/other.smt2 && cd proofs && sha256sum other.smt2 >> SHA256SUMS",
      1
    ),
    // What another reading states is left to a solver, and to `netproof proofs`.
    ("echo '(assert false)' > proofs/db-isolation.smt2 && \(sums)", 4),
  ]

  @Test(arguments: damages)
  func damageIsNoticed(command: String, status: Int32) throws {
    try inCase { folder in
      _ = try Program.run(command, in: folder)
      let run = try Program.run("netproof-check proofs", in: folder)
      #expect(run.status == status, "\(command): \(run.output)")
    }
  }

  /// A certificate that is taken away leaves a line.
  @Test func intentsWithoutCertificateAreNamed() throws {
    try inCase { folder in
      _ = try Program.run("rm proofs/db-isolation.*; \(Self.sums)", in: folder)
      let run = try Program.run("netproof-check proofs", in: folder)
      #expect(run.status == 4)
      #expect(
        run.output.contains("  without certificate: db-isolation, refuted-client-reaches-web,"),
        "\(run.output)")
    }
  }

  /// Proofs among what they are about would be read as inputs.
  @Test func aFolderThatHoldsTheInputsIsRefused() throws {
    try inCase { folder in
      let run = try Program.run("cd case && netproof verify . --proofs . 2>&1", in: folder)
      #expect(run.status == 2)
      #expect(run.output.contains("name a folder of its own"), "\(run.output)")
    }
  }

  /// What netproof-check leaves open, the prover does not.
  @Test(arguments: [
    "echo '(assert false)' > proofs/db-isolation.smt2",
    "cp proofs/db-has-no-egress.cnf proofs/db-isolation.cnf; cp proofs/db-has-no-egress.lrat proofs/db-isolation.lrat",
  ])
  func whatIsNotTheClaimIsFound(command: String) throws {
    try inCase { folder in
      _ = try Program.run("\(command); \(Self.sums)", in: folder)
      let check = try Program.run("netproof-check proofs", in: folder)
      #expect(check.status == 4, "\(check.output)")
      let run = try Program.run("netproof proofs --regenerate proofs", in: folder)
      #expect(run.status == 1)
      #expect(run.output.contains("db-isolation"), "\(run.output)")
    }
  }

  /// The script that is written for those who have only python3 is the reviewed one.
  @Test func theCheckerOfClausesIsTheReviewedOne() throws {
    try inCase { folder in
      let run = try Program.run(
        "cmp proofs/lratcheck.py \(Program.repository.path)/proofs/checker/lratcheck.py", in: folder
      )
      #expect(run.status == 0, "\(run.output)")
    }
  }

  @Test func scriptsHoldNoPathsOfThisMachine() throws {
    try inCase { folder in
      let run = try Program.run(
        "cat proofs/*.smt2 | grep -cF \(folder.path); grep -F manifests/db-policy.yaml:3 proofs/db-isolation.smt2",
        in: folder)
      #expect(run.output.hasPrefix("0\n; "), "\(run.output)")
    }
  }

  /// More cases than anybody reads: clauses take their place.
  @Test func largeSplitsAreProvedByClauses() async throws {
    let folder = try Self.copy()
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "few").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    let locations = try ManifestLocations(
      manifests: [folder.appending(path: "case").path], intents: [])
    let read = RunInput(locations, defaultNamespace: "default")
    let today = try #require(CalendarDay("2026-06-01"))
    let result = await Verifier(read.snapshot, read.files, VerificationOptions(today: today)).run()
    let place = try ProofPlace(path)
    let inputs = try ProofInputs(
      locations, read, at: place, defaultNamespace: "default", isWithClauses: false)
    var proofs = try ProofFolder(place, inputs, result, read, caseLimit: 9)
    try await proofs.write()
    #expect(proofs.summary.instead.count == 5)
    #expect(
      proofs.summary.text("few").contains(
        "is proved by clauses: a case split would have more than 9 cases"))
    let names = try Program.run("cd few; ls *.cover *.lrat", in: folder).output
    #expect(names.contains("db-isolation.cover") && !names.contains("db-isolation.lrat"))
    #expect(names.contains("api-has-no-egress-except-to-db-5984-dns-53-udp-dns-53-tcp.lrat"))
    #expect(!names.contains("api-has-no-egress-except-to-db-5984-dns-53-udp-dns-53-tcp.cover"))
    let check = try Program.run("sh few/check.sh && netproof-check few", in: folder)
    #expect(check.status == 4, "\(check.output)")
    _ = try Program.run("echo '# more' >> case/manifests/api.yaml", in: folder)
    let stale = try Program.run("netproof-check few", in: folder)
    #expect(stale.output.hasPrefix("few: stale, and nothing says whether it still holds\n"))
  }

  // MARK: Writing

  @Test func aSecondRunChangesNothing() throws {
    try inCase { folder in
      let stamp = "find proofs -type f | sort | xargs stat -c '%n %Y %i'"
      let before = try Program.run(stamp, in: folder)
      let run = try Program.run(
        "netproof verify case --proofs proofs --lrat >/dev/null", in: folder)
      let after = try Program.run(stamp, in: folder)
      #expect(run.status == 1)
      #expect(before.output == after.output)
    }
  }

  @Test func standardInputIsKept() throws {
    try inCase { folder in
      let run = try Program.run(
        "cat case/manifests/*.yaml | sed 's/^apiVersion: v1/---\\napiVersion: v1/; s/^apiVersion: net/---\\napiVersion: net/; s/^apiVersion: apps/---\\napiVersion: apps/' | netproof verify - --intents case/intents.yaml --proofs kept",
        in: folder)
      #expect(run.status == 1, "\(run.output)")
      let check = try Program.run(
        "netproof-check kept; [ $? = 4 ] && netproof proofs --regenerate kept", in: folder)
      #expect(check.status == 0, "\(check.output)")
      _ = try Program.run("sed -i s/5984/5985/ kept/inputs.yaml", in: folder)
      let stale = try Program.run("netproof-check kept", in: folder)
      #expect(stale.status == 3, "\(stale.output)")
    }
  }

  @Test func proofsDoNotLieAmongTheirManifests() throws {
    try inCase { folder in
      let run = try Program.run(
        "netproof verify case --proofs case/manifests/new/proofs", in: folder)
      #expect(run.status == 2, "\(run.output)")
      // Nor does what was made for it.
      let made = try Program.run("[ -e case/manifests/new ]", in: folder)
      #expect(made.status == 1)
    }
  }

  /// `flock` is at it as another run would be.
  @Test func oneRunAtATimeWritesToAFolder() throws {
    try inCase { folder in
      let before = try Program.run("cat proofs/SHA256SUMS", in: folder).output
      try edit("case/manifests/web-policy.yaml", in: folder) { $0.replacing("80", with: "81") }
      let run = try Program.run("flock proofs netproof verify case --proofs proofs", in: folder)
      #expect(run.status == 2, "\(run.output)")
      #expect(run.output.contains("`proofs` cannot be written: another run is writing to it"))
      #expect(try Program.run("cat proofs/SHA256SUMS", in: folder).output == before)
      let alone = try Program.run("netproof verify case --proofs proofs", in: folder)
      #expect(alone.status == 1, "\(alone.output)")
      #expect(try Program.run("cat proofs/SHA256SUMS", in: folder).output != before)
    }
  }

  // MARK: Folders

  /// A worked case and its proofs, made once.
  private static let made = Result {
    let folder = newFolder()
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try FileManager.default.copyItem(
      at: Program.repository.appending(path: "intents/aks-three-tier/05-web"),
      to: folder.appending(path: "case"))
    let run = try Program.run("netproof verify case --proofs proofs --lrat", in: folder)
    #expect(run.status == 1, "\(run.output)")
    return folder
  }

  private static func newFolder() -> URL {
    FileManager.default.temporaryDirectory.appending(path: "netproof-\(UUID().uuidString)")
  }

  static func copy() throws -> URL {
    let folder = newFolder()
    try FileManager.default.copyItem(at: made.get(), to: folder)
    return folder
  }

  /// Runs in a folder with a copy of a worked case and its proofs.
  private func inCase(_ body: (URL) throws -> Void) throws {
    let folder = try Self.copy()
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder)
  }

  private func edit(_ path: String, in folder: URL, _ change: (String) -> String) throws {
    let file = folder.appending(path: path)
    let text = try String(contentsOf: file, encoding: .utf8)
    let changed = change(text)
    #expect(changed != text)
    try Data(changed.utf8).write(to: file)
  }

  private func write(_ text: String, to path: String, in folder: URL) throws {
    try Data(text.utf8).write(to: folder.appending(path: path))
  }
}
