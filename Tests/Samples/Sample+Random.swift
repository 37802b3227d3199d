import ClusterModel
import Intents

extension Sample {
  /// A small cluster with a taste for the corners: unknown and known addresses, both families, host network,
  /// finished pods, replicas, named ports with one or several numbers, undeclared namespaces, empty and missing fields.
  public static func random(using random: inout SplitMix64) -> Sample {
    var sample = Sample()
    let names = Array(["x", "y", "z"].prefix(Int.random(in: 1...3, using: &random)))
    for name in names {
      if random.chance(20) {
        _ = sample.namespace(name)
      } else {
        sample.declare(name, sample.randomLabels(["team", "env"], using: &random))
      }
    }
    for index in 0..<Int.random(in: 2...6, using: &random) {
      sample.addRandomPod("\(random.pick(names))/p\(index)", index, using: &random)
    }
    for index in 0..<Int.random(in: 0...5, using: &random) {
      sample.addRandomPolicy("\(random.pick(names))/n\(index)", using: &random)
    }
    if random.chance(40) { sample.addRandomService(random.pick(names), using: &random) }
    return sample
  }

  private mutating func addRandomPod(
    _ path: String, _ index: Int, using random: inout SplitMix64
  ) {
    let addresses: [String] =
      switch Int.random(in: 0..<10, using: &random) {
      case 0..<5: []
      case 5..<8: ["10.0.0.\(index + 1)"]
      case 8: ["10.0.0.\(index + 1)", "fd00::\(index + 1)"]
      default: ["fd00::\(index + 1)"]
      }
    var ports: [ContainerPort] = []
    for _ in 0..<Int.random(in: 0...3, using: &random) {
      let proto = random.pick([nil, .tcp, .udp] as [TransportProtocol?])
      ports.append(
        port(random.pick(["http", "http", "dns", nil]), random.pick([53, 80, 8080]), proto))
      if random.chance(10) { ports[ports.count - 1].hostPort = 9000 }
    }
    pod(
      path, randomLabels(["app", "role"], using: &random), ports: ports, addresses: addresses,
      isHostNetwork: random.chance(15), node: random.pick([nil, nil, "n1", "n2"]),
      account: random.pick([nil, nil, "default", "robot"]),
      phase: random.pick([.unknown, .unknown, .running, .pending, .succeeded]),
      population: random.chance(30) ? .replicas : .single)
  }

  private mutating func addRandomService(_ namespace: String, using random: inout SplitMix64) {
    snapshot.services.append(
      Service(
        name: symbol("svc"), namespace: self.namespace(namespace),
        selector: random.chance(80) ? labels(randomLabels(["app"], using: &random)) : nil,
        type: symbol(random.pick(["LoadBalancer", "NodePort", "ClusterIP"])),
        keepsClientAddress: random.chance(20),
        ports: [
          ServicePort(
            protocol: random.pick([nil, .tcp, .udp]), port: 80,
            targetPort: random.pick([nil, .number(8080), .name(symbol("http"))]))
        ],
        place: Place(file: FileID(rawValue: 0), document: 1, line: 1, column: 1)))
  }

  private mutating func addRandomPolicy(_ path: String, using random: inout SplitMix64) {
    policy(
      path, pods: randomSelector(["app", "role"], using: &random),
      types: random.pick([nil, nil, [], [.ingress], [.egress], [.ingress, .egress]]),
      ingress: randomRules(using: &random), egress: randomRules(using: &random))
  }

  private mutating func randomRules(using random: inout SplitMix64) -> [NetworkPolicyRule]? {
    if random.chance(25) { return nil }
    return (0..<Int.random(in: 0...2, using: &random)).map { _ in
      let peers =
        random.chance(20)
        ? nil
        : (0..<Int.random(in: 0...2, using: &random)).map { _ in randomPeer(using: &random) }
      let ports =
        random.chance(40)
        ? nil
        : (0..<Int.random(in: 0...2, using: &random)).map { _ in randomPort(using: &random) }
      return rule(peers, ports: ports)
    }
  }

  private mutating func randomPeer(using random: inout SplitMix64) -> NetworkPolicyPeer {
    switch Int.random(in: 0..<4, using: &random) {
    case 0:
      return random.pick([
        peer("0.0.0.0/0", except: ["10.0.0.0/8"]), peer("0.0.0.0/0"), peer("10.0.0.0/30"),
        peer("10.0.0.0/24", except: ["10.0.0.2/31"]), peer("203.0.113.0/24"), peer("::/0"),
        peer("fd00::/16"),
      ])
    case 1: return peer(pods: randomSelector(["app", "role"], using: &random) ?? LabelSelector())
    case 2:
      return peer(namespaces: randomSelector(["team", "env"], using: &random) ?? LabelSelector())
    default:
      return peer(
        pods: randomSelector(["app", "role"], using: &random) ?? LabelSelector(),
        namespaces: random.chance(30)
          ? selector(["kubernetes.io/metadata.name": "y"])
          : randomSelector(["team", "env"], using: &random) ?? LabelSelector())
    }
  }

  private mutating func randomPort(using random: inout SplitMix64) -> NetworkPolicyPort {
    let proto = random.pick([nil, .tcp, .udp, .sctp] as [TransportProtocol?])
    switch Int.random(in: 0..<4, using: &random) {
    case 0: return NetworkPolicyPort(protocol: proto)
    case 1:
      return NetworkPolicyPort(protocol: proto, port: .name(symbol(random.pick(["http", "dns"]))))
    case 2:
      return NetworkPolicyPort(
        protocol: proto, port: .number(80), endPort: random.pick([80, 8080]))
    default: return NetworkPolicyPort(protocol: proto, port: .number(random.pick([53, 80])))
    }
  }

  private mutating func randomLabels(
    _ keys: [String], using random: inout SplitMix64
  ) -> [String: String] {
    var labels: [String: String] = [:]
    for key in keys where random.chance(60) {
      labels[key] = random.pick(["a", "b", "never-mentioned"])
    }
    return labels
  }

  mutating func randomSelector(
    _ keys: [String], using random: inout SplitMix64
  ) -> LabelSelector? {
    if random.chance(20) { return nil }
    var selector = LabelSelector()
    for key in keys where random.chance(45) {
      switch Int.random(in: 0..<5, using: &random) {
      case 0: selector.matchExpressions += self.selector(key, .in, ["a", "c"]).matchExpressions
      case 1: selector.matchExpressions += self.selector(key, .notIn, ["a"]).matchExpressions
      case 2: selector.matchExpressions += self.selector(key, .exists).matchExpressions
      case 3: selector.matchExpressions += self.selector(key, .doesNotExist).matchExpressions
      default: selector.matchLabels += self.selector([key: random.pick(["a", "b"])]).matchLabels
      }
    }
    return selector
  }
}
