import ClusterModel
import Intents

/// Many namespaces of many tenants with policies of their own, under admin tiers that speak of all of them.
struct TieredCluster {
  private(set) var cluster = Cluster()
  private let tenants: Int

  /// - Parameters:
  ///   - namespaces: Four NetworkPolicies each, and three pods.
  ///   - policies: Cluster-scoped, of both tiers, most of equal priority with another.
  init(namespaces: Int, tenants: Int, policies: Int) {
    self.tenants = tenants
    let system = cluster.namespace("system", ["role": "system"])
    cluster.pod("dns", in: system, ["app": "dns"])
    cluster.pod("ingress", in: system, ["app": "ingress"])
    for index in 0..<namespaces {
      let namespace = cluster.namespace(
        "ns-\(index)", ["tenant": "t\(index % tenants)", "env": index % 3 == 0 ? "test" : "live"])
      for app in ["web", "api", "db"] {
        cluster.pod("\(app)-\(index)", in: namespace, ["app": app])
      }
      addPolicies(of: namespace)
    }
    for index in 0..<policies { addClusterPolicy(index) }
    cluster.assumptions.clusterCIDRs = [cidr("10.0.0.0/8")]
    cluster.assumptions.ipFamilies = [.ipv4]
  }

  private mutating func addPolicies(of namespace: NamespaceID) {
    cluster.policy(in: namespace, types: [.ingress, .egress])
    let own = cluster.rule([cluster.peer(pods: "")])
    cluster.policy(in: namespace, types: [.ingress, .egress], ingress: [own], egress: [own])
    let entry = cluster.rule(
      [cluster.peer(pods: "app=ingress", namespaces: "role=system")],
      ports: [NetworkPolicyPort(port: .number(80))])
    cluster.policy(in: namespace, "app=web", types: [.ingress], ingress: [entry])
    let names = cluster.rule(
      [cluster.peer(pods: "app=dns", namespaces: "role=system")],
      ports: [NetworkPolicyPort(protocol: .udp, port: .number(53))])
    cluster.policy(in: namespace, types: [.egress], egress: [names])
  }

  /// In turns: what all may reach, what nobody of a tenant may, what is left to the tenants, and defaults below them.
  private mutating func addClusterPolicy(_ index: Int) {
    let tenant = "tenant=t\(index % tenants)"
    switch index % 5 {
    case 0:
      let dns = cluster.rule(
        .accept, [cluster.far(pods: "app=dns", namespaces: "role=system")],
        ports: [.number(.udp, UInt16(53 + index))])
      cluster.clusterPolicy(priority: index / 10, egress: [dns])
    case 1:
      let others = cluster.far(namespaces: "tenant,env=test")
      cluster.clusterPolicy(
        priority: index / 10, of: cluster.subject(namespaces: "\(tenant),env=live"),
        ingress: [cluster.rule(.deny, [others])], egress: [cluster.rule(.deny, [others])])
    case 2:
      let own = cluster.far(namespaces: tenant)
      cluster.clusterPolicy(
        priority: index / 10, of: cluster.subject(namespaces: tenant),
        ingress: [cluster.rule(.pass, [own])], egress: [cluster.rule(.pass, [own])])
    case 3:
      let outside = cluster.networks("192.168.\(index).0/24", "203.0.113.0/24")
      let nodes = cluster.nodes("pool=p\(index % 4)")
      cluster.clusterPolicy(
        priority: index / 10, of: cluster.subject(pods: "app=db"),
        egress: [cluster.rule(.deny, [outside, nodes], ports: [.range(.tcp, 1...1024)])])
    default:
      cluster.clusterPolicy(
        .baseline, priority: index / 10,
        of: cluster.subject(pods: index % 2 == 0 ? "app=db" : nil, namespaces: "tenant"),
        ingress: [cluster.rule(.deny, [cluster.far(namespaces: "tenant notin (t\(index))")])])
    }
  }

  /// What a prohibition, an obligation and an isolation of all tenants are about.
  mutating func claims() -> [Claim] {
    let first = Group(
      name: "t0",
      term: .pods(
        namespaces: .matching(cluster.selector("tenant=t0")), selector: nil, serviceAccount: nil))
    let others = Group(
      name: "others",
      term: .pods(
        namespaces: .matching(cluster.selector("tenant notin (t0)")), selector: nil,
        serviceAccount: nil))
    let dns = Target(
      group: cluster.pods("app=dns", in: ["system"]), ports: ports(53, protocol: .udp))
    return [
      .cannotReach(from: [others], to: [Target(group: first, ports: ports(5432))]),
      .reaches(from: [first], to: [dns]),
      .namespacesIsolated(key: cluster.symbol("tenant"), except: []),
    ]
  }
}
