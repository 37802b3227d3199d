import ClusterModel
import Intents

extension RandomCluster {
  /// Gives the cluster admin tiers: up to four policies a tier, most of equal priority, and some nodes.
  mutating func addTiers() {
    cluster.assumptions.baselineScope = random.pick(BaselineScope.allCases)
    // What pods see of translated clients is no matter of these tiers.
    cluster.assumptions.clientAddress = .preserved
    for name in ["n1", "n2", "n3"] where random.chance(50) {
      let addresses = [
        random.pick(["192.168.7.1", "10.9.0.9", "203.0.113.7"]), "2001:db8::\(name.suffix(1))",
      ].filter { _ in random.chance(60) }
      // No two machines have one address.
      let taken = cluster.snapshot.nodes.flatMap(\.addresses)
      cluster.node(
        name, labels(["role"]), addresses: addresses.filter { !taken.contains(address($0)) })
    }
    for index in cluster.snapshot.pods.indices
    where cluster.snapshot.pods[index].isHostNetwork && random.chance(50) {
      let node = cluster.snapshot.nodes.isEmpty ? nil : random.pick(cluster.snapshot.nodes)
      let others = [cluster.symbol("n1"), cluster.symbol("n9")]
      cluster.snapshot.pods[index].nodeName = random.chance(40) ? random.pick(others) : nil
      cluster.snapshot.pods[index].addresses = node?.addresses ?? [address("192.168.7.2")]
    }
    for _ in 0..<Int.random(in: 1...5, using: &random) { addClusterPolicy() }
    if random.chance(40) {
      let subject = random.chance(50) ? nil : makeSubject()
      cluster.baselinePolicy(
        of: subject, ingress: makeRules(.ingress), egress: makeRules(.egress))
    }
  }

  private mutating func addClusterPolicy() {
    let subject = random.chance(50) ? nil : makeSubject()
    let (ingress, egress) = (makeRules(.ingress), makeRules(.egress))
    let priority = random.pick([1, 5, 5, 5, 9])
    if random.chance(30) {
      cluster.adminPolicy(priority: priority, of: subject, ingress: ingress, egress: egress)
    } else {
      cluster.clusterPolicy(
        random.pick([.admin, .baseline]), priority: priority, of: subject, ingress: ingress,
        egress: egress)
    }
  }

  private mutating func makeSubject() -> ClusterNetworkPolicySubject {
    if random.chance(40) { return cluster.subject(namespaces: namespaceSelector()) }
    let namespaces = random.chance(50) ? namespaceSelector() : nil
    return cluster.subject(pods: podSelector(), namespaces: namespaces)
  }

  private mutating func makeRules(_ direction: Direction) -> [ClusterNetworkPolicyRule]? {
    if random.chance(30) { return nil }
    return (0..<random.pick([1, 1, 2, 3])).map { _ in
      let action = random.pick(ClusterNetworkPolicyRule.Action.allCases)
      let peers = (0..<random.pick([1, 1, 2])).map { _ in makePeer(direction, action) }
      let ports = random.chance(40) ? (0..<random.pick([1, 2])).map { _ in makePort() } : nil
      return cluster.rule(action, peers, ports: ports)
    }
  }

  private mutating func makePeer(
    _ direction: Direction, _ action: ClusterNetworkPolicyRule.Action
  ) -> ClusterNetworkPolicyPeer.Term {
    switch Int.random(in: 0..<(direction == .ingress ? 5 : 10), using: &random) {
    case 0, 1: return cluster.far(namespaces: namespaceSelector())
    case 2, 3, 4:
      return cluster.far(
        pods: random.chance(80) ? podSelector() : nil,
        namespaces: random.chance(50) ? namespaceSelector() : nil)
    case 5, 6: return cluster.networks(random.pick(Self.blocks))
    case 7, 8:
      return cluster.nodes(random.pick(["", "role=a", "role", "!role", "role notin (a b)"]))
    default:
      if action != .accept {
        return cluster.networks(random.pick(Self.blocks), random.pick(Self.blocks))
      }
      return .domainNames([cluster.symbol("*.example.org")])
    }
  }

  private mutating func makePort() -> ClusterNetworkPolicyPort {
    let proto = random.chance(40) ? nil : random.pick(TransportProtocol.allCases)
    let port = random.pick(Self.ports)
    switch Int.random(in: 0..<4, using: &random) {
    case 0: return .range(proto, port...port + 400)
    case 1, 2: return .named(cluster.symbol(random.pick(["http", "dns"])))
    default: return .number(proto, port)
    }
  }
}
