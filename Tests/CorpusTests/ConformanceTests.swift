import ClusterModel
import Evaluation
import Intents
import Readers
import Samples
import Testing

/// What the owners of ClusterNetworkPolicy test of its implementations: 301 flows, decided by both engines, and decided alike where the same is
/// said as AdminNetworkPolicy and BaselineAdminNetworkPolicy.
@Suite(.enabled(if: Corpus.isPresent)) struct ConformanceTests {
  @Test func theCorpusIsComplete() throws {
    #expect(Corpus.conformanceSteps.reduce(0) { $0 + $1.checks.count } == 301)
    for dialect in ConformanceDialect.allCases {
      let said = try Corpus.conformanceSteps.filter { try $0.manifests(in: dialect) != nil }
      #expect(said.count == 62, "\(dialect)")
    }
  }

  @Test(arguments: Corpus.conformanceSteps, ConformanceDialect.allCases)
  func bothEnginesGiveTheOfficialAnswers(
    step: ConformanceStep, dialect: ConformanceDialect
  ) throws {
    let (snapshot, pairs) = try read(step, dialect)
    CheckedPair.expectAnswers(of: pairs, in: snapshot)
  }

  /// The reference for the tiers, which tries every order, with the concrete reading of NetworkPolicy between them.
  @Test(arguments: Corpus.conformanceSteps)
  func theReferenceGivesTheOfficialAnswers(step: ConformanceStep) throws {
    let (snapshot, pairs) = try read(step, .v1alpha2)
    let reference = TierReference(snapshot, Assumptions())
    var alone = snapshot
    alone.clusterNetworkPolicies = []
    let networkPolicies = Cluster(alone, assumptions: Assumptions())
    for pair in pairs {
      let decision = networkPolicies.decision(for: pair.flow)
      var isAllowed = true
      for (direction, end, decided) in [
        (Direction.egress, pair.flow.source, decision.egress),
        (.ingress, pair.flow.destination, decision.ingress),
      ] {
        guard case .pod(let pod) = end, !snapshot[pod].isHostNetwork else { continue }
        let isolated = Direction.allCases.filter {
          !networkPolicies.isolatingPolicies(of: pod, $0).isEmpty
        }
        let outcomes = reference.outcomes(
          of: pair.flow, direction, at: pod,
          networkPolicy: isolated.contains(direction) ? [decided.allowed == .yes] : nil,
          isSelected: !isolated.isEmpty)
        #expect(outcomes.count == 1)
        isAllowed = isAllowed && outcomes == [true]
      }
      #expect(isAllowed == pair.isAllowed, "\(pair.text)")
    }
  }

  private func read(
    _ step: ConformanceStep, _ dialect: ConformanceDialect
  ) throws -> (Snapshot, [CheckedPair]) {
    let manifests = try #require(try step.manifests(in: dialect))
    let reading = ManifestReading(of: [.text(name: "\(step.name).json", manifests)])
    let problems = reading.diagnostics.filter { $0.severity == .error }.map(\.message)
    #expect(problems == [])
    #expect(reading.snapshot.unmodelledObjects.isEmpty)
    var snapshot = reading.snapshot
    let pairs = try step.checks.map { check in
      try #require(
        CheckedPair(
          check, nameLabel: ConformanceStep.nameLabel, namespaces: step.namespaces, &snapshot))
    }
    return (snapshot, pairs)
  }
}
