import ClusterModel
import Intents
import SymbolicEngine
import Testing

/// Random clusters with admin tiers against the tests' own reading of them.
@Suite struct TierReferenceTests {
  @Test(arguments: 0..<150 as Range<UInt64>)
  func everyFlowIsDecidedAsWayByWay(seed: UInt64) {
    var random = RandomCluster(seed: seed)
    random.addTiers()
    let reference = TierReference(random.cluster)
    let engine = random.cluster.engine()
    var unguarded = random.cluster
    unguarded.assumptions.cni = .none
    let all = unguarded.engine()
    for flow in random.candidates where random.random.chance(4) && all.admits(flow).may {
      let wanted = reference.verdict(flow)
      let found: Verdict =
        switch engine.admits(flow) {
        case (true, true): .must
        case (true, false): .may
        case (false, false): .no
        case (false, true): .contradiction
        }
      #expect(wanted == found, "\(flow)")
    }
  }
}
