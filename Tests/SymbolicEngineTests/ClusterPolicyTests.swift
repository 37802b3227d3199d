import ClusterModel
import Intents
import SymbolicEngine
import Testing

/// Rows C-90 to C-112 of semantics.md: what cluster-scoped policies do to the flows of a web pod and a database.
@Suite struct ClusterPolicyTests {
  private var cluster = Cluster()
  private let shop: NamespaceID
  private let web: PodID
  private let db: PodID

  init() {
    shop = cluster.namespace("shop", ["team": "a"])
    let data = cluster.namespace("data", ["team": "b"])
    web = cluster.pod("web", in: shop, ["app": "web"], addresses: ["10.0.0.1"])
    db = cluster.pod(
      "db", in: data, ["app": "db"],
      ports: [cluster.port("sql", 5432), cluster.port("sql", 53, .udp)],
      addresses: ["10.0.0.2"])
    cluster.assumptions.clusterCIDRs = [cidr("10.0.0.0/16")]
    cluster.assumptions.ipFamilies = [.ipv4]
  }

  private var toDB: Flow { flow(web, db, 5432) }

  // MARK: Order

  @Test func c90LowerNumbersComeFirst() {
    var cluster = cluster
    let (accept, deny) = (cluster.rule(.accept), cluster.rule(.deny))
    // Written in the other order, that the order of files is none.
    cluster.clusterPolicy(priority: 10, egress: [deny])
    cluster.clusterPolicy(priority: 9, egress: [accept])
    #expect(cluster.verdict(toDB) == .must)
    cluster.clusterPolicy(priority: 0, egress: [deny])
    #expect(cluster.verdict(toDB) == .no)
  }

  @Test func c91TheFirstMatchingRuleOfAPolicyDecides() {
    var cluster = cluster
    let accept = cluster.rule(.accept, ports: [.number(.tcp, 5432)])
    cluster.clusterPolicy(egress: [accept, cluster.rule(.deny)])
    #expect(cluster.verdict(toDB) == .must)
    #expect(cluster.verdict(flow(web, db, 5433)) == .no)
    cluster.snapshot.clusterNetworkPolicies[0].egress?.reverse()
    #expect(cluster.verdict(toDB) == .no)
  }

  @Test func c92WhatNothingMatchesIsNotDenied() {
    var cluster = cluster
    cluster.clusterPolicy(egress: [cluster.rule(.accept, ports: [.number(.tcp, 1)])])
    #expect(cluster.verdict(toDB) == .must)
  }

  @Test func c93AcceptingAtOneEndOpensThatEndOnly() {
    var cluster = cluster
    cluster.policy(in: shop, types: [.egress])
    #expect(cluster.verdict(toDB) == .no)
    cluster.clusterPolicy(egress: [cluster.rule(.accept)])
    #expect(cluster.verdict(toDB) == .must)
    cluster.policy(in: NamespaceID(rawValue: 1), types: [.ingress])
    #expect(cluster.verdict(toDB) == .no)
  }

  @Test func c94AdminDeniesWhatNetworkPolicyAllows() {
    var cluster = cluster
    cluster.policy(in: shop, types: [.egress], egress: [cluster.rule(nil)])
    cluster.clusterPolicy(egress: [cluster.rule(.deny, [cluster.far(namespaces: "team=b")])])
    #expect(cluster.verdict(toDB) == .no)
    #expect(cluster.verdict(flow(web, "203.0.113.1")) == .must)
  }

  @Test func c95PassingLeavesItToNetworkPolicyForGood() {
    var cluster = cluster
    cluster.clusterPolicy(priority: 1, egress: [cluster.rule(.pass)])
    // Both are skipped: what is passed on leaves the tier.
    cluster.clusterPolicy(priority: 2, egress: [cluster.rule(.deny)])
    cluster.clusterPolicy(.baseline, egress: [cluster.rule(.deny)])
    #expect(cluster.verdict(toDB) == .no)
    let port = NetworkPolicyPort(port: .number(5432))
    cluster.policy(in: shop, types: [.egress], egress: [cluster.rule(nil, ports: [port])])
    #expect(cluster.verdict(toDB) == .must)
    #expect(cluster.verdict(flow(web, db, 1)) == .no)
  }

  @Test func c96PassingWithoutNetworkPolicyGoesToBaseline() {
    var cluster = cluster
    cluster.clusterPolicy(egress: [cluster.rule(.pass)])
    #expect(cluster.verdict(toDB) == .must)
    cluster.baselinePolicy(egress: [cluster.rule(.deny)])
    #expect(cluster.verdict(toDB) == .no)
  }

  @Test func c97PassingInBaselineAllows() {
    var cluster = cluster
    let rules = [cluster.rule(.pass), cluster.rule(.deny)]
    cluster.clusterPolicy(.baseline, priority: 1, egress: rules)
    cluster.clusterPolicy(.baseline, priority: 2, egress: [cluster.rule(.deny)])
    #expect(cluster.verdict(toDB) == .must)
  }

  @Test func c98BaselineIsHiddenWhereNetworkPolicyIsolates() {
    var cluster = cluster
    cluster.clusterPolicy(.baseline, egress: [cluster.rule(.accept)])
    cluster.policy(in: shop, types: [.egress])
    #expect(cluster.verdict(toDB) == .no)
    cluster.snapshot.clusterNetworkPolicies[0].egress?[0].action = .deny
    cluster.snapshot.networkPolicies[0].egress = [cluster.rule(nil)]
    #expect(cluster.verdict(toDB) == .must)
  }

  @Test(arguments: BaselineScope.allCases)
  func c99ANetworkPolicyForTheOtherDirectionHidesBaselineIfScopeIsThePod(scope: BaselineScope) {
    var cluster = cluster
    cluster.assumptions.baselineScope = scope
    cluster.clusterPolicy(.baseline, egress: [cluster.rule(.deny)])
    cluster.policy(in: shop, "app=other", types: [.ingress])
    #expect(cluster.verdict(toDB) == .no)
    cluster.policy(in: shop, "app=web", types: [.ingress])
    #expect(cluster.verdict(toDB) == (scope == .pod ? .must : .no))
    // Admin is hidden from nobody.
    cluster.clusterPolicy(egress: [cluster.rule(.deny)])
    #expect(cluster.verdict(toDB) == .no)
  }

  @Test func c100EqualPrioritiesThatDoNotMeetAreClear() {
    var cluster = cluster
    cluster.clusterPolicy(egress: [cluster.rule(.accept, ports: [.number(.tcp, 80)])])
    cluster.clusterPolicy(egress: [cluster.rule(.deny, ports: [.number(.tcp, 81)])])
    #expect(cluster.verdict(flow(web, db, 80)) == .must)
    #expect(cluster.verdict(flow(web, db, 81)) == .no)
  }

  @Test func c101WhichOfEqualPrioritiesWinsIsOpen() {
    var cluster = cluster
    let (accept, deny) = (cluster.rule(.accept), cluster.rule(.deny))
    cluster.clusterPolicy(egress: [accept])
    cluster.clusterPolicy(egress: [deny])
    #expect(cluster.verdict(toDB) == .may)
    // One kind beside the other, too; and whoever else agrees settles nothing.
    cluster.snapshot.clusterNetworkPolicies.removeLast()
    cluster.adminPolicy(egress: [deny])
    cluster.adminPolicy(egress: [accept])
    #expect(cluster.verdict(toDB) == .may)
    cluster.clusterPolicy(priority: 9, egress: [accept])
    #expect(cluster.verdict(toDB) == .must)
  }

  @Test func c101PassingOfEqualPriorityIsAnOrderTooIfWhatFollowsDiffers() {
    var cluster = cluster
    cluster.clusterPolicy(egress: [cluster.rule(.accept)])
    cluster.clusterPolicy(egress: [cluster.rule(.pass)])
    #expect(cluster.verdict(toDB) == .must)
    cluster.policy(in: shop, types: [.egress])
    #expect(cluster.verdict(toDB) == .may)
  }

  @Test func c101TheOneWithoutPriorityIsTiedWithAllOfBaseline() {
    var cluster = cluster
    let (accept, deny) = (cluster.rule(.accept), cluster.rule(.deny))
    cluster.baselinePolicy(egress: [deny])
    cluster.clusterPolicy(.baseline, priority: 3, egress: [accept])
    #expect(cluster.verdict(toDB) == .may)
    cluster.clusterPolicy(.baseline, priority: 1, egress: [deny])
    #expect(cluster.verdict(toDB) == .no)
    // Behind all of them it decides what they leave.
    cluster.snapshot.clusterNetworkPolicies[0].egress = [cluster.rule(.accept)]
    #expect(cluster.verdict(toDB) == .may)
  }

  // MARK: Peers

  @Test func c103HostNetworkPodsAreNeitherSubjectsNorPeersOfSelectors() {
    var cluster = cluster
    let host = cluster.pod(
      "host", in: shop, ["app": "web"], addresses: ["192.168.0.1"], isHostNetwork: true)
    cluster.clusterPolicy(ingress: [cluster.rule(.deny)], egress: [cluster.rule(.deny)])
    #expect(cluster.verdict(flow(host, db)) == .must)
    #expect(cluster.verdict(flow(web, host)) == .must)
    #expect(cluster.verdict(flow(web, db)) == .no)
    let blocks = cluster.rule(.deny, [networks("192.168.0.0/24")])
    cluster.clusterPolicy(egress: [blocks])
    #expect(cluster.verdict(flow(web, host)) == .no)
    cluster.snapshot.pods[2].addresses = []
    #expect(cluster.verdict(flow(web, host)) == .may)
  }

  private func networks(_ ranges: String...) -> ClusterNetworkPolicyPeer.Term {
    .networks(ranges.map(cidr))
  }

  @Test func c107NamedPortsAreOfWhateverProtocol() {
    var cluster = cluster
    let sql = ClusterNetworkPolicyPort.named(cluster.symbol("sql"))
    cluster.clusterPolicy(ingress: [cluster.rule(.deny, ports: [sql])])
    #expect(cluster.verdict(flow(web, db, 5432, .tcp)) == .no)
    #expect(cluster.verdict(flow(web, db, 53, .udp)) == .no)
    #expect(cluster.verdict(flow(web, db, 53, .tcp)) == .must)
    #expect(cluster.verdict(flow(web, db, 5432, .sctp)) == .must)
    // No address has a name for a port, and no pod of a node's network.
    let anywhere = cluster.rule(.deny, [networks("0.0.0.0/0")], ports: [sql])
    cluster.clusterPolicy(egress: [anywhere])
    let port = cluster.port("sql", 5432)
    let host = cluster.pod(
      "host", in: shop, ports: [port], addresses: ["192.168.0.1"], isHostNetwork: true)
    #expect(cluster.verdict(flow(web, "203.0.113.1", 5432)) == .must)
    #expect(cluster.verdict(flow(web, host, 5432)) == .must)
  }

  @Test func severalNumbersOfANameMayEachBeMeant() {
    var cluster = cluster
    cluster.snapshot.pods[1].containerPorts.append(cluster.port("sql", 5433))
    let sql = ClusterNetworkPolicyPort.named(cluster.symbol("sql"))
    cluster.clusterPolicy(ingress: [cluster.rule(.deny, ports: [sql])])
    #expect(cluster.verdict(flow(web, db, 5432)) == .may)
    #expect(cluster.verdict(flow(web, db, 5433)) == .may)
    #expect(cluster.verdict(flow(web, db, 53, .udp)) == .no)
  }

  @Test func portsWithoutProtocolAreTCP() {
    var cluster = cluster
    cluster.clusterPolicy(
      egress: [cluster.rule(.deny, ports: [.number(nil, 80), .range(nil, 90...92)])])
    for port: UInt16 in [80, 90, 92] {
      #expect(cluster.verdict(flow(web, db, port)) == .no)
      #expect(cluster.verdict(flow(web, db, port, .udp)) == .must)
    }
    #expect(cluster.verdict(flow(web, db, 93)) == .must)
  }

  @Test func c108NobodyOutsideIsAPeerOfIngress() {
    var cluster = cluster
    cluster.clusterPolicy(ingress: [cluster.rule(.deny)])
    #expect(cluster.verdict(flow("203.0.113.1", db)) == .must)
  }

  @Test func c109ASubjectOfNobodyHasNoEffect() {
    var cluster = cluster
    let (nobody, some) = (
      cluster.subject(pods: "app=none"), cluster.subject(pods: "app=web", namespaces: "team=b")
    )
    cluster.clusterPolicy(of: nobody, egress: [cluster.rule(.deny)])
    cluster.clusterPolicy(of: some, egress: [cluster.rule(.deny)])
    #expect(cluster.verdict(toDB) == .must)
    cluster.clusterPolicy(of: cluster.subject(pods: "app=web"), egress: [cluster.rule(.deny)])
    #expect(cluster.verdict(toDB) == .no)
  }

  @Test func missingSelectorsOfAPeerTakeInAll() {
    var cluster = cluster
    let name = "kubernetes.io/metadata.name=data"
    let subject = cluster.subject(namespaces: "team=a")
    cluster.clusterPolicy(
      priority: 1, of: subject, egress: [cluster.rule(.accept, [cluster.far(pods: "app=none")])])
    #expect(cluster.verdict(toDB) == .must)
    cluster.clusterPolicy(
      priority: 2, of: subject, egress: [cluster.rule(.deny, [cluster.far(pods: "app=db")])])
    #expect(cluster.verdict(toDB) == .no)
    cluster.clusterPolicy(
      priority: 0, of: subject, egress: [cluster.rule(.accept, [cluster.far(namespaces: name)])])
    #expect(cluster.verdict(toDB) == .must)
  }
}
