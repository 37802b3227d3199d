import ClusterModel
import Evaluation
import Intents
import Samples
import Testing

/// What a hypothesis supposes is as real as the rest.
@Suite struct SupposingTests {
  /// `supposing` follows the changes; here the cluster is read anew from the snapshot that has them.
  @Test(arguments: 0..<150 as Range<UInt64>)
  func aSupposedObjectIsLikeOneOfTheManifests(seed: UInt64) {
    var random = SplitMix64(seed: 5_000 + seed)
    var sample = Sample.random(using: &random)
    var assumptions = Sample.randomAssumptions(using: &random)
    sample.leaveOpen(&assumptions, using: &random)
    let claim = sample.randomClaim(using: &random)
    let cluster = Cluster(sample.snapshot, assumptions: assumptions)
    let free = Sample.freeAddresses(of: cluster)
    for _ in 0..<4 {
      let hypothesis = sample.randomHypothesis(
        in: .openBoth, assumptions, free: free, using: &random)
      let base = Cluster(sample.snapshot, assumptions: assumptions)
      let supposed = base.supposing(hypothesis)
      // The families are those of the run.
      assumptions.ipFamilies = base.families
      let anew = Cluster(sample.snapshot.adding(hypothesis), assumptions: assumptions)
      var flows = sample
      flows.snapshot = supposed.snapshot
      for flow in flows.candidateFlows where random.chance(4) {
        let exists = supposed.exists(flow)
        #expect(exists == anew.exists(flow), "\(flow)")
        guard exists else { continue }
        let agree = supposed.decision(for: flow) == anew.decision(for: flow)
        #expect(agree, "\(flow)")
        let alike =
          supposed.violation(of: claim, by: flow, coverage: [claim])
          == anew.violation(of: claim, by: flow, coverage: [claim])
        #expect(alike, "\(flow)")
      }
    }
  }

  @Test func theAddressOfANewPodIsNotOutsideAnyMore() {
    let cluster = Cluster(Sample().snapshot, assumptions: Sample.ipv4)
    #expect(cluster.has(.ipv4, address("203.0.113.9")))
    var sample = Sample()
    let namespace = sample.declare("x")
    let base = Cluster(sample.snapshot, assumptions: Sample.ipv4)
    let supposed = base.supposing(
      Hypothesis(pods: [
        HypotheticalPod(namespace: namespace, address: IPAddress("203.0.113.9"))
      ]))
    #expect(!supposed.has(.ipv4, address("203.0.113.9")))
    #expect(supposed.has(.ipv4, address("203.0.113.8")))
  }

  @Test func theFamiliesOfTheRunStay() {
    var sample = Sample()
    let namespace = sample.declare("x")
    sample.pod("x/old", addresses: ["10.0.0.1"])
    let base = Cluster(sample.snapshot, assumptions: Assumptions())
    let supposed = base.supposing(
      Hypothesis(pods: [HypotheticalPod(namespace: namespace, address: IPAddress("fd00::1"))]))
    #expect(supposed.families == [.ipv4])
  }
}
