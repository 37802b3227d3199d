import ClusterModel
import Intents

/// A small reproducible source of choices (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014).
struct SplitMix64: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = state
    bits = (bits ^ bits >> 30) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ bits >> 27) &* 0x94D0_49BB_1331_11EB
    return bits ^ bits >> 31
  }

  mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &self) < percent }

  mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[Int.random(in: elements.indices, using: &self)]
  }

  mutating func some<Element>(_ range: ClosedRange<Int>, _ make: (inout Self) -> Element)
    -> [Element]
  {
    (0..<Int.random(in: range, using: &self)).map { _ in make(&self) }
  }
}

/// Clusters and claims in which much coincides: few names, few ranges, every feature now and then.
struct RandomCluster {
  var cluster = Cluster()
  var random: SplitMix64
  private var namespaces: [NamespaceID] = []

  static let blocks = [
    "10.0.0.0/8", "10.244.0.0/16", "10.244.1.0/24", "10.244.1.4/30", "203.0.113.0/24",
    "0.0.0.0/0", "2001:db8::/32", "fd00:1::/64",
  ]
  private static let podAddresses = [
    ["10.244.1.4"], ["10.244.1.5"], ["10.244.1.6", "fd00:1::6"], ["10.244.1.7"], ["fd00:1::9"],
    ["10.9.0.1"],
  ]
  static let ports: [UInt16] = [80, 81, 443, 8080]

  init(seed: UInt64) {
    random = SplitMix64(seed: seed)
    assume()
    for name in ["x", "y", "z"].prefix(Int.random(in: 1...3, using: &random)) {
      namespaces.append(cluster.namespace(name, labels(["tenant", "env"])))
    }
    for index in 0..<Int.random(in: 0...5, using: &random) { addPod(index) }
    for _ in 0..<Int.random(in: 0...4, using: &random) { addPolicy() }
    if random.chance(30) {
      let ports = random.some(1...2) { random in
        ServicePort(protocol: random.chance(50) ? nil : .udp, port: random.pick(Self.ports))
      }
      cluster.service(
        in: random.pick(namespaces), random.chance(80) ? labels(["app"]) : nil,
        type: random.pick(["LoadBalancer", "NodePort", "ClusterIP"]),
        keepsClientAddress: random.chance(20), ports: ports)
    }
  }

  private mutating func assume() {
    cluster.assumptions.cni = random.chance(70) ? .upstream : random.pick(CNI.allCases)
    if random.chance(50) { cluster.assumptions.clusterCIDRs = [cidr("10.244.0.0/16")] }
    if random.chance(30) { cluster.assumptions.clusterCIDRs.append(cidr("fd00:1::/64")) }
    if random.chance(40) { cluster.assumptions.ipFamilies = [.ipv4] }
    if random.chance(20) { cluster.assumptions.ipFamilies = [.ipv4, .ipv6] }
    if random.chance(30) { cluster.assumptions.clientAddress = .mayBeNode }
  }

  mutating func labels(_ keys: [String]) -> [String: String] {
    var labels: [String: String] = [:]
    for key in keys where random.chance(60) { labels[key] = random.pick(["a", "b", "c"]) }
    return labels
  }

  private mutating func addPod(_ index: Int) {
    let ports = random.some(0...3) { random in
      (
        random.chance(70) ? random.pick(["http", "dns"]) : nil, random.pick(Self.ports),
        random.chance(60) ? nil : random.pick(TransportProtocol.allCases), random.chance(20)
      )
    }.map { cluster.port($0.0, $0.1, $0.2, hostPort: $0.3 ? 9000 : nil) }
    let isKnown = random.chance(40) && index < Self.podAddresses.count
    cluster.pod(
      "pod-\(index)", in: random.pick(namespaces), labels(["app", "tier"]),
      serviceAccount: random.chance(30) ? random.pick(["default", "robot"]) : nil, ports: ports,
      addresses: isKnown ? Self.podAddresses[index] : [], isHostNetwork: random.chance(20),
      node: random.chance(60) ? random.pick(["n1", "n2"]) : nil,
      phase: random.chance(10) ? .succeeded : .running,
      population: random.chance(25) ? .replicas : .single)
  }

  private mutating func addPolicy() {
    let ingress = random.chance(70) ? makeRules() : nil
    let egress = random.chance(50) ? makeRules() : nil
    let types: [[Direction]?] = [nil, [], [.ingress], [.egress], [.ingress, .egress]]
    cluster.policy(
      in: random.pick(namespaces), podSelector(), types: random.pick(types), ingress: ingress,
      egress: egress)
  }

  private mutating func makeRules() -> [NetworkPolicyRule] {
    (0..<Int.random(in: 0...2, using: &random)).map { _ in
      let peers = random.chance(80) ? (0..<random.pick([1, 1, 2])).map { _ in makePeer() } : nil
      let ports =
        random.chance(50) ? (0..<random.pick([1, 2])).map { _ in makePolicyPort() } : nil
      return cluster.rule(peers, ports: ports)
    }
  }

  private mutating func makePeer() -> NetworkPolicyPeer {
    if random.chance(35) {
      let block = random.pick(Self.blocks)
      let except = Self.blocks.filter { inner in
        inner != block && cidr(block).contains(cidr(inner)) && random.chance(30)
      }
      return cluster.peer(block: block, except: except)
    }
    let pods = random.chance(70) ? podSelector() : nil
    let isNamespaced = pods == nil || random.chance(40)
    return cluster.peer(pods: pods, namespaces: isNamespaced ? namespaceSelector() : nil)
  }

  private mutating func makePolicyPort() -> NetworkPolicyPort {
    let `protocol` = random.chance(50) ? nil : random.pick(TransportProtocol.allCases)
    if random.chance(15) { return NetworkPolicyPort(protocol: `protocol`) }
    if random.chance(35) {
      let name = cluster.symbol(random.pick(["http", "dns"]))
      return NetworkPolicyPort(protocol: `protocol`, port: .name(name))
    }
    let port = random.pick(Self.ports)
    return NetworkPolicyPort(
      protocol: `protocol`, port: .number(port), endPort: random.chance(30) ? port + 400 : nil)
  }

  mutating func podSelector() -> String {
    random.pick(["", "app=a", "app=b", "tier in (a b)", "app notin (a)", "!tier", "app,tier=c"])
  }

  mutating func namespaceSelector() -> String {
    random.pick(["", "tenant=a", "env notin (b)", "tenant", "kubernetes.io/metadata.name=y"])
  }
}

extension RandomCluster {
  mutating func makeClaim() -> Claim {
    switch Int.random(in: 0..<13, using: &random) {
    case 0, 1: .reaches(from: makeGroups(), to: makeTargets())
    case 2: .someReaches(from: makeGroups(), to: makeTargets())
    case 3: .mayReach(from: makeGroups(), to: makeTargets())
    case 4: .cannotReach(from: makeGroups(), to: makeTargets())
    case 5: .onlyMayReach(from: makeGroups(), to: makeTargets())
    case 6: .onlyReaches(from: makeGroups(), to: makeTargets())
    case 7: .noEgress(of: makeGroups(), except: random.chance(60) ? makeTargets() : [])
    case 8: .noIngress(to: makeGroups(), except: random.chance(60) ? [makeException()] : [])
    case 9: .isolated(makeGroups(), from: makeGroups())
    case 10:
      .namespacesIsolated(
        key: cluster.symbol(random.pick(["tenant", "env", "kubernetes.io/metadata.name"])),
        except: random.chance(50) ? [makeTenantException()] : [])
    default: .nothingElse(makeScope())
    }
  }

  private mutating func makeGroups() -> [Group] {
    (0..<random.pick([1, 1, 1, 2])).map { _ in makeGroup() }
  }

  private mutating func makeGroup() -> Group {
    switch Int.random(in: 0..<12, using: &random) {
    case 0: return anyone
    case 1: return external
    case 2: return internet
    case 3: return addresses(random.pick(Self.blocks))
    case 4: return Group(name: "union", term: .anyOf([makeGroup(), makeGroup()]))
    default:
      let namespaces: NamespaceTerm =
        switch Int.random(in: 0..<4, using: &random) {
        case 0: .names([cluster.symbol("x"), cluster.symbol("nowhere")])
        case 1: .matching(cluster.selector(namespaceSelector()))
        default: .any
        }
      let account = random.chance(20) ? random.pick(["default", "robot"]) : nil
      return Group(
        name: "pods",
        term: .pods(
          namespaces: namespaces,
          selector: random.chance(70) ? cluster.selector(podSelector()) : nil,
          serviceAccount: account.map { cluster.symbol($0) }))
    }
  }

  private mutating func makeTargets() -> [Target] {
    (0..<random.pick([1, 1, 2])).map { _ in Target(group: makeGroup(), ports: makePorts()) }
  }

  private mutating func makePorts() -> Ports {
    if random.chance(40) { return .all }
    return .list(
      (0..<random.pick([1, 1, 2])).map { _ in
        let `protocol` = random.chance(60) ? nil : random.pick(TransportProtocol.allCases)
        if random.chance(30) {
          return PortTerm(
            .name(cluster.symbol(random.pick(["http", "dns"]))), protocol: `protocol`)
        }
        if random.chance(15) { return PortTerm(.every, protocol: `protocol` ?? .udp) }
        let port = random.pick(Self.ports)
        return PortTerm(
          .numbers(port...(random.chance(30) ? port + 5 : port)), protocol: `protocol`)
      })
  }

  private mutating func makeException() -> IngressException {
    IngressException(from: random.chance(60) ? makeGroups() : nil, ports: makePorts())
  }

  private mutating func makeTenantException() -> TenantException {
    random.chance(50) ? .to(makeTargets()[0]) : .from(makeException())
  }

  private mutating func makeScope() -> Scope {
    switch Int.random(in: 0..<4, using: &random) {
    case 0: .namespaces([cluster.symbol("x")])
    case 1: .to(makeTargets())
    case 2: .from(makeGroups())
    default: .everywhere
    }
  }

  /// Flows of every kind that the cluster's few ranges and ports can tell apart; some do not exist.
  var candidates: [Flow] {
    let pods = cluster.snapshot.podIDs.map { Endpoint.pod($0) }
    let outside = (Self.blocks + ["192.168.0.0/16", "fe80::/10"]).flatMap { block in
      let range = cidr(block)
      let edges = [range.range.lowerBound, range.range.upperBound &+ 1]
      // One address beside each edge that no pod has.
      return edges.filter { $0 <= range.family.last }.compactMap { edge in
        (edge..<edge + 4).map { IPAddress(family: range.family, bits: $0) }
          .first { bits in !Self.podAddresses.contains { $0.map(address).contains(bits) } }
      }
    }
    let narrow = Self.podAddresses.joined().map(address)
    let nodes = cluster.snapshot.nodes.flatMap(\.addresses)
    let ends = pods + Set(outside + narrow + nodes).sorted().map { Endpoint.address($0) }
    let numbers: [UInt16] = [1, 80, 81, 443, 8080, 8500]
    return ends.flatMap { source in
      ends.flatMap { destination -> [Flow] in
        if case (.address, .address) = (source, destination) { return [] }
        return IPFamily.allCases.flatMap { family in
          TransportProtocol.allCases.flatMap { `protocol` in
            numbers.map { number in
              Flow(
                source: source, destination: destination, family: family, protocol: `protocol`,
                port: number)
            }
          }
        }
      }
    }
  }
}
