import ClusterModel
import Evaluation
import Intents
import Samples
import Testing

@testable import ExplicitEngine

/// Whom a peer takes in is looked up by address; nobody is missed, and nearly nobody asked in vain.
@Suite struct EndsByAddressTests {
  @Test(arguments: 0..<100 as Range<UInt64>)
  func whoeverATermMayTakeInIsNamed(seed: UInt64) {
    var random = SplitMix64(seed: 72_000 + seed)
    var sample = Sample.random(using: &random)
    if seed.isMultiple(of: 2) { sample.addTiers(using: &random) }
    let claims = (0..<2).map { _ in sample.randomClaim(using: &random) }
    let cluster = Cluster(
      sample.snapshot, assumptions: Sample.randomAssumptions(using: &random))
    let partition = Partition(cluster, Vocabulary(cluster, claims: claims))
    let places = EndsByAddress(cluster, partition)
    for direction in Direction.allCases {
      for pod in cluster.pods {
        guard let treatment = cluster.treatment(of: .pod(pod), direction) else { continue }
        for term in cluster.peers(of: treatment, direction)
        where term.namespaces(of: cluster) == nil {
          let named = places.candidates(for: term, in: cluster)
          let indices = named.kinds.flatMap { places.kinds[$0] } + named.outside
          for (index, end) in partition.classes.enumerated() where !indices.contains(index) {
            // Of other families nothing is asked.
            let bits = cluster.admissions(of: term, end.representative)
            let mayMatch = cluster.families.reversed().enumerated().contains { place, family in
              end.families.contains(family) && bits >> UInt8(2 * place) & 3 != 0
            }
            #expect(!mayMatch)
          }
        }
      }
    }
  }

  /// Of so many ranges each has one class outside: asked of all of them would be their number squared.
  @Test func manyRangesAreNotAskedOfEveryEnd() {
    let count = 200
    var sample = Sample()
    for index in 0..<count {
      sample.pod("n\(index)/a", ["app": "a"])
      sample.policy(
        "n\(index)/p", ingress: [sample.rule([sample.peer("203.0.\(index).0/24")])])
    }
    let claims = [Claim.noIngress(to: [sample.group("A")], except: [])]
    let assumptions = Assumptions(clusterCIDRs: [CIDR("10.0.0.0/8")].compactMap(\.self))
    let engine = ExplicitEngine(
      Cluster(sample.snapshot, assumptions: assumptions), claims: claims, coverage: [])
    #expect(engine.answer(claims[0]).outcome == .violated)
    let total = engine.violations(of: claims[0], limit: 1)?.total
    #expect(total == count)
    #expect(engine.classCount > 2 * count)
    #expect(engine.reach.namedCount <= 3 * count)
  }
}
