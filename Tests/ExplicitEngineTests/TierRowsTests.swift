import ClusterModel
import Evaluation
import Intents
import Samples
import Testing

@testable import ExplicitEngine

/// What a tier says is found once for all pods that it treats alike.
@Suite struct TierRowsTests {
  @Test func theAdminTierIsNotReadAnewForEveryPod() {
    var sample = Sample()
    let apps = ["a", "b"].map { sample.selector(["app": $0]) }
    for index in 0..<30 {
      sample.pod("n\(index)/a", ["app": "a"])
      sample.pod("n\(index)/b", ["app": "b"])
      sample.policy(
        "n\(index)/p", pods: apps[0], ingress: [sample.rule([sample.peer(pods: apps[1])])])
    }
    sample.clusterPolicy(
      "wide",
      ingress: apps.map { sample.rule(.deny, [.pods(namespaceSelector: nil, podSelector: $0)]) })
    let cluster = Cluster(sample.snapshot, assumptions: Assumptions())
    let partition = Partition(cluster, Vocabulary(cluster, claims: []))
    var store = ConnectionStore(families: cluster.families.count)
    var rows = TierRows(.ingress, cluster, partition)
    var made = 0
    for end in partition.classes where rows.row(for: end.representative, &store).row != nil {
      made += 1
    }
    // The Admin tier treats all pods alike; policies of namespaces speak for one pod each, or for none.
    #expect(rows.rowCounts == [1, 31])
    #expect(made == 32)
  }
}
