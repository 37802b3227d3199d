import ClusterModel
import Intents
import SymbolicEngine
import Testing

/// Peers of cluster-scoped policies that are not pods by their labels: address ranges, nodes and domain names.
@Suite struct ClusterPolicyAddressTests {
  private var cluster = Cluster()
  private let shop: NamespaceID
  private let web: PodID
  private let other: PodID

  init() {
    shop = cluster.namespace("shop")
    web = cluster.pod("web", in: shop, addresses: ["10.0.0.1"])
    other = cluster.pod("other", in: shop, addresses: ["10.0.0.2"])
    cluster.assumptions.clusterCIDRs = [cidr("10.0.0.0/16")]
    cluster.assumptions.ipFamilies = [.ipv4]
  }

  private mutating func deny(_ peers: ClusterNetworkPolicyPeer.Term...) {
    cluster.clusterPolicy(egress: [cluster.rule(.deny, peers)])
  }

  private func verdict(_ end: some FlowEnd) -> Verdict { cluster.verdict(flow(web, end)) }

  // MARK: Ranges

  @Test(arguments: CNI.allCases)
  func rangesMatchPodsWhateverThePluginMakesOfBlocks(cni: CNI) {
    var tests = self
    tests.cluster.assumptions.cni = cni
    tests.deny(tests.cluster.networks("192.0.2.0/24", "0.0.0.0/0"))
    #expect(tests.verdict(other) == (cni == .none ? .must : .no))
    #expect(tests.verdict("203.0.113.1") == (cni == .none ? .must : .no))
  }

  @Test func rangesMatchWhatMayLieInThem() {
    var tests = self
    let unknown = tests.cluster.pod("unknown", in: shop)
    tests.deny(tests.cluster.networks("10.0.0.2/31", "10.9.0.0/16"))
    #expect(tests.verdict(other) == .no)
    #expect(tests.verdict(unknown) == .may)
    #expect(tests.verdict("10.9.0.1") == .no)
    tests.cluster.snapshot.clusterNetworkPolicies = []
    tests.deny(tests.cluster.networks("10.9.0.0/16"))
    #expect(tests.verdict(unknown) == .must)
    tests.cluster.assumptions.clusterCIDRs = []
    #expect(tests.verdict(unknown) == .may)
  }

  @Test(arguments: [
    ("10.0.0.0/8", true, Verdict.no), ("0.0.0.0/0", false, .no), ("10.0.0.0/8", false, .may),
    ("10.0.0.0/17", true, .may), ("128.0.0.0/1", true, .must),
  ])
  func aRangeOfEveryAddressThatAPodMayHaveHasItsOwn(
    range: String, isBounded: Bool, expected: Verdict
  ) {
    var tests = self
    let unknown = tests.cluster.pod("unknown", in: shop)
    if !isBounded { tests.cluster.assumptions.clusterCIDRs = [] }
    tests.deny(tests.cluster.networks(range))
    #expect(tests.verdict(unknown) == expected)
  }

  @Test func rangesOfOneFamilySayNothingOfTheOther() {
    var tests = self
    tests.cluster.assumptions.ipFamilies = [.ipv4, .ipv6]
    tests.cluster.assumptions.clusterCIDRs = []
    let dual = tests.cluster.pod("dual", in: shop, addresses: ["10.0.0.3", "fd00::3"])
    tests.deny(tests.cluster.networks("0.0.0.0/0"))
    #expect(tests.cluster.verdict(flow(dual, "203.0.113.1")) == .no)
    #expect(tests.cluster.verdict(flow(dual, "2001:db8::1", 80, .tcp, .ipv6)) == .must)
  }

  // MARK: Domain names

  @Test func namesMayBeOfAnyDestinationAndNeedNotBe() {
    var tests = self
    let names = ClusterNetworkPolicyPeer.Term.domainNames([tests.cluster.symbol("example.org")])
    let host = tests.cluster.pod("host", in: shop, isHostNetwork: true)
    tests.cluster.clusterPolicy(priority: 1, egress: [tests.cluster.rule(.accept, [names])])
    for end in [other.endpoint, host.endpoint, "203.0.113.1".endpoint] {
      let flow = Flow(
        source: web.endpoint, destination: end, family: .ipv4, protocol: .tcp, port: 80)
      #expect(tests.cluster.verdict(flow) == .must)
    }
    tests.cluster.clusterPolicy(
      priority: 2,
      egress: [tests.cluster.rule(.deny, [tests.cluster.networks("0.0.0.0/0")])])
    #expect(tests.verdict(other) == .may)
    #expect(tests.verdict(host) == .may)
    #expect(tests.verdict("203.0.113.1") == .may)
    let target = Target(group: external, ports: ports(443))
    let web = tests.cluster.pods()
    #expect(
      tests.cluster.answer(.reaches(from: [web], to: [target])).outcome == .violated)
    #expect(
      tests.cluster.answer(.cannotReach(from: [web], to: [target])).outcome == .violated)
  }

  // MARK: Nodes

  @Test func noPodThatPoliciesSelectIsANode() {
    var tests = self
    tests.cluster.node("n1", addresses: ["10.0.0.2"])
    tests.cluster.snapshot.pods[1].nodeName = tests.cluster.symbol("n1")
    tests.deny(tests.cluster.nodes(""))
    #expect(tests.verdict(other) == .must)
  }

  @Test func nodesAreKnownByNameThenByAddress() {
    var tests = self
    tests.cluster.node("n1", ["role": "web"], addresses: ["192.168.0.1"])
    tests.cluster.node("n2", ["role": "db"], addresses: ["192.168.0.2"])
    tests.deny(tests.cluster.nodes("role=db"))
    func host(_ node: String?, _ address: String?) -> Verdict {
      var tests = tests
      let pod = tests.cluster.pod(
        "host", in: shop, addresses: address.map { [$0] } ?? [], isHostNetwork: true, node: node)
      return tests.verdict(pod)
    }
    #expect(host("n1", nil) == .must)
    #expect(host("n2", nil) == .no)
    #expect(host("n1", "192.168.0.2") == .must)
    #expect(host(nil, "192.168.0.1") == .must)
    #expect(host(nil, "192.168.0.2") == .no)
    #expect(host("n9", "192.168.0.2") == .no)
    #expect(host("n9", "192.168.0.9") == .may)
    #expect(host(nil, nil) == .may)
    // Where all are of one kind, it does not matter which one it is.
    tests.cluster.snapshot.nodes[0].labels = tests.cluster.labels(["role": "db"])
    #expect(host(nil, nil) == .no)
    tests.cluster.snapshot.nodes.removeAll()
    #expect(host("n1", "192.168.0.1") == .may)
    tests.cluster.node("n1", ["role": "web"])
    #expect(host(nil, nil) == .must)
  }

  @Test func addressesOutsideMayBeOfNodesThatNobodyKnowsTheAddressesOf() {
    var tests = self
    tests.deny(tests.cluster.nodes("role=db"))
    #expect(tests.verdict("192.168.0.1") == .may)
    tests.cluster.node("n1", ["role": "web"])
    #expect(tests.verdict("192.168.0.1") == .must)
    tests.cluster.node("n2", ["role": "db"], addresses: ["192.168.0.2"])
    #expect(tests.verdict("192.168.0.1") == .must)
    #expect(tests.verdict("192.168.0.2") == .no)
    #expect(tests.verdict("192.168.0.3") == .must)
    tests.cluster.node("n3", ["role": "db"], addresses: ["fd00::3"])
    tests.cluster.node("n4", ["role": "web"], addresses: ["192.168.0.4"])
    #expect(tests.verdict("192.168.0.3") == .may)
    #expect(tests.verdict("192.168.0.4") == .must)
    #expect(tests.verdict("192.168.0.2") == .no)
  }

  @Test func aPodAndItsOwnNodeReachEachOtherWhateverTiersSay() {
    var tests = self
    tests.cluster.node("n1", addresses: ["192.168.0.1"])
    tests.cluster.snapshot.pods[0].nodeName = tests.cluster.symbol("n1")
    let host = tests.cluster.pod("host", in: shop, isHostNetwork: true, node: "n1")
    tests.deny(tests.cluster.nodes(""))
    #expect(tests.verdict(host) == .must)
    #expect(tests.verdict("192.168.0.1") == .no)
    tests.cluster.assumptions.cni = .cilium
    #expect(tests.verdict(host) == .no)
  }

  // MARK: Unknown matches

  /// A pod of unknown address, which `networks` may match or not.
  private func settled(_ actions: [ClusterNetworkPolicyRule.Action], isOpen: Bool) -> Verdict {
    var tests = self
    let unknown = tests.cluster.pod("unknown", in: shop)
    let half = tests.cluster.networks("10.0.128.0/17")
    let rules =
      actions.dropLast().map { tests.cluster.rule($0, [half]) }
      + actions.suffix(1).map { tests.cluster.rule($0) }
    tests.cluster.clusterPolicy(egress: rules)
    if !isOpen { tests.cluster.baselinePolicy(egress: [tests.cluster.rule(.deny)]) }
    return tests.verdict(unknown)
  }

  @Test func anUnknownMatchIsSettledEitherWay() {
    #expect(settled([.deny, .accept], isOpen: true) == .may)
    #expect(settled([.accept, .deny], isOpen: true) == .may)
    #expect(settled([.pass, .accept], isOpen: true) == .must)
    #expect(settled([.pass, .accept], isOpen: false) == .may)
    #expect(settled([.pass, .deny], isOpen: true) == .may)
    #expect(settled([.pass, .deny], isOpen: false) == .no)
    // Three tests, each unknown by itself: none of them need match.
    #expect(settled([.accept, .accept, .deny], isOpen: true) == .may)
    #expect(settled([.pass, .accept, .deny], isOpen: false) == .may)
    #expect(settled([.deny, .pass, .deny], isOpen: false) == .no)
  }
}
