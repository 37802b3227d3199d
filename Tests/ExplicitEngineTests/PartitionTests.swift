import ClusterModel
import Evaluation
import ExplicitEngine
import Intents
import Samples
import Testing

/// Pods that something tells apart must not be decided by one of them.
@Suite struct PartitionTests {
  /// Two pods of one namespace; `make` sets them apart.
  private func classCount(_ make: (inout Sample) -> Void, claims: [Claim] = []) -> Int {
    var sample = Sample()
    sample.pod("x/first")
    sample.pod("x/second")
    make(&sample)
    let cluster = Cluster(
      sample.snapshot,
      assumptions: Assumptions(clusterCIDRs: [CIDR("10.0.0.0/8")].compactMap(\.self)))
    let empty = ExplicitEngine(
      Cluster(Sample().snapshot, assumptions: cluster.assumptions), claims: claims, coverage: [])
    // Without the classes of addresses, which policies may add to.
    return ExplicitEngine(cluster, claims: claims, coverage: []).classCount - empty.classCount
  }

  @Test func podsThatNothingTellsApartAreOneClass() {
    let count = classCount { sample in
      sample.snapshot.pods[1].labels = sample.labels(["nobody": "cares"])
      sample.snapshot.pods[1].containerPorts = [sample.port("unused", 80)]
      sample.snapshot.pods[1].serviceAccount = sample.symbol("unused")
    }
    #expect(count == 1)
  }

  @Test func aValueThatNobodyMentionsIsNotAbsence() {
    let count = classCount { sample in
      sample.snapshot.pods[1].labels = sample.labels(["app": "unheard-of"])
      sample.policy("x/n", pods: sample.selector("app", .exists))
    }
    #expect(count == 2)
  }

  @Test func aNamedPortSetsApartWhereARuleNamesIt() {
    let count = classCount { sample in
      sample.snapshot.pods[1].containerPorts = [sample.port("http", 80)]
      let http = NetworkPolicyPort(port: .name(sample.symbol("http")))
      sample.policy("x/n", ingress: [sample.rule(ports: [http])])
    }
    #expect(count == 2)
  }

  @Test func aServiceAccountSetsApartWhereAGroupNamesIt() {
    var sample = Sample()
    let robots = Group(
      name: "ROBOTS",
      term: .pods(namespaces: .any, selector: nil, serviceAccount: sample.symbol("robot")))
    let count = classCount(
      { $0.snapshot.pods[1].serviceAccount = $0.symbol("robot") },
      claims: [.noEgress(of: [robots], except: [])])
    #expect(count == 2)
  }

  @Test func hostNetworkSetsApart() {
    #expect(classCount { $0.snapshot.pods[1].isHostNetwork = true } == 2)
  }

  @Test func theNodeSetsApartWhereAHostNetworkPodRunsOnIt() {
    func count(hostNode: String) -> Int {
      classCount { sample in
        sample.snapshot.pods[0].nodeName = sample.symbol("n1")
        sample.pod("x/host", isHostNetwork: true, node: hostNode)
      }
    }
    #expect(count(hostNode: "n1") == 3)
    #expect(count(hostNode: "n2") == 2)
  }
}
