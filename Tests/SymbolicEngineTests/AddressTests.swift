import ClusterModel
import Intents
import Testing

/// Rows C-41 to C-52 and C-54 to C-58: nodes, finished pods, addresses known and unknown.
@Suite struct AddressTests {
  private struct Fixture {
    var cluster = Cluster()
    let x: NamespaceID
    let a: PodID

    init(_ addresses: [String] = []) {
      x = cluster.namespace("x")
      a = cluster.pod("a", in: x, ["app": "a"], addresses: addresses)
      cluster.assumptions.ipFamilies = [.ipv4, .ipv6]
    }

    mutating func admit(_ peers: [NetworkPolicyPeer], _ direction: Direction) {
      let rule = cluster.rule(peers)
      switch direction {
      case .ingress: cluster.policy(in: x, "app=a", types: [.ingress], ingress: [rule])
      case .egress: cluster.policy(in: x, "app=a", types: [.egress], egress: [rule])
      }
    }
  }

  @Test func c41NoPolicySelectsAHostNetworkPod() {
    var fixture = Fixture()
    let host = fixture.cluster.pod("host", in: fixture.x, ["app": "a"], isHostNetwork: true)
    fixture.cluster.policy(in: fixture.x, "", types: [.ingress, .egress])
    #expect(fixture.cluster.allows(flow("1.2.3.4", host)))
    #expect(fixture.cluster.allows(flow(host, "1.2.3.4")))
    #expect(!fixture.cluster.allows(flow(host, fixture.a)))
  }

  @Test func c42SelectorsDoNotMatchAHostNetworkPod() {
    var fixture = Fixture()
    let host = fixture.cluster.pod("host", in: fixture.x, ["app": "h"], isHostNetwork: true)
    fixture.admit(
      [fixture.cluster.peer(pods: ""), fixture.cluster.peer(namespaces: "")], .ingress)
    #expect(fixture.cluster.verdict(flow(host, fixture.a)) == .no)
    // Its node's address is what an IP block sees.
    fixture.admit([fixture.cluster.peer(block: "10.0.0.0/8")], .ingress)
    #expect(fixture.cluster.verdict(flow(host, fixture.a)) == .may)
  }

  @Test func c43ANodeReachesItsOwnPods() {
    var fixture = Fixture()
    let pod = fixture.cluster.pod("pod", in: fixture.x, ["app": "p"], node: "n1")
    let near = fixture.cluster.pod(
      "near", in: fixture.x, addresses: [], isHostNetwork: true, node: "n1")
    let far = fixture.cluster.pod("far", in: fixture.x, isHostNetwork: true, node: "n2")
    let lost = fixture.cluster.pod("lost", in: fixture.x, isHostNetwork: true)
    fixture.cluster.policy(in: fixture.x, "", types: [.ingress, .egress])
    #expect(fixture.cluster.allows(flow(near, pod)))
    #expect(!fixture.cluster.allows(flow(far, pod)))
    #expect(!fixture.cluster.allows(flow(lost, pod)))
    #expect(!fixture.cluster.allows(flow(near, fixture.a)))
  }

  @Test(arguments: CNI.allCases)
  func c47APodReachesItsOwnNodeUnlessCiliumKeepsIt(cni: CNI) {
    var fixture = Fixture()
    let pod = fixture.cluster.pod("pod", in: fixture.x, ["app": "p"], node: "n1")
    let node = fixture.cluster.pod("node", in: fixture.x, isHostNetwork: true, node: "n1")
    fixture.cluster.policy(in: fixture.x, "", types: [.egress])
    fixture.cluster.assumptions.cni = cni
    #expect(fixture.cluster.allows(flow(pod, node)) == (cni != .cilium))
  }

  @Test(arguments: [Pod.Phase.succeeded, .failed])
  func c49FinishedPodsDoNotExist(phase: Pod.Phase) {
    var fixture = Fixture()
    let done = fixture.cluster.pod("done", in: fixture.x, addresses: ["10.1.1.1"], phase: phase)
    #expect(fixture.cluster.verdict(flow(done, fixture.a)) == .no)
    // Its address is nobody's.
    #expect(fixture.cluster.allows(flow("10.1.1.1", fixture.a)))
  }

  @Test func c52APodWithoutAnAddressOfAFamilyHasNoFlowsInIt() {
    let fixture = Fixture(["10.1.1.1"])
    #expect(fixture.cluster.allows(flow("1.2.3.4", fixture.a)))
    #expect(!fixture.cluster.allows(flow("2001:db8::1", fixture.a, 80, .tcp, .ipv6)))
  }

  @Test func c54ABlockMatchesAPodWithAKnownAddress() {
    var fixture = Fixture()
    let known = fixture.cluster.pod("known", in: fixture.x, addresses: ["10.1.1.1"])
    fixture.admit([fixture.cluster.peer(block: "10.1.1.0/24")], .ingress)
    #expect(fixture.cluster.verdict(flow(known, fixture.a)) == .must)
    fixture.cluster.assumptions.cni = .cilium
    #expect(fixture.cluster.verdict(flow(known, fixture.a)) == .no)
    #expect(fixture.cluster.verdict(flow("10.1.1.2", fixture.a)) == .must)
  }

  @Test func c55AnUnknownAddressMayMatchAndNeverMust() {
    var fixture = Fixture()
    let unknown = fixture.cluster.pod("unknown", in: fixture.x)
    fixture.admit([fixture.cluster.peer(block: "0.0.0.0/0")], .ingress)
    #expect(fixture.cluster.verdict(flow(unknown, fixture.a)) == .may)
  }

  @Test(arguments: [("10.244.3.0/24", Verdict.may), ("10.0.0.0/9", .no), ("10.0.0.0/8", .may)])
  func c55ClusterRangesBoundUnknownAddresses(block: String, verdict: Verdict) {
    var fixture = Fixture()
    let unknown = fixture.cluster.pod("unknown", in: fixture.x)
    let host = fixture.cluster.pod("host", in: fixture.x, isHostNetwork: true)
    fixture.cluster.assumptions.clusterCIDRs = [cidr("10.244.0.0/16")]
    fixture.admit([fixture.cluster.peer(block: block)], .ingress)
    #expect(fixture.cluster.verdict(flow(unknown, fixture.a)) == verdict)
    // Nodes lie anywhere.
    #expect(fixture.cluster.verdict(flow(host, fixture.a)) == .may)
  }

  @Test func c55AnEmptyBlockMatchesNothing() {
    var fixture = Fixture()
    let unknown = fixture.cluster.pod("unknown", in: fixture.x)
    fixture.admit(
      [fixture.cluster.peer(block: "10.0.0.0/8", except: ["10.0.0.0/9", "10.128.0.0/9"])],
      .ingress)
    #expect(fixture.cluster.verdict(flow(unknown, fixture.a)) == .no)
  }

  @Test func c56TheWholeOfIPv4IsNothingOfIPv6() {
    var fixture = Fixture(["10.1.1.1", "2001:db8::1"])
    fixture.admit([fixture.cluster.peer(block: "0.0.0.0/0")], .egress)
    #expect(fixture.cluster.allows(flow(fixture.a, "1.2.3.4")))
    #expect(!fixture.cluster.allows(flow(fixture.a, "2001:db8::2", 80, .tcp, .ipv6)))
  }

  @Test func c57ExceptNarrowsItsOwnPeerOnly() {
    var fixture = Fixture()
    fixture.admit(
      [
        fixture.cluster.peer(block: "10.0.0.0/8", except: ["10.1.0.0/16"]),
        fixture.cluster.peer(block: "10.1.1.0/24"),
      ], .egress)
    #expect(fixture.cluster.allows(flow(fixture.a, "10.2.0.1")))
    #expect(!fixture.cluster.allows(flow(fixture.a, "10.1.2.1")))
    #expect(fixture.cluster.allows(flow(fixture.a, "10.1.1.1")))
    #expect(!fixture.cluster.allows(flow(fixture.a, "11.0.0.1")))
  }

  @Test func c58HostBitsOfABlockAreMaskedOff() {
    var fixture = Fixture()
    fixture.admit([fixture.cluster.peer(block: "10.0.0.5/24")], .egress)
    #expect(fixture.cluster.allows(flow(fixture.a, "10.0.0.200")))
    #expect(!fixture.cluster.allows(flow(fixture.a, "10.0.1.5")))
  }

  @Test func withoutAPluginEveryFlowIsAllowed() {
    var fixture = Fixture()
    fixture.cluster.policy(in: fixture.x, "", types: [.ingress, .egress])
    fixture.cluster.assumptions.cni = .none
    #expect(fixture.cluster.allows(flow("1.2.3.4", fixture.a)))
  }
}
