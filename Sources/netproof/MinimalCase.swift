import ClusterModel
import Evaluation
import Intents
import Readers
import Verification

/// Looks for the objects without which a refuted intent would not be refuted by the same flow, decided by the same rules.
struct MinimalCase {
  let result: VerificationResult
  let pieces: [ManifestPiece]
  let defaultNamespace: String
  let absentKinds: [String]

  /// More trials than this are not worth their time; what is left then is not the least, and still refuted.
  private static let trials = 400

  /// Nil where the objects one by one do not say what the manifests say.
  func pieces(for outcome: Outcome) async -> [ManifestPiece]? {
    guard let wanted = Flaw(of: outcome, in: result.snapshot) else { return nil }
    var kept = Array(pieces.indices)
    guard await isFlaw(wanted, of: outcome, kept) else { return nil }
    var trials = Self.trials
    var size = max(kept.count / 2, 1)
    // Large pieces first: most objects have nothing to do with it.
    while true {
      var (start, hasShrunk) = (0, false)
      while start < kept.count, trials > 0 {
        let fewer = Array(kept[..<start] + kept[min(start + size, kept.count)...])
        trials -= 1
        if !fewer.isEmpty, await isFlaw(wanted, of: outcome, fewer) {
          (kept, hasShrunk) = (fewer, true)
        } else {
          start += size
        }
      }
      if trials == 0 || (size == 1 && !hasShrunk) { break }
      size = max(size / 2, 1)
    }
    return kept.map { pieces[$0] }
  }

  /// The manifests as one text.
  static func text(_ pieces: [ManifestPiece], title: String) -> String {
    "\(title)\n" + pieces.map { "---\n# \($0.place)\n\($0.text)" }.joined()
  }

  /// What to type in the folder of the counterexample.
  var command: String {
    var words = ["netproof", "verify", "manifests.yaml", "--intents", "intents.yaml"]
    if defaultNamespace != "default" { words += ["--namespace", defaultNamespace] }
    return words.joined(separator: " ")
  }

  func intentFile(for outcome: Outcome) -> String {
    var writer = IntentFileWriter(
      symbols: result.snapshot.symbols, like: result.files[outcome.file])
    for intent in Self.intents(of: outcome, result.files) {
      var home =
        result.files.first { $0.intents.contains { $0.place == intent.place } }
        ?? result.files[outcome.file]
      home.groups.removeAll { !intent.sentence.contains($0.name) }
      writer.add(intent, of: home)
    }
    return writer.text
  }

  // MARK: Trials

  private func isFlaw(_ wanted: Flaw, of outcome: Outcome, _ kept: [Int]) async -> Bool {
    let text = Self.text(kept.map { pieces[$0] }, title: "# trial")
    let reading = ManifestReading(
      of: [.text(name: "manifests.yaml", Array(text.utf8))],
      options: ManifestReaderOptions(defaultNamespace: defaultNamespace),
      symbols: result.snapshot.symbols, files: result.snapshot.files)
    guard !reading.hasErrors, reading.objectCount > 0 else { return false }
    let absent = try? AbsentKinds(absentKinds, in: reading.snapshot)
    let snapshot = absent?.snapshot ?? reading.snapshot
    var file = result.files[outcome.file]
    if let baseline = file.assumptions.newNamespacePolicies,
      !snapshot.namespaces.contains(where: { $0.name == baseline })
    {
      return false
    }
    file.intents = Self.intents(of: outcome, result.files)
    var options = VerificationOptions(today: result.options.today)
    options.engines = .explicit
    options.counterexampleLimit = 1
    let again = await Verifier(snapshot, [file], options).run()
    return again.outcomes.first.flatMap { Flaw(of: $0, in: snapshot) } == wanted
  }

  /// The sentence without a waiver, and those that are part of what it means.
  static func intents(of outcome: Outcome, _ files: [IntentFile]) -> [Intent] {
    var intent = outcome.intent
    intent.waiver = nil
    guard case .nothingElse = intent.claim else { return [intent] }
    return [intent] + files.flatMap(\.intents).filter { $0.place != intent.place }
  }
}

/// What is wrong with a cluster by one counterexample, by names: the flow, and what decides it.
private struct Flaw: Equatable {
  private let words: [String]

  /// Nil of what no flow refutes.
  init?(of outcome: Outcome, in snapshot: Snapshot) {
    guard outcome.verdict == .refuted || outcome.verdict == .waived else { return nil }
    if let found = outcome.breaks.first {
      words = [found.world.rawValue] + Self.words(found.evidence, found.snapshot)
    } else if let evidence = outcome.counterexamples.first {
      words = Self.words(evidence, snapshot)
    } else {
      return nil
    }
  }

  private static func words(_ evidence: Evidence, _ snapshot: Snapshot) -> [String] {
    let flow = evidence.flow
    return [
      name(flow.source, snapshot), name(flow.destination, snapshot), "\(flow.family)",
      flow.protocol.name, "\(flow.port)",
    ]
      + [evidence.decision.egress, evidence.decision.ingress].flatMap { decision in
        ["\(decision.basis) \(decision.allowed)"]
          + decision.determiningRules.map { "\(name($0.policy, snapshot)) \($0.index)" }
          + decision.isolatingPolicies.map { name($0, snapshot) }.sorted()
      }
  }

  private static func name(_ end: Endpoint, _ snapshot: Snapshot) -> String {
    switch end {
    case .address(let address): return "\(address)"
    case .pod(let id):
      let pod = snapshot[id]
      let workload = snapshot[pod.workload]
      return [snapshot[pod.namespace].name, workload.kind, workload.name, pod.name]
        .map { snapshot.symbols[$0] }.joined(separator: "/")
    }
  }

  private static func name(_ policy: PolicyID, _ snapshot: Snapshot) -> String {
    switch policy {
    case .networkPolicy(let id):
      let (own, home) = (snapshot[id], snapshot[snapshot[id].namespace])
      return "\(snapshot.symbols[home.name])/\(snapshot.symbols[own.name])"
    case .clusterNetworkPolicy(let id):
      let own = snapshot[id]
      return "\(own.kind) \(snapshot.symbols[own.name])"
    }
  }
}
