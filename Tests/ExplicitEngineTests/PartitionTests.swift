import ClusterModel
import Evaluation
import ExplicitEngine
import Intents
import Samples
import Testing

/// Pods that something tells apart must not be decided by one of them.
@Suite struct PartitionTests {
  /// The classes of two pods of one namespace, which `make` sets apart.
  private func classCount(
    _ make: (inout Sample) -> Void, claims: (inout Sample) -> [Claim] = { _ in [] }
  ) -> Int {
    var sample = Sample()
    sample.pod("x/first")
    sample.pod("x/second")
    make(&sample)
    let claims = claims(&sample)
    let assumptions = Assumptions(clusterCIDRs: [CIDR("10.0.0.0/8")].compactMap(\.self))
    let engine = ExplicitEngine(
      Cluster(sample.snapshot, assumptions: assumptions), claims: claims, coverage: [])
    // The addresses outside are classes too, and no test here adds to them.
    let outside = ExplicitEngine(
      Cluster(Sample().snapshot, assumptions: assumptions), claims: [], coverage: [])
    return engine.classCount - outside.classCount
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
    let count = classCount { sample in
      sample.snapshot.pods[1].serviceAccount = sample.symbol("robot")
    } claims: { sample in
      let robots = Group.Term.pods(
        namespaces: .any, selector: nil, serviceAccount: sample.symbol("robot"))
      return [.noEgress(of: [Group(name: "ROBOTS", term: robots)], except: [])]
    }
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
