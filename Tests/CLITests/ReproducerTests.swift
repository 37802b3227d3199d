import ClusterModel
import Foundation
import Intents
import Readers
import Testing
import Verification

@testable import netproof

/// The folder that is kept of a disagreement shows the intent again, by itself.
@Suite struct ReproducerTests {
  @Test(arguments: WorkedCaseTests.cases)
  func aKeptIntentHasTheVerdictThatItHad(name: String) async throws {
    let original = try read(Program.repository.appending(path: name).path)
    let outcomes = await verify(original)
    let parent = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    try OutputFile.makeFolder(parent)
    defer { try? FileManager.default.removeItem(atPath: parent) }
    for outcome in outcomes {
      let folder = try reproducer(of: outcome, original).write(into: parent)
      let kept = try read(folder)
      let errors = kept.diagnostics.filter { $0.severity == .error }.map(\.message)
      #expect(errors.isEmpty)
      let again = await verify(kept)
      #expect(again.first?.intent.sentence == outcome.intent.sentence)
      #expect(again.first?.verdict == outcome.verdict, "\(outcome.intent.sentence)")
    }
    // Each got a name of its own, and nothing was overwritten.
    let folders = try FileManager.default.contentsOfDirectory(atPath: parent)
    #expect(Set(folders) == Set((1...outcomes.count).map { "netproof-disagreement-\($0)" }))
  }

  @Test func groupsOfOneNameInTwoFilesAreToldApart() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    try OutputFile.makeFolder(folder)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try OutputFile.write(
      """
      {apiVersion: v1, kind: List, items: [
        {apiVersion: v1, kind: Pod, metadata: {name: a, labels: {app: a}}},
        {apiVersion: v1, kind: Pod, metadata: {name: b, labels: {app: b}}}]}
      """, to: folder + "/pods.yaml")
    for (name, label, sentences) in [
      ("one", "a", #"["nothing else is allowed from ONE", "ONE may reach anyone"]"#),
      ("two", "b", #"["ONE may reach Internet"]"#),
    ] {
      try OutputFile.write(
        """
        {apiVersion: netproof.dev/v1alpha1, kind: Intents, assume: {ipFamilies: [IPv4]},
         groups: {ONE: {pods: app=\(label)}}, intents: \(sentences)}
        """, to: "\(folder)/\(name).yaml")
    }
    var locations = ManifestLocations(intents: [folder + "/one.yaml", folder + "/two.yaml"])
    locations.manifests = [.path(folder + "/pods.yaml")]
    let original = RunInput(locations, defaultNamespace: "default")
    let first = try #require(await verify(original).first)
    #expect(first.verdict == .proved)
    let kept = try read(reproducer(of: first, original).write(into: folder))
    #expect(kept.files.first?.groups.map(\.name) == ["ONE", "ONE-2"])
    #expect(await verify(kept).first?.verdict == .proved)
  }

  @Test func everyAssumptionIsKept() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    try OutputFile.makeFolder(folder)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try OutputFile.write(
      "{apiVersion: v1, kind: Namespace, metadata: {name: base}}", to: folder + "/namespace.yaml")
    try OutputFile.write(
      """
      apiVersion: netproof.dev/v1alpha1
      kind: Intents
      assume:
        cni: cilium
        clusterCIDRs: [10.244.0.0/16]
        ipFamilies: [IPv4]
        clientAddress: may-be-node
        labels: {namespaceLabels: {team: admin}, podLabels: {pci: admin}}
        newNamespaces: {policiesOf: base}
        baselineScope: pod
      intents: [anyone may reach anyone]
      """, to: folder + "/intents.yaml")
    var locations = ManifestLocations(intents: [folder + "/intents.yaml"])
    locations.manifests = [.path(folder + "/namespace.yaml")]
    let original = RunInput(locations, defaultNamespace: "default")
    let file = try #require(original.files.first)
    var kept = IntentFileWriter(symbols: original.snapshot.symbols, like: file)
    kept.add(try #require(file.intents.first), of: file)
    try OutputFile.write(kept.text, to: folder + "/kept.yaml")
    locations.intents = [folder + "/kept.yaml"]
    let again = RunInput(locations, defaultNamespace: "default")
    let assumptions = try #require(again.files.first?.assumptions)
    // The same manifests give the same symbols, in the same order of mention.
    #expect(assumptions == file.assumptions)
    #expect(assumptions.baselineScope == .pod)
  }

  private func read(_ folder: String) throws -> RunInput {
    let locations = try ManifestLocations(manifests: [folder], intents: [])
    return RunInput(locations, defaultNamespace: "default")
  }

  private func verify(_ input: RunInput) async -> [Outcome] {
    var options = VerificationOptions(today: CalendarDay("2026-06-01") ?? .now)
    options.engines = .explicit
    return await Verifier(input.snapshot, input.files, options).run().outcomes.map { outcome in
      // A kept intent has no waiver.
      var outcome = outcome
      if outcome.verdict == .waived { outcome.verdict = .refuted }
      return outcome
    }
  }

  private func reproducer(of outcome: Outcome, _ input: RunInput) -> Reproducer {
    Reproducer(
      intent: outcome.intent, file: outcome.file, files: input.files, snapshot: input.snapshot,
      sources: input.sources, defaultNamespace: "default", absentKinds: [])
  }
}
