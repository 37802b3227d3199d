import ClusterModel
import Evaluation
import ExplicitEngine
import Intents
import Samples
import SymbolicEngine
import Testing

/// Both readings and both engines on clusters with admin tiers; a failure names its seed.
@Suite struct TierAgreementTests {
  @Test(arguments: 0..<400 as Range<UInt64>)
  func readingsDecideEveryFlowAlikeWithAdminTiers(seed: UInt64) {
    var random = SplitMix64(seed: 88_000 + seed)
    let trial = Trial(using: &random)
    for flow in trial.sample.candidateFlows where random.chance(10) {
      let formal = trial.symbolic.admits(flow)
      let decision = trial.cluster.exists(flow) ? trial.cluster.decision(for: flow) : nil
      let may = decision?.isPossible ?? false
      let must = decision?.isCertain ?? false
      let agree = formal.may == may && formal.must == must
      #expect(agree, "\(flow): formula \(formal), evaluation \(may) \(must)")
    }
  }

  @Test(arguments: 0..<1000 as Range<UInt64>)
  func enginesAgreeWithAdminTiers(seed: UInt64) {
    var random = SplitMix64(seed: 90_000 + seed)
    let trial = Trial(using: &random)
    let explicit = ExplicitEngine(trial.cluster, claims: trial.claims, coverage: trial.claims)
    for (index, claim) in trial.claims.enumerated() {
      let left = explicit.answer(claim)
      let right = trial.symbolic.answer(claim)
      #expect(left.outcome == right.outcome, "claim \(index): \(claim)")
      let witnesses = (left.witness == nil) == (right.witness == nil)
      #expect(witnesses, "claim \(index): a witness on one side alone")
      for flow in [left.counterexample, right.counterexample].compactMap(\.self) {
        let isViolation =
          trial.cluster.violation(of: claim, by: flow, coverage: trial.claims) != nil
          && trial.symbolic.accepts(flow, asViolationOf: claim)
        #expect(isViolation, "claim \(index): \(flow)")
      }
      for flow in [left.witness, right.witness].compactMap(\.self) {
        let isWitness =
          trial.cluster.decision(for: flow).isCertain
          && trial.symbolic.accepts(flow, asWitnessOf: claim)
        #expect(isWitness, "claim \(index): witness \(flow)")
      }
    }
  }

  private struct Trial {
    let sample: Sample
    let claims: [Claim]
    let cluster: Cluster
    let symbolic: SymbolicEngine

    init(using random: inout SplitMix64) {
      var sample = Sample.random(using: &random)
      sample.addTiers(using: &random)
      claims = (0..<4).map { _ in sample.randomClaim(using: &random) }
      var assumptions = Sample.randomAssumptions(using: &random)
      assumptions.baselineScope = random.pick(BaselineScope.allCases)
      self.sample = sample
      cluster = Cluster(sample.snapshot, assumptions: assumptions)
      symbolic = SymbolicEngine(
        snapshot: sample.snapshot, assumptions: assumptions, claims: claims, coverage: claims,
        limits: Limits())
    }
  }
}
