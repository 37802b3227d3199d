import Foundation
import Testing

/// The counterexamples that are kept of shipped cases, shown again from their own folders alone.
@Suite struct ReplayTests {
  @Test(arguments: ProofFolderTests.cases)
  func aKeptCounterexampleIsTheFlowAgain(name: String) throws {
    let report = try JSONFile("intents/\(name)")
    for intent in report.intents
    where ["refuted", "waived"].contains(intent["verdict"] as? String) && flow(of: intent) != nil {
      let sentence = intent["sentence"] as? String ?? ""
      let id = try #require(intent["id"] as? String)
      let folder = Program.repository.appending(path: "proofs/\(name)/\(id).counterexample")
      let account = try String(
        contentsOf: folder.appending(path: "flow.txt"), encoding: .utf8)
      #expect(account.hasPrefix("# netproof counterexample: \(sentence)\n"))
      #expect(
        account.contains(/^(in|e)gress .*yaml:\d+$/.anchorsMatchLineEndings()) || isBare(intent))
      let line = try #require(
        account.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
          .first { $0.hasPrefix("netproof verify") })
      let run = try Program.run("\(line) --output json 2>/dev/null", in: folder)
      #expect(run.status == 1, "\(name): \(sentence)")
      let object = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
      let again = ((object as? [String: Any])?["intents"] as? [[String: Any]])?.first ?? [:]
      #expect(again["verdict"] as? String == "refuted", "\(name): \(sentence)")
      #expect(again["sentence"] as? String == sentence)
      #expect(flow(of: again) == flow(of: intent), "\(name): \(sentence)")
    }
  }

  /// What is kept is what it rests on: no object can be taken out.
  @Test func noObjectIsIdle() throws {
    let folder = Program.repository.appending(
      path: "proofs/aks-three-tier/05-web/refuted-client-reaches-web.counterexample")
    let text = try String(contentsOf: folder.appending(path: "manifests.yaml"), encoding: .utf8)
    let objects = text.components(separatedBy: "\n---\n").dropFirst()
    #expect(objects.count == 4)
    let scratch = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: scratch) }
    let whole = try Program.run("netproof verify manifests.yaml --intents intents.yaml", in: folder)
    for index in objects.indices {
      var fewer = objects
      fewer.remove(at: index)
      let manifests = scratch.appending(path: "manifests.yaml")
      try Data(fewer.joined(separator: "\n---\n").utf8).write(to: manifests)
      let run = try Program.run(
        "netproof verify \(manifests.path) --intents intents.yaml", in: folder)
      // The places are others as well, the decision is what counts.
      let decisions = { (output: String) in
        output.matches(of: /(egress|ingress) +(\w+: [^,]*)/).map { String($0.2) }
      }
      let isSame =
        run.output.contains("✗ refuted") && decisions(run.output) == decisions(whole.output)
      #expect(!isSame, "without object \(index): \(run.output)")
    }
  }

  /// The flow that breaks an intent, in words; nil where none does.
  private func flow(of intent: [String: Any]) -> String? {
    let found =
      (intent["counterexamples"] as? [[String: Any]])?.first
      ?? (intent["breaks"] as? [[String: Any]])?.first
    guard let found else { return nil }
    let keys = ["source", "destination", "protocol", "port", "family", "allowed"]
    let values = keys.map { found[$0] ?? (found["flow"] as? [String: Any])?[$0] ?? "" }
    guard let data = try? JSONSerialization.data(withJSONObject: values, options: .sortedKeys)
    else {
      return nil
    }
    return String(decoding: data, as: UTF8.self)
  }

  /// Whether nothing that was written decides the flow.
  private func isBare(_ intent: [String: Any]) -> Bool {
    let found = (intent["counterexamples"] as? [[String: Any]])?.first
    return ["egress", "ingress"].allSatisfy { direction in
      let decision = found?[direction] as? [String: Any]
      return (decision?["determiningRules"] as? [Any])?.isEmpty ?? true
        && (decision?["isolatingPolicies"] as? [Any])?.isEmpty ?? true
    }
  }
}
