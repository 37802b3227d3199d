import Analysis
import ClusterModel
import Evaluation
import Intents
import Samples
import Testing

/// The table of a listing against the formulas, which share nothing with it.
@Suite struct CrossCheckTests {
  @Test(arguments: 0..<20 as Range<UInt64>)
  func formulasDecideEveryPairOfClassesLikeTheTable(seed: UInt64) {
    var random = SplitMix64(seed: 61_000 + seed)
    var sample = Sample.random(using: &random)
    if random.chance(50) { sample.addTiers(using: &random) }
    let cluster = Cluster(
      sample.snapshot, assumptions: Sample.randomAssumptions(using: &random))
    let check = CrossCheck(cluster)
    #expect(check.differences.isEmpty, "\(check.differences.prefix(3))")
    #expect(check.count > 0 || cluster.pods.isEmpty || cluster.families.isEmpty)
  }
}
