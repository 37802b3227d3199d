import ClusterModel
import Intents
import SymbolicEngine
import Testing

/// Verdicts about pods with any labels, over many policies.
@Suite struct UniversalTests {
  @Test(arguments: [World.open, .openCluster, .openBoth], 0..<3 as Range<UInt64>)
  func whatEveryGuardClosesHolds(world: World, seed: UInt64) {
    var universal = UniversalCluster(.small, seed: seed)
    let claim = universal.claim()
    #expect(universal.cluster.answer(claim, in: world).outcome == .holds)
  }

  @Test(arguments: UniversalCluster.Gap.allCases, 0..<3 as Range<UInt64>)
  func oneMissingPolicyIsFound(gap: UniversalCluster.Gap, seed: UInt64) throws {
    var universal = UniversalCluster(.small, seed: seed, without: gap)
    let claim = universal.claim()
    var cluster = universal.cluster
    let first = HypotheticalText.mentioned(cluster.symbol("v0"))
    for world in [World.open, .openBoth] {
      let answer = universal.cluster.answer(claim, in: world)
      #expect(answer.outcome == .violated)
      let pod = try #require(answer.hypothesis.pods.first)
      #expect(pod.labels.contains { $0.key == universal.gapKey })
      let value = pod.labels.first { $0.key == universal.gapKey }?.value
      // The values that have policies of their own are v0 and those after it.
      if gap != .wholeKey { #expect((value == first) == (gap == .value)) }
      // The guard, and what the rule asks for of other keys.
      #expect(pod.labels.count <= 3)
    }
  }

  /// Z3's own count of its work is reproducible; a million units are about a fifth of a second.
  @Test func twoThousandPoliciesWithFiveHundredKeysTakeLittle() {
    var universal = UniversalCluster(.large, seed: 1)
    let claim = universal.claim()
    #expect(universal.cluster.snapshot.networkPolicies.count > 2000)
    let engine = universal.cluster.engine([claim])
    for world in [World.open, .openCluster, .openBoth] {
      #expect(engine.answer(claim, in: world).outcome == .holds)
    }
    #expect(engine.statistics.checks <= 4)
    #expect(engine.statistics.resourceUnits < 8_000_000)
  }
}
