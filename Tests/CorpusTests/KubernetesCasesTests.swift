import ClusterModel
import Readers
import Testing

/// What the owners of NetworkPolicy test on real clusters: 578 pairs of pods, decided by both engines.
@Suite struct KubernetesCasesTests {
  @Test(.enabled(if: Corpus.isPresent))
  func theCorpusIsComplete() {
    #expect(Corpus.kubernetesCases.reduce(0) { $0 + $1.checks.count } == 578)
  }

  @Test(.enabled(if: Corpus.isPresent), arguments: Corpus.kubernetesCases)
  func bothEnginesGiveTheOfficialAnswers(step: KubernetesCase) throws {
    let reading = ManifestReading(of: [.text(name: "\(step.name).json", step.manifests)])
    let problems = reading.diagnostics.filter { $0.severity == .error }.map(\.message)
    #expect(problems == [])
    var snapshot = reading.snapshot
    let pairs = try step.checks.map { check in
      try #require(CheckedPair(check, nameLabel: "pod", &snapshot))
    }
    CheckedPair.expectAnswers(of: pairs, in: snapshot)
  }
}
