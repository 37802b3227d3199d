import ClusterModel
import Evaluation
import Intents
import Samples
import SymbolicEngine
import Testing

/// The readings against each other, flow by flow, without a search on either side.
@Suite struct ReadingAgreementTests {
  @Test(arguments: 0..<100 as Range<UInt64>)
  func readingsDecideEveryFlowAlike(seed: UInt64) {
    var random = SplitMix64(seed: 77_000 + seed)
    var sample = Sample.random(using: &random)
    let claims = (0..<3).map { _ in sample.randomClaim(using: &random) }
    let assumptions = Sample.randomAssumptions(using: &random)
    let cluster = Cluster(sample.snapshot, assumptions: assumptions)
    let symbolic = SymbolicEngine(
      snapshot: sample.snapshot, assumptions: assumptions, claims: claims, coverage: claims,
      limits: Limits())
    for flow in sample.candidateFlows where random.chance(15) {
      let formal = symbolic.admits(flow)
      let exists = cluster.exists(flow)
      let decision = exists ? cluster.decision(for: flow) : nil
      let may = decision?.isPossible ?? false
      let must = decision?.isCertain ?? false
      let agree = formal.may == may && formal.must == must
      #expect(agree, "\(flow): formula \(formal), evaluation \(may) \(must)")
      for claim in claims {
        let concrete = cluster.violation(of: claim, by: flow, coverage: claims) != nil
        let agree = concrete == symbolic.accepts(flow, asViolationOf: claim)
        #expect(agree, "\(flow) and \(claim)")
      }
    }
  }
}
