import ClusterModel
import Evaluation
import ExplicitEngine
import Intents
import Samples
import SymbolicEngine
import Testing

/// The engines against each other on random clusters and claims; a failure names its seed.
@Suite struct EngineAgreementTests {
  @Test(arguments: 0..<2000 as Range<UInt64>)
  func enginesAgreeOnRandomClusters(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var sample = Sample.random(using: &random)
    let claims = (0..<5).map { _ in sample.randomClaim(using: &random) }
    let assumptions = Sample.randomAssumptions(using: &random)
    let cluster = Cluster(sample.snapshot, assumptions: assumptions)
    let explicit = ExplicitEngine(cluster, claims: claims, coverage: claims)
    let symbolic = SymbolicEngine(
      snapshot: sample.snapshot, assumptions: assumptions, claims: claims, coverage: claims,
      limits: Limits())
    for (index, claim) in claims.enumerated() {
      let left = explicit.answer(claim)
      let right = symbolic.answer(claim)
      #expect(left.outcome == right.outcome, "claim \(index): \(claim)")
      let witnesses = (left.witness == nil) == (right.witness == nil)
      #expect(witnesses, "claim \(index): a witness on one side alone")
      let ports = (left.missingPort == nil) == (right.missingPort == nil)
      #expect(ports, "claim \(index): a missing port on one side alone")
      for flow in [left.counterexample, right.counterexample].compactMap(\.self) {
        let concrete = cluster.violation(of: claim, by: flow, coverage: claims) != nil
        #expect(concrete, "claim \(index): \(flow)")
        let formal = symbolic.accepts(flow, asViolationOf: claim)
        #expect(formal, "claim \(index): \(flow)")
      }
      for flow in [left.witness, right.witness].compactMap(\.self) {
        let concrete = cluster.exists(flow) && cluster.decision(for: flow).isCertain
        #expect(concrete, "claim \(index): witness \(flow)")
        let formal = symbolic.accepts(flow, asWitnessOf: claim)
        #expect(formal, "claim \(index): witness \(flow)")
      }
    }
  }
}
