import ClusterModel
import Evaluation
import Intents
import Samples
import Testing

/// Rows C-103, C-107, C-108 and what rules of cluster-scoped policies say of nodes, networks, domain names and ports.
@Suite struct TierPeerTests {
  private static let cluster = Assumptions(
    clusterCIDRs: [CIDR("10.0.0.0/16")].compactMap(\.self), ipFamilies: [.ipv4])

  /// Egress of a pod, with the rules of one Admin policy.
  private struct Case {
    var sample = Sample()
    let pod: PodID

    init() {
      sample.declare("x", ["team": "x"])
      pod = sample.pod("x/a", ["app": "a"])
    }

    mutating func admin(_ rules: ClusterNetworkPolicyRule...) {
      sample.clusterPolicy("p", egress: rules)
    }

    func egress(
      to end: Endpoint, _ port: UInt16 = 80, _ proto: TransportProtocol = .tcp,
      _ assumptions: Assumptions = TierPeerTests.cluster
    ) -> Ternary {
      sample.decision(.pod(pod), to: end, port, proto, assuming: assumptions).egress.allowed
    }
  }

  @Test func networksMatchPodsWithEveryPlugin() {
    var test = Case()
    let near = test.sample.pod("x/near", addresses: ["10.0.0.2"])
    let far = test.sample.pod("x/far", addresses: ["10.0.9.9"])
    let unknown = test.sample.pod("x/unknown")
    test.admin(test.sample.rule(.deny, [test.sample.networks("10.0.0.0/24")]))
    for cni in [CNI.upstream, .cilium] {
      var assumptions = Self.cluster
      assumptions.cni = cni
      #expect(test.egress(to: .pod(near), 80, .tcp, assumptions) == .no)
      #expect(test.egress(to: .pod(far), 80, .tcp, assumptions) == .yes)
      #expect(test.egress(to: .pod(unknown), 80, .tcp, assumptions) == .unknown)
      #expect(test.egress(to: address("192.0.2.1"), 80, .tcp, assumptions) == .yes)
    }
  }

  @Test func oneRangeOfEveryPossibleAddressMatchesForCertain() {
    var test = Case()
    let unknown = test.sample.pod("x/unknown")
    let host = test.sample.pod("x/host", isHostNetwork: true)
    func egress(_ ranges: String..., to end: PodID, _ assumptions: Assumptions) -> Ternary {
      var test = test
      let all = ClusterNetworkPolicyPeer.Term.networks(ranges.compactMap { CIDR($0) })
      test.admin(test.sample.rule(.deny, [all]))
      return test.egress(to: .pod(end), 80, .tcp, assumptions)
    }
    #expect(egress("10.0.0.0/8", to: unknown, Self.cluster) == .no)
    #expect(egress("10.0.0.0/16", to: unknown, Self.cluster) == .no)
    #expect(egress("10.0.0.0/17", to: unknown, Self.cluster) == .unknown)
    #expect(egress("192.168.0.0/16", to: unknown, Self.cluster) == .yes)
    // Each range by itself.
    #expect(egress("10.0.0.0/17", "10.0.128.0/17", to: unknown, Self.cluster) == .unknown)
    // A node's address is not one of the cluster's.
    #expect(egress("10.0.0.0/8", to: host, Self.cluster) == .unknown)
    #expect(egress("0.0.0.0/0", to: host, Self.cluster) == .no)
    #expect(egress("10.0.0.0/8", to: unknown, Sample.ipv4) == .unknown)
    #expect(egress("0.0.0.0/0", to: unknown, Sample.ipv4) == .no)
  }

  @Test func familiesNeverMix() {
    var test = Case()
    test.admin(test.sample.rule(.deny, [test.sample.networks("::/0")]))
    #expect(test.egress(to: address("192.0.2.1")) == .yes)
    let both = Assumptions(ipFamilies: [.ipv4, .ipv6])
    #expect(test.egress(to: address("2001:db8::1"), 80, .tcp, both) == .no)
  }

  @Test func c103HostNetworkPodsAreFoundAsNodesOnly() {
    var test = Case()
    let host = test.sample.pod("x/host", ["app": "h"], isHostNetwork: true, node: "n1")
    let stray = test.sample.pod("x/stray", isHostNetwork: true)
    test.sample.node("n1", ["pool": "edge"], addresses: ["192.168.1.1"])
    test.sample.node("n2", ["pool": "core"], addresses: ["192.168.1.2"])
    func denied(_ peer: (inout Sample) -> ClusterNetworkPolicyPeer.Term) -> [Ternary] {
      var test = test
      test.admin(test.sample.rule(.deny, [peer(&test.sample)]))
      return [test.egress(to: .pod(host)), test.egress(to: .pod(stray))]
    }
    #expect(denied { _ in .namespaces(LabelSelector()) } == [.yes, .yes])
    #expect(denied { .nodes($0.selector(["pool": "edge"])) } == [.no, .unknown])
    #expect(denied { .nodes($0.selector(["pool": "core"])) } == [.yes, .unknown])
    #expect(denied { _ in .nodes(LabelSelector()) } == [.no, .no])
    #expect(denied { .nodes($0.selector(["pool": "none"])) } == [.yes, .yes])
    // Nor are they subjects.
    test.sample.clusterPolicy("q", ingress: [test.sample.rule(.deny)])
    #expect(test.egress(to: .pod(host)) == .yes)
  }

  @Test func nodesAreFoundByTheirAddresses() {
    var test = Case()
    let other = test.sample.pod("x/other", addresses: ["192.168.1.1"])
    let host = test.sample.pod("x/host", addresses: ["192.168.1.1"], isHostNetwork: true)
    let unlisted = test.sample.pod("x/unlisted", isHostNetwork: true, node: "n9")
    test.admin(test.sample.rule(.deny, [.nodes(test.sample.selector(["pool": "edge"]))]))
    let (edge, core, nobody) = (
      address("192.168.1.3"), address("192.168.1.2"), address("192.0.2.1")
    )
    // Without nodes in the input any address may be one's.
    #expect(test.egress(to: nobody) == .unknown)
    #expect(test.egress(to: .pod(host)) == .unknown)
    test.sample.node("n1", ["pool": "edge"], addresses: ["192.168.1.1", "192.168.1.3"])
    test.sample.node("n2", ["pool": "core"], addresses: ["192.168.1.2"])
    #expect(test.egress(to: edge) == .no)
    #expect(test.egress(to: core) == .yes)
    #expect(test.egress(to: nobody) == .yes)
    #expect(test.egress(to: .pod(host)) == .no)
    #expect(test.egress(to: .pod(other)) == .yes)
    #expect(test.egress(to: .pod(unlisted)) == .unknown)
    // One of which no address is known may have any that is nobody's.
    test.sample.node("n3", ["pool": "edge"], addresses: ["fd00::3"])
    #expect(test.egress(to: nobody) == .unknown)
    #expect(test.egress(to: core) == .yes)
  }

  @Test func domainNamesMayBeAnybody() {
    var test = Case()
    let other = test.sample.pod("x/other", addresses: ["10.0.0.2"])
    test.admin(
      test.sample.rule(
        .accept, [test.sample.domainNames("*.example.org")], ports: [.number(.tcp, 443)]),
      test.sample.rule(
        .deny, [.namespaces(LabelSelector()), test.sample.networks("0.0.0.0/0")]))
    #expect(test.egress(to: address("192.0.2.1"), 443) == .unknown)
    #expect(test.egress(to: .pod(other), 443) == .unknown)
    #expect(test.egress(to: address("192.0.2.1"), 80) == .no)
  }

  @Test func c107APortNameCountsWithTheProtocolThatTheContainerDeclares() {
    var test = Case()
    let ports = [
      test.sample.port("dns", 53, .udp), test.sample.port("dns", 5353),
      test.sample.port("http", 80), test.sample.port("http", 8080),
    ]
    let server = test.sample.pod("x/server", ports: ports)
    let host = test.sample.pod("x/host", ports: ports, isHostNetwork: true)
    test.admin(
      test.sample.rule(
        .deny, [.namespaces(LabelSelector()), test.sample.networks("0.0.0.0/0")],
        ports: [.named(test.sample.symbol("dns")), .named(test.sample.symbol("http"))]))
    #expect(test.egress(to: .pod(server), 53, .udp) == .no)
    #expect(test.egress(to: .pod(server), 5353, .tcp) == .no)
    #expect(test.egress(to: .pod(server), 53, .tcp) == .yes)
    // Several numbers for one name: any of them may be meant.
    #expect(test.egress(to: .pod(server), 80) == .unknown)
    #expect(test.egress(to: .pod(host), 53, .udp) == .yes)
    #expect(test.egress(to: address("192.0.2.1"), 53, .udp) == .yes)
  }

  @Test func aPortWithoutProtocolIsTCPAndNoPortsAreEveryPort() {
    var test = Case()
    test.admin(
      test.sample.rule(
        .deny, [test.sample.networks("0.0.0.0/0")],
        ports: [.number(nil, 80), .range(nil, 90...91), .range(.sctp, 7...8)]))
    let end = address("192.0.2.1")
    #expect(test.egress(to: end, 80) == .no)
    #expect(test.egress(to: end, 80, .udp) == .yes)
    #expect([89, 90, 91, 92].map { test.egress(to: end, $0) } == [.yes, .no, .no, .yes])
    #expect(test.egress(to: end, 7, .sctp) == .no)
    test.sample.snapshot.clusterNetworkPolicies[0].egress?[0].ports = nil
    #expect(test.egress(to: end, 9, .sctp) == .no)
  }

  @Test func c108NothingOutsideIsMatchedByIngressRules() {
    var test = Case()
    let host = test.sample.pod("x/host", isHostNetwork: true)
    test.sample.clusterPolicy("p", ingress: [test.sample.rule(.deny)])
    for source in [address("192.0.2.1"), .pod(host)] {
      let decision = test.sample.decision(source, to: .pod(test.pod), assuming: Self.cluster)
      #expect(decision.ingress.allowed == .yes)
    }
  }

  @Test func aMissingNamespaceSelectorIsEveryNamespace() {
    var test = Case()
    let far = test.sample.pod("undeclared/far", ["app": "b"])
    let b = test.sample.selector(["app": "b"])
    test.admin(test.sample.rule(.deny, [.pods(namespaceSelector: nil, podSelector: b)]))
    #expect(test.egress(to: .pod(far)) == .no)
    let ofX = test.sample.selector(["team": "x"])
    test.sample.snapshot.clusterNetworkPolicies[0].egress?[0].peers[0].term = .pods(
      namespaceSelector: ofX, podSelector: nil)
    #expect(test.egress(to: .pod(far)) == .yes)
  }

  @Test func aNodesOwnPodsAndWhatNothingEnforcesPassByTheTiers() {
    var test = Case()
    let host = test.sample.pod("x/host", isHostNetwork: true, node: "n1")
    test.sample.snapshot.pods[Int(test.pod.rawValue)].nodeName = test.sample.symbol("n1")
    test.admin(test.sample.rule(.deny, [.nodes(LabelSelector())]))
    test.sample.node("n1")
    #expect(test.egress(to: .pod(host)) == .yes)
    var assumptions = Self.cluster
    assumptions.cni = .cilium
    #expect(test.egress(to: .pod(host), 80, .tcp, assumptions) == .no)
    assumptions.cni = .none
    #expect(test.egress(to: .pod(host), 80, .tcp, assumptions) == .yes)
  }
}
