import ClusterModel
import Intents
import Samples
import Testing

@testable import Evaluation

/// Rules are looked up by the namespaces of both ends: none that may match is missed, whatever the namespaces are labelled.
@Suite struct PeerIndexTests {
  @Test(arguments: 0..<60 as Range<UInt64>)
  func rulesAreFoundByBothEnds(seed: UInt64) {
    var random = SplitMix64(seed: 71_000 + seed)
    var sample = Sample.random(using: &random)
    sample.addTiers(using: &random)
    let labels = sample.snapshot.namespaces.map(\.labels)
    var cluster = Cluster(
      sample.snapshot, assumptions: Sample.randomAssumptions(using: &random))
    compare(cluster)
    for id in cluster.snapshot.namespaceIDs {
      cluster.revise(id, name: cluster.snapshot[id].name, labels: random.pick(labels))
    }
    compare(cluster)
  }

  private func compare(_ cluster: Cluster) {
    for direction in Direction.allCases {
      for tier in cluster.tiers[direction] {
        for subject in cluster.pods where cluster.policyCapablePod(at: .pod(subject)) != nil {
          for peer in cluster.pods.map(Endpoint.pod) {
            let capable = cluster.policyCapablePod(at: peer)
            let found = Array(
              tier.rules(
                between: cluster.snapshot[subject].namespace,
                capable.map { cluster.snapshot[$0].namespace }))
            let isAscending = zip(found, found.dropFirst()).allSatisfy { $0 < $1 }
            #expect(isAscending)
            let missed = tier.rules.indices.filter { number in
              let rule = tier.rules[number]
              return cluster.selects(rule.subject, subject) && !found.contains(number)
                && cluster.families.contains { cluster.admits(rule.peers, peer, $0) != .no }
            }
            #expect(missed.isEmpty)
          }
        }
      }
    }
  }

  /// A rule that takes in pods of one namespace of many is not looked at for pods of the others.
  @Test func rulesForOtherPeersAreNotLookedAt() throws {
    var sample = Sample()
    for index in 0..<20 {
      sample.declare("n\(index)", ["team": "t\(index)"])
      sample.pod("n\(index)/a")
    }
    for index in 0..<20 {
      let team = sample.selector(["team": "t\(index)"])
      sample.clusterPolicy(
        "p\(index)",
        ingress: [sample.rule(.accept, [.pods(namespaceSelector: team, podSelector: nil)])])
    }
    let cluster = Cluster(sample.snapshot, assumptions: Assumptions())
    let tier = try #require(cluster.tiers[.ingress].first)
    let (first, second) = (NamespaceID(rawValue: 3), NamespaceID(rawValue: 7))
    #expect(Array(tier.rules(between: first, second)) == [7])
    #expect(Array(tier.rules(between: first, nil)).isEmpty)
  }
}
