import ClusterModel
import Evaluation
import Intents
import Samples
import Testing

/// Rows C-41 to C-58, C-63 to C-65, C-68, C-79: hosts, addresses, named ports.
@Suite struct AddressTests {
  private static func isolated(
    _ peers: [String], except: [String] = [], ports: [NetworkPolicyPort]? = nil
  ) -> (Sample, web: PodID) {
    var sample = Sample()
    sample.declare("x")
    let web = sample.pod("x/web", ["app": "web"])
    let written = peers.map { sample.peer($0, except: except) }
    sample.policy(
      "x/n", pods: sample.selector(["app": "web"]), ingress: [sample.rule(written, ports: ports)])
    return (sample, web)
  }

  @Test func c41HostNetworkPodsAreNoSubjects() {
    var sample = Sample()
    let client = sample.pod("x/client")
    let host = sample.pod("x/agent", isHostNetwork: true)
    sample.policy("x/deny", types: [.ingress, .egress])
    sample.declare("y")
    let far = sample.pod("y/far")
    #expect(sample.allows(far, to: host))
    #expect(sample.allows(host, to: far))
    #expect(!sample.allows(client, to: far))
  }

  @Test func c42HostNetworkPodsAreNoPeersOfSelectors() {
    var (sample, web) = Self.isolated([])
    let host = sample.pod("x/agent", ["app": "agent"], isHostNetwork: true)
    sample.policy("x/all", ingress: [sample.rule([sample.peer(namespaces: LabelSelector())])])
    sample.snapshot.networkPolicies.removeFirst()
    #expect(!sample.decision(.pod(host), to: .pod(web)).isPossible)
  }

  @Test func c43ANodeReachesItsOwnPods() {
    var sample = Sample()
    let web = sample.pod("x/web", node: "n1")
    let same = sample.pod("x/same", isHostNetwork: true, node: "n1")
    let elsewhere = sample.pod("x/elsewhere", isHostNetwork: true, node: "n2")
    let somewhere = sample.pod("x/somewhere", isHostNetwork: true)
    sample.policy("x/deny", types: [.ingress, .egress])
    #expect(sample.allows(same, to: web))
    #expect(!sample.allows(elsewhere, to: web))  // C-45
    #expect(!sample.allows(somewhere, to: web))
    #expect(sample.allows(web, to: same))  // C-47
    let cilium = Assumptions(cni: .cilium, ipFamilies: [.ipv4])
    #expect(!sample.decision(.pod(web), to: .pod(same), assuming: cilium).isPossible)
    #expect(sample.decision(.pod(same), to: .pod(web), assuming: cilium).isCertain)
  }

  @Test(arguments: [Pod.Phase.succeeded, .failed])
  func c49FinishedPodsAreGone(phase: Pod.Phase) {
    var sample = Sample()
    let web = sample.pod("x/web")
    let done = sample.pod("x/done", phase: phase)
    let cluster = Cluster(sample.snapshot, assumptions: Sample.ipv4)
    let flow = Flow(
      source: .pod(done), destination: .pod(web), family: .ipv4, protocol: .tcp, port: 80)
    #expect(!cluster.exists(flow))
    #expect(cluster.pods == [web])
  }

  @Test func c52APodHasTheFamiliesOfItsAddresses() {
    var sample = Sample()
    let old = sample.pod("x/old", addresses: ["10.0.0.1"])
    let new = sample.pod("x/new", addresses: ["fd00::1"])
    let both = sample.pod("x/both", addresses: ["10.0.0.2", "fd00::2"])
    let cluster = Cluster(sample.snapshot, assumptions: Assumptions())
    func families(_ source: PodID, _ destination: PodID) -> [IPFamily] {
      IPFamily.allCases.filter {
        cluster.exists(
          Flow(
            source: .pod(source), destination: .pod(destination), family: $0, protocol: .tcp,
            port: 80))
      }
    }
    #expect(families(old, new) == [])
    #expect(families(old, both) == [.ipv4])
    #expect(families(both, new) == [.ipv6])
  }

  @Test func c54AnIPBlockMatchesAPodOfKnownAddressButForCilium() {
    var (sample, web) = Self.isolated(["10.0.0.0/24"])
    let inside = sample.pod("x/inside", addresses: ["10.0.0.7"])
    let outside = sample.pod("x/outside", addresses: ["10.0.1.7"])
    #expect(sample.allows(inside, to: web))
    #expect(!sample.allows(outside, to: web))
    let cilium = Assumptions(cni: .cilium, ipFamilies: [.ipv4])
    #expect(!sample.decision(.pod(inside), to: .pod(web), assuming: cilium).isPossible)
    #expect(sample.decision(address("10.0.0.9"), to: .pod(web), assuming: cilium).isCertain)
  }

  @Test func c55AnUnknownAddressMayMatchUnlessTheRangesAreDisjoint() {
    var (sample, web) = Self.isolated(["10.0.0.0/24"])
    let client = sample.pod("x/client")
    func value(_ cidrs: [String]) -> Ternary {
      let assumptions = Assumptions(clusterCIDRs: cidrs.compactMap { CIDR($0) })
      return sample.decision(.pod(client), to: .pod(web), assuming: assumptions).allowed
    }
    #expect(value([]) == .unknown)
    #expect(value(["10.0.0.0/16"]) == .unknown)
    #expect(value(["10.1.0.0/16"]) == .no)
    // Even a range that is inside for sure: the test itself is what is unknown.
    #expect(value(["10.0.0.0/28"]) == .unknown)
  }

  @Test func c56TheWholeOfIPv4HasNoIPv6() {
    let (sample, web) = Self.isolated(["0.0.0.0/0"])
    let both = Assumptions(ipFamilies: [.ipv4, .ipv6])
    #expect(sample.decision(address("8.8.8.8"), to: .pod(web), assuming: both).isCertain)
    #expect(!sample.decision(address("2001:db8::1"), to: .pod(web), assuming: both).isPossible)
  }

  @Test func c57ExceptNarrowsItsOwnPeerAlone() {
    var (sample, web) = Self.isolated(["203.0.113.0/24"], except: ["203.0.113.128/25"])
    #expect(sample.decision(address("203.0.113.1"), to: .pod(web)).isCertain)
    #expect(!sample.decision(address("203.0.113.200"), to: .pod(web)).isPossible)
    sample.policy(
      "x/more", pods: sample.selector(["app": "web"]),
      ingress: [sample.rule([sample.peer("203.0.113.200/32")])])
    #expect(sample.decision(address("203.0.113.200"), to: .pod(web)).isCertain)
  }

  @Test func c57AnExceptionOfTheWholePodRangeKeepsPodsOut() {
    var (sample, web) = Self.isolated(["0.0.0.0/0"], except: ["10.0.0.0/8"])
    let client = sample.pod("x/client")
    let assumptions = Assumptions(clusterCIDRs: [CIDR("10.244.0.0/16")].compactMap(\.self))
    #expect(!sample.decision(.pod(client), to: .pod(web), assuming: assumptions).isPossible)
  }

  @Test func c63NamedPortsAreTheDestinationsOwn() {
    var (sample, web) = Self.isolated([], ports: [NetworkPolicyPort()])
    let name = NetworkPolicyPort(port: .name(sample.symbol("http")))
    sample.snapshot.networkPolicies[0].ingress?[0].ports = [name]
    sample.snapshot.networkPolicies[0].podSelector = nil
    sample.snapshot.pods[0].containerPorts = [sample.port("http", 8080)]
    let admin = sample.pod("x/admin", ports: [sample.port("http", 9090)])
    let wrong = sample.pod("x/wrong", ports: [sample.port("http", 8080, .udp)])
    #expect(sample.allows(admin, to: web, 8080))
    #expect(!sample.allows(admin, to: web, 9090))
    #expect(sample.allows(web, to: admin, 9090))
    #expect(!sample.allows(web, to: wrong, 8080))
    #expect(!sample.allows(web, to: wrong, 8080, .udp))
  }

  @Test func c63bANameWithSeveralNumbersMayBeEach() {
    var (sample, web) = Self.isolated([], ports: [NetworkPolicyPort()])
    let name = NetworkPolicyPort(port: .name(sample.symbol("http")))
    sample.snapshot.networkPolicies[0].ingress?[0].ports = [name]
    sample.snapshot.pods[0].containerPorts = [sample.port("http", 80), sample.port("http", 81)]
    let client = sample.pod("x/client")
    #expect(sample.decision(.pod(client), to: .pod(web), 80).allowed == .unknown)
    #expect(sample.decision(.pod(client), to: .pod(web), 81).allowed == .unknown)
    #expect(sample.decision(.pod(client), to: .pod(web), 82).allowed == .no)
  }

  @Test func c64NamedPortsOfEgressRulesNeverMatchAddresses() {
    var sample = Sample()
    let client = sample.pod("x/client")
    sample.declare("y")
    let server = sample.pod("y/server", ports: [sample.port("http", 8080)])
    let name = NetworkPolicyPort(port: .name(sample.symbol("http")))
    sample.policy("x/n", types: [.egress], egress: [sample.rule(ports: [name])])
    #expect(sample.allows(client, to: server, 8080))
    #expect(!sample.decision(.pod(client), to: address("8.8.8.8"), 8080).isPossible)
  }

  @Test func c65NumbersNeedNoDeclaration() {
    let (sample, web) = Self.isolated(["0.0.0.0/0"], ports: [NetworkPolicyPort(port: .number(80))])
    #expect(sample.snapshot[web].containerPorts.isEmpty)
    #expect(sample.decision(address("8.8.8.8"), to: .pod(web)).isCertain)
  }

  @Test func c68ATranslatedClientMayGetThroughAndNeedNot() {
    var (sample, web) = Self.isolated(["203.0.113.0/24"])
    sample.snapshot.services.append(
      Service(
        name: sample.symbol("web"), namespace: sample.snapshot[web].namespace,
        selector: sample.labels(["app": "web"]), type: sample.symbol("LoadBalancer"),
        ports: [ServicePort(port: 80, targetPort: .number(8080))], place: sample.snapshot[web].place
      ))
    let node = Assumptions(ipFamilies: [.ipv4], clientAddress: .mayBeNode)
    #expect(sample.decision(address("203.0.113.9"), to: .pod(web), 8080).allowed == .yes)
    for client in ["203.0.113.9", "8.8.8.8"] {
      let decision = sample.decision(address(client), to: .pod(web), 8080, assuming: node)
      #expect(decision.allowed == .unknown, "\(client)")
    }
    // The Service does not lead to the other port.
    #expect(sample.decision(address("8.8.8.8"), to: .pod(web), 80, assuming: node).allowed == .no)
  }

  @Test func noPluginMeansNoPolicy() {
    let (sample, web) = Self.isolated([], ports: [])
    let none = Assumptions(cni: .none, ipFamilies: [.ipv4])
    #expect(sample.decision(address("8.8.8.8"), to: .pod(web), assuming: none).isCertain)
  }
}
