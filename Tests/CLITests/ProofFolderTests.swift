import Foundation
import Testing

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

  @Test(arguments: cases) func shippedProofsAreAccepted(name: String) throws {
    let run = try Program.run("netproof-check proofs/\(name)", in: Program.repository)
    #expect(run.status == 0, "\(run.output)")
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

  @Test func aHoleIsStaleAndNoLongerHolds() throws {
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

        """, to: "case/manifests/zz-hole.yaml", in: folder)
      let run = try Program.run("netproof-check proofs", in: folder)
      #expect(run.status == 3)
      #expect(run.output.hasPrefix("proofs: stale, no longer holds\n"), "\(run.output)")
      #expect(run.output.contains("../case/manifests/zz-hole.yaml is new"))
      #expect(run.output.contains("db-isolation.cover: no longer holds"))
      // The next run takes the certificate away.
      let again = try Program.run("netproof verify case --proofs proofs | grep removed", in: folder)
      #expect(again.output.contains("db-isolation.cover is removed"), "\(again.output)")
      let check = try Program.run("netproof-check proofs", in: folder)
      #expect(check.status == 0, "\(check.output)")
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

  @Test(arguments: [
    (": > proofs/db-isolation.cover", Int32(1)), ("rm proofs/db-isolation.cover", 1),
    ("truncate -s 300 proofs/db-isolation.cover", 1),
    ("sed -i s/open-cluster/open/ proofs/db-isolation.cover", 1),
    // A damage with a sum of its own is noticed by what it says.
    (
      "sed -i s/open-cluster/open/ proofs/db-isolation.cover && (cd proofs && sha256sum $(cut -c67- SHA256SUMS) > s; mv s SHA256SUMS)",
      1
    ),
    ("cp proofs/db-isolation.cover proofs/other.cover", 1),
    ("rm proofs/SHA256SUMS", 2), (": > proofs/SHA256SUMS", 2), ("rm proofs/INPUTS", 2),
    ("echo more >> proofs/INPUTS", 2), ("sed -i s/default/other/ proofs/INPUTS", 1),
    ("echo '{' > case/manifests/api.yaml", 2), ("rm -r proofs", 2),
    ("touch proofs/db-isolation.smt2", 4), ("touch proofs/db-isolation.cnf", 4),
  ])
  func damageIsNoticed(command: String, status: Int32) throws {
    try inCase { folder in
      _ = try Program.run(command, in: folder)
      let run = try Program.run("netproof-check proofs", in: folder)
      #expect(run.status == status, "\(command): \(run.output)")
    }
  }

  // MARK: Writing

  @Test func aSecondRunChangesNothing() throws {
    try inCase { folder in
      let stamp = "find proofs -type f | sort | xargs stat -c '%n %Y %i'"
      let before = try Program.run(stamp, in: folder)
      let run = try Program.run("netproof verify case --proofs proofs >/dev/null", in: folder)
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
        "netproof-check kept && netproof proofs --regenerate kept", in: folder)
      #expect(check.status == 0, "\(check.output)")
      _ = try Program.run("sed -i s/5984/5985/ kept/inputs.yaml", in: folder)
      let stale = try Program.run("netproof-check kept", in: folder)
      #expect(stale.status == 3, "\(stale.output)")
    }
  }

  @Test func proofsDoNotLieAmongTheirManifests() throws {
    try inCase { folder in
      let run = try Program.run("netproof verify case --proofs case/manifests/proofs", in: folder)
      #expect(run.status == 2, "\(run.output)")
    }
  }

  /// Whenever a run is killed: what it leaves is whole, and passes for a proof only if it is one.
  @Test func aKilledRunLeavesNoHalfOfAProof() throws {
    try inCase { folder in
      try edit("case/manifests/web-policy.yaml", in: folder) { $0.replacing("80", with: "81") }
      _ = try Program.run("cp -r case other && cp -r proofs first", in: folder)
      _ = try Program.run("netproof verify case --proofs second >/dev/null", in: folder)
      let known =
        "for f in proofs/*.cover proofs/INPUTS proofs/SHA256SUMS proofs/check.sh; do [ -e $f ] || continue; n=${f#proofs/}; cmp -s $f first/$n || cmp -s $f second/$n || echo $n; done"
      for delay in stride(from: 20, through: 700, by: 20) {
        _ = try Program.run("rm -rf proofs; cp -r first proofs", in: folder)
        _ = try Program.run(
          "timeout -s KILL 0.\(delay < 100 ? "0" : "")\(delay) netproof verify case --proofs proofs >/dev/null 2>&1",
          in: folder)
        let halves = try Program.run(known, in: folder)
        #expect(halves.output.isEmpty, "after \(delay) ms: \(halves.output)")
        let check = try Program.run("netproof-check proofs", in: folder)
        let isHonest =
          [0, 3].contains(check.status)
          || (check.status == 2 && check.output.contains("the last run did not end"))
        #expect(isHonest, "after \(delay) ms: \(check.output)")
      }
      _ = try Program.run("netproof verify case --proofs proofs >/dev/null", in: folder)
      let rest = try Program.run(
        "netproof-check proofs >/dev/null && ls -A proofs | grep -c '^[.]'", in: folder)
      #expect(rest.output == "0\n", "\(rest.output)")
    }
  }

  // MARK: Folders

  /// Runs in a folder with a copy of a worked case and its proofs.
  private func inCase(_ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "netproof-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.copyItem(
      at: Program.repository.appending(path: "intents/aks-three-tier/05-web"),
      to: folder.appending(path: "case"))
    let run = try Program.run("netproof verify case --proofs proofs", in: folder)
    #expect(run.status == 1, "\(run.output)")
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
