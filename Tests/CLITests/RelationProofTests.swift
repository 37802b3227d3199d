import Foundation
import Testing

/// Proofs of a relation as users have them: written, checked, gone stale, tampered with.
@Suite struct RelationProofTests {
  static let write =
    "netproof diff before after --relation contained --world open-cluster --proofs proofs"

  /// Those of `proofs/relations`, which `Tools/certify` writes.
  static let shipped: [String] = {
    let root = Program.repository.appending(path: "proofs/relations").path
    return ((try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []).sorted()
  }()

  @Test func aRelationHasProofs() throws {
    try inPair { folder in
      let names = try Program.run("ls proofs; cat proofs/INPUTS", in: folder)
      #expect(
        names.output == """
          INPUTS
          SHA256SUMS
          check.sh
          lratcheck.py
          relation.cnf
          relation.lrat
          relation.smt2
          netproof inputs 1
          old ../before
          new ../after
          namespace default
          relation contained
          world open-cluster

          """)
      let check = try Program.run("netproof-check proofs", in: folder)
      #expect(check.status == 4, "\(check.output)")
      #expect(
        check.output.hasPrefix(
          "proofs: verified, with a gap\n  relation: contained, in world open-cluster\n  relation.lrat: refutes "
        ), "\(check.output)")
      let script = try Program.run("sh proofs/check.sh", in: folder)
      #expect(script.status == 0, "\(script.output)")
      #expect(!script.output.contains(" says sat"))
      let again = try Program.run("netproof proofs --regenerate proofs", in: folder)
      #expect(again.output == "proofs: no file differs\n")
      #expect(again.status == 0)
    }
  }

  @Test func aScriptHoldsPlacesAndNoPathsOfThisMachine() throws {
    try inPair { folder in
      let run = try Program.run(
        "grep -cF '\(folder.path)' proofs/*; grep '^; new: shop/api' proofs/relation.smt2",
        in: folder)
      #expect(!run.output.contains(":1\n"), "\(run.output)")
      #expect(run.output.contains("; new: shop/api for ingress: after/shop.yaml:"))
    }
  }

  @Test(arguments: ["before", "after"])
  func aChangedDigitOfEitherSideIsStale(side: String) throws {
    try inPair { folder in
      let run = try Program.run(
        "sed -i s/3000/3001/ \(side)/shop.yaml; netproof-check proofs", in: folder)
      #expect(run.status == 3, "\(run.output)")
      #expect(run.output.hasPrefix("proofs: stale, and nothing says whether it still holds\n"))
      #expect(run.output.contains("  ../\(side)/shop.yaml has changed\n"))
      #expect(
        run.output.contains(
          "netproof diff ... --relation contained --world open-cluster --proofs proofs\n"))
    }
  }

  @Test func aPolicyMoreOnTheOldSideIsStale() throws {
    try inPair { folder in
      let policy = """
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {name: more, namespace: shop}
        spec: {podSelector: {}}

        """
      try Data(policy.utf8).write(to: folder.appending(path: "before/more.yaml"))
      let run = try Program.run("netproof-check proofs", in: folder)
      #expect(run.status == 3, "\(run.output)")
      #expect(run.output.contains("  ../before/more.yaml is new\n"))
    }
  }

  private static let sums =
    "(cd proofs && sha256sum $(cut -c67- SHA256SUMS | xargs ls 2>/dev/null) > s; mv s SHA256SUMS)"

  static let damages: [(command: String, status: Int32)] = [
    (": > proofs/relation.lrat", 1), ("sed -i '$d' proofs/relation.lrat && \(sums)", 1),
    ("sed -i '$d' proofs/relation.cnf && \(sums)", 1),
    ("rm proofs/relation.lrat && \(sums)", 1), ("rm proofs/relation.cnf && \(sums)", 1),
    ("rm proofs/relation.cnf proofs/relation.lrat && \(sums)", 1),
    ("printf 'p cnf 0 0\\n' > proofs/relation.cnf && \(sums)", 1),
    ("cp proofs/relation.smt2 proofs/other.smt2; cd proofs; sha256sum other.smt2 >> SHA256SUMS", 1),
    ("sed -i s/open-cluster/open-both/ proofs/INPUTS && \(sums)", 2),
    ("sed -i '/^relation/d' proofs/INPUTS && \(sums)", 2),
    (
      "sed -i '/^relation/d; /^world/d; s/^new/manifests/' proofs/INPUTS && \(sums)", 2
    ),
    ("sed -i s/contained/equivalent/ proofs/INPUTS", 1), ("rm proofs/SHA256SUMS", 2),
    (
      "echo 'cover 1' > proofs/relation.cover && cd proofs && sha256sum relation.cover >> SHA256SUMS",
      1
    ),
  ]

  @Test(arguments: damages)
  func damageIsNoticed(command: String, status: Int32) throws {
    try inPair { folder in
      _ = try Program.run(command, in: folder)
      let run = try Program.run("netproof-check proofs", in: folder)
      #expect(run.status == status, "\(command): \(run.output)")
    }
  }

  /// That the clauses are those of the relation is left to the prover, who finds it.
  @Test(arguments: [
    "sed -i s/contained/equivalent/ proofs/INPUTS", "sed -i s/open-cluster/open/ proofs/INPUTS",
    "printf 'p cnf 1 2\\n1 0\\n-1 0\\n' > proofs/relation.cnf; echo '3 0 1 2 0' > proofs/relation.lrat",
  ])
  func whatIsNotTheRelationIsFound(command: String) throws {
    try inPair { folder in
      _ = try Program.run("\(command); \(Self.sums)", in: folder)
      let check = try Program.run("netproof-check proofs", in: folder)
      #expect(check.status == 4, "\(check.output)")
      let run = try Program.run("netproof proofs --regenerate proofs", in: folder)
      #expect(run.status == 1)
      #expect(run.output.contains("relation.cnf differs\n"), "\(run.output)")
    }
  }

  // MARK: What is not proved

  @Test func aRefutedRelationRemovesItsProof() throws {
    try inPair { folder in
      let run = try Program.run(
        "sed -i s/3000/8080/ after/shop.yaml; \(Self.write) | tail -3; netproof proofs --regenerate proofs; ls -A proofs",
        in: folder)
      #expect(
        run.output.hasPrefix(
          """
          proofs in proofs: 0 certificates
            relation.lrat is removed: nothing certifies that any more
            no certificate of `new is contained in old`: it is refuted

          """), "\(run.output)")
      #expect(run.output.hasSuffix("INPUTS is missing or damaged\n"), "\(run.output)")
    }
  }

  @Test func nothingIsWrittenOfWhatIsNotProved() throws {
    try inPair { folder in
      let refuted = try Program.run(
        "netproof diff after before --relation equivalent --world open --proofs none | tail -2; ls none",
        in: folder)
      #expect(refuted.output.hasPrefix("proofs in none: 0 certificates\n"), "\(refuted.output)")
      #expect(refuted.output.contains("`new is equivalent to old`: it is refuted\n"))
      #expect(refuted.output.contains("No such file"))
      let unmodelled = """
        apiVersion: cilium.io/v2
        kind: CiliumNetworkPolicy
        metadata: {name: other, namespace: shop}

        """
      try Data(unmodelled.utf8).write(to: folder.appending(path: "after/other.yaml"))
      let undecided = try Program.run("\(Self.write) | tail -3; ls -A proofs", in: folder)
      #expect(
        undecided.output.contains(
          "it is undecided: an object that is not modelled could change the answer\n"),
        "\(undecided.output)")
      #expect(
        undecided.output.hasPrefix("proofs in proofs: 0 certificates\n"), "\(undecided.output)")
    }
  }

  @Test(arguments: [
    ("netproof diff before after --proofs p", "add --relation contained or equivalent"),
    (
      "netproof diff before after --relation contained --allow x.yaml --proofs p",
      "a relation does not look at what is accepted"
    ),
    ("netproof diff before after --relation contained --proofs before", "name a folder of its own"),
    (
      "netproof diff before after --relation contained --proofs after/p",
      "it lies among the manifests"
    ),
    (
      "cp before/shop.yaml s.yaml; netproof verify s.yaml --intents intents.yaml --proofs proofs | tail -1",
      "it holds the proof of a relation: name a folder of its own"
    ),
  ])
  func whatCannotBeKeptIsRefused(command: String, message: String) throws {
    try inPair { folder in
      try Data(Self.intents.utf8).write(to: folder.appending(path: "intents.yaml"))
      let run = try Program.run(command, in: folder)
      #expect(run.output.contains(message), "\(run.output)")
      let check = try Program.run("netproof-check proofs", in: folder)
      #expect(check.status == 4, "\(check.output)")
    }
  }

  // MARK: Sides that are kept

  @Test func theSideOfARevisionIsKept() throws {
    try inPair { folder in
      let run = try Program.run(
        """
        mkdir -p repo/k8s/shop && cd repo && cp ../before/shop.yaml k8s/shop/web.yaml && git init -q . && git add . \
        && git -c user.name=a -c user.email=b commit -qm c && cp ../after/shop.yaml k8s/shop/web.yaml \
        && netproof diff --base HEAD k8s --relation contained --world open --proofs kept \
        && find kept -type f | sort && head -3 kept/INPUTS && cmp kept/old/shop/web.yaml ../before/shop.yaml \
        && grep '^; old: shop/api' kept/relation.smt2 && netproof proofs --regenerate kept && sh kept/check.sh
        """, in: folder)
      #expect(run.status == 0, "\(run.output)")
      #expect(
        run.output.contains("\nkept/lratcheck.py\nkept/old/shop/web.yaml\nkept/relation.cnf\n"))
      #expect(run.output.contains("\nold old/shop/web.yaml\nnew ../k8s\n"))
      #expect(run.output.contains("; old: shop/api for ingress: old/shop/web.yaml:"))
      #expect(run.output.contains("kept: no file differs\n"))
      let stale = try Program.run(
        "cd repo; sed -i s/3000/3001/ kept/old/shop/web.yaml; netproof-check kept", in: folder)
      #expect(stale.status == 3, "\(stale.output)")
      #expect(stale.output.contains("  old/shop/web.yaml has changed\n"))
      let gone = try Program.run(
        "cd repo; sed -i s/3000/8080/ k8s/shop/web.yaml; netproof diff --base HEAD k8s --relation contained --proofs kept; ls -A kept",
        in: folder)
      #expect(gone.output.hasSuffix("it is refuted\n"), "\(gone.output)")
    }
  }

  @Test func standardInputIsKept() throws {
    try inPair { folder in
      let run = try Program.run(
        """
        netproof diff before - --relation contained --proofs kept < after/shop.yaml && cat kept/INPUTS \
        && netproof proofs --regenerate kept && cmp kept/inputs.yaml after/shop.yaml && sh kept/check.sh
        """, in: folder)
      #expect(run.status == 0, "\(run.output)")
      #expect(run.output.contains("\nold ../before\nnew inputs.yaml\n"))
    }
  }

  // MARK: Shipped

  @Test func relationsAreShipped() {
    #expect(Self.shipped.count >= 1)
  }

  @Test(arguments: shipped) func shippedRelationsAreAccepted(name: String) throws {
    let folder = "proofs/relations/\(name)"
    let run = try Program.run("sh \(folder)/check.sh", in: Program.repository)
    #expect(run.status == 0, "\(run.output)")
    #expect(run.output.contains(".: verified, with a gap\n"), "\(run.output)")
    let again = try Program.run("netproof proofs --regenerate \(folder)", in: Program.repository)
    #expect(again.status == 0, "run Tools/certify: \(again.output)")
  }

  // MARK: Folders

  /// A side on which API lets in WEB, and perhaps others.
  private static func side(more: String = "") -> String {
    """
    apiVersion: v1
    kind: Namespace
    metadata: {name: shop}
    ---
    apiVersion: v1
    kind: Pod
    metadata: {name: web, namespace: shop, labels: {app: web}}
    spec: {containers: [{name: web}]}
    ---
    apiVersion: v1
    kind: Pod
    metadata: {name: api, namespace: shop, labels: {app: api}}
    spec: {containers: [{name: api}]}
    ---
    apiVersion: networking.k8s.io/v1
    kind: NetworkPolicy
    metadata: {name: api, namespace: shop}
    spec:
      podSelector: {matchLabels: {app: api}}
      ingress:
        - from: [{podSelector: {matchLabels: {app: web}}}\(more)]
          ports: [{port: 3000}]

    """
  }

  private static let intents = """
    apiVersion: netproof.dev/v1alpha1
    kind: Intents
    groups: {WEB: {namespace: shop, pods: app=web}, API: {namespace: shop, pods: app=api}}
    intents:
      - intent: WEB may reach API:3000

    """

  /// Two sides and the proof that the new one is contained in the old one, made once.
  private static let made = Result {
    let folder = newFolder()
    for (name, text) in [
      ("before", side(more: ", {podSelector: {matchLabels: {role: report}}}")), ("after", side()),
    ] {
      let side = folder.appending(path: name)
      try FileManager.default.createDirectory(at: side, withIntermediateDirectories: true)
      try Data(text.utf8).write(to: side.appending(path: "shop.yaml"))
    }
    let run = try Program.run(write, in: folder)
    #expect(run.status == 0, "\(run.output)")
    #expect(run.output.hasSuffix("proofs in proofs: 1 certificate\n"), "\(run.output)")
    return folder
  }

  private static func newFolder() -> URL {
    FileManager.default.temporaryDirectory.appending(path: "netproof-\(UUID().uuidString)")
  }

  private func inPair(_ body: (URL) throws -> Void) throws {
    let folder = Self.newFolder()
    try FileManager.default.copyItem(at: Self.made.get(), to: folder)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder)
  }
}
