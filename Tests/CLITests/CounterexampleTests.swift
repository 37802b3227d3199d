import Foundation
import Testing

/// What `--counterexamples` writes can be applied: with the supposed pod among the manifests, the sentence is refuted today.
@Suite struct CounterexampleTests {
  @Test(arguments: WorkedCaseTests.cases)
  func withTheSupposedPodTheSentenceIsRefuted(folder: String) throws {
    let scratch = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: scratch) }
    let root = Program.repository.appending(path: folder)
    let report = try JSONFile(folder, "--counterexamples \(scratch.path)")
    for intent in report.intents {
      let verdict = intent["verdict"] as? String
      let sentence = intent["sentence"] as? String ?? ""
      let name = try #require(folderName(intent))
      let files = contents(of: scratch.appending(path: name))
      let hasFlow =
        intent["brokenIn"] != nil || !((intent["counterexamples"] as? [Any]) ?? []).isEmpty
      #expect(files.contains("probe.sh") == hasFlow, "\(folder): \(sentence)")
      guard verdict == "holds today" else { continue }
      try #require(files == ["manifest.yaml", "probe.sh"])
      let line =
        "netproof verify \(WorkedCaseTests.today) --output json manifests "
        + "\(scratch.path)/\(name)/manifest.yaml --intents intents.yaml"
      let again = try Program.run(line, in: root)
      let object = try JSONSerialization.jsonObject(with: Data(again.output.utf8))
      let intents = (object as? [String: Any])?["intents"] as? [[String: Any]] ?? []
      let same = intents.first { $0["sentence"] as? String == sentence }
      #expect(same?["verdict"] as? String == "refuted", "\(folder): \(sentence)")
    }
  }

  @Test func probesAreScriptsThatAShellAccepts() throws {
    let scratch = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: scratch) }
    let run = try Program.run(
      """
      netproof verify intents/aks-three-tier/05-web --quiet --counterexamples \(scratch.path) >/dev/null
      for probe in \(scratch.path)/*/probe.sh; do test -x "$probe" && sh -n "$probe" && echo fine; done
      """, in: Program.repository)
    #expect(run.status == 0)
    #expect(Set(run.output.split(separator: "\n")) == ["fine"])
  }

  @Test func whatIsNotBrokenAnyMoreLeavesNothingBehind() throws {
    let scratch = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: scratch) }
    let stale = scratch.appending(path: "db-isolation")
    try FileManager.default.createDirectory(at: stale, withIntermediateDirectories: true)
    try "#!/bin/sh\n# netproof counterexample: old\n"
      .write(to: stale.appending(path: "probe.sh"), atomically: true, encoding: .utf8)
    let foreign = scratch.appending(path: "internet-reaches-web-80")
    try FileManager.default.createDirectory(at: foreign, withIntermediateDirectories: true)
    try "mine".write(to: foreign.appending(path: "probe.sh"), atomically: true, encoding: .utf8)
    _ = try Program.run(
      "netproof verify intents/aks-three-tier/05-web --counterexamples \(scratch.path)",
      in: Program.repository)
    #expect(!FileManager.default.fileExists(atPath: stale.path))
    #expect(contents(of: foreign) == ["probe.sh"])
  }

  private func folderName(_ intent: [String: Any]) -> String? {
    if let id = intent["id"] as? String { return id }
    guard let sentence = intent["sentence"] as? String else { return nil }
    let words = sentence.lowercased().split {
      !"abcdefghijklmnopqrstuvwxyz0123456789_.".contains($0)
    }
    return words.joined(separator: "-")
  }

  private func contents(of folder: URL) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()
  }
}
