import ClusterModel
import Evaluation
import Intents
import Samples
import Testing

/// What is supposed is decided as if somebody had written it.
@Suite struct SupposingTests {
  @Test(arguments: 0..<30 as Range<UInt64>)
  func whatIsSupposedIsAsRealAsTheRest(seed: UInt64) {
    var random = SplitMix64(seed: 64_000 + seed)
    let small = WorldSample.small(in: .openBoth, using: &random)
    let snapshot = small.sample.snapshot
    let words = OracleWords(snapshot, claims: small.claims)
    let base = Cluster(snapshot, assumptions: small.assumptions)
    // What is supposed has the families of the run, whatever addresses it has.
    var assumptions = small.assumptions
    assumptions.ipFamilies = base.families
    for count in 0...2 {
      var hypothesis = Hypothesis()
      let stages = words.stages(snapshot, small.assumptions, newNamespaces: min(count, 1))
      hypothesis = random.pick(stages).hypothesis
      for index in 0..<count {
        let namespace = Int.random(
          in: 0..<snapshot.namespaces.count + hypothesis.namespaces.count, using: &random)
        let pods = words.pods(
          in: NamespaceID(rawValue: Int32(namespace)), snapshot, small.assumptions, hasPorts: true)
        var pod = random.pick(pods).pod
        pod.address = random.pick([nil, IPAddress("10.0.0.\(4 + index)")])
        hypothesis.pods.append(pod)
      }
      let supposed = base.supposing(hypothesis)
      let written = Cluster(snapshot.adding(hypothesis), assumptions: assumptions)
      #expect(supposed.families == written.families)
      #expect(supposed.pods == written.pods)
      for family in IPFamily.allCases {
        #expect(supposed.externalAddresses(of: family) == written.externalAddresses(of: family))
      }
      var flows = Sample.candidateFlows(of: written.snapshot)
      flows = flows.filter { _ in random.chance(3) }
      for flow in flows {
        #expect(supposed.exists(flow) == written.exists(flow))
        guard written.exists(flow) else { continue }
        let isSame = supposed.decision(for: flow) == written.decision(for: flow)
        #expect(isSame, "\(flow) \(hypothesis)")
        for claim in small.claims {
          let agrees =
            supposed.violation(of: claim, by: flow, coverage: small.claims)
            == written.violation(of: claim, by: flow, coverage: small.claims)
          #expect(agrees, "\(flow) \(claim) \(hypothesis)")
        }
      }
    }
  }
}
