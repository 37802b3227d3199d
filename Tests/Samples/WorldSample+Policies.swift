import ClusterModel
import Intents

extension WorldMaker {
  mutating func addPolicy(_ index: Int) {
    let ingress = rules()
    let egress = random.chance(40) ? rules() : nil
    sample.policy(
      "\(random.pick(names))/n\(index)", pods: random.chance(40) ? nil : selector(grammar.podKeys),
      types: random.pick([nil, nil, [.ingress], [.egress], [.ingress, .egress]]),
      ingress: ingress, egress: egress)
  }

  private mutating func rules() -> [NetworkPolicyRule]? {
    if random.chance(25) { return nil }
    return (0..<Int.random(in: 0...2, using: &random)).map { _ in
      let peers =
        random.chance(15)
        ? nil : (0..<Int.random(in: 1...2, using: &random)).map { _ in peer() }
      return sample.rule(peers, ports: random.chance(60) ? nil : [port()])
    }
  }

  private mutating func peer() -> NetworkPolicyPeer {
    switch Int.random(in: 0..<6, using: &random) {
    case 0:
      let blocks = [
        sample.peer("10.0.0.0/30"), sample.peer("10.0.0.0/24", except: ["10.0.0.4/31"]),
        sample.peer("0.0.0.0/0", except: ["10.0.0.0/16"]), sample.peer("203.0.113.0/24"),
      ]
      return random.pick(grammar.isIPv4 ? blocks : blocks + [sample.peer("fd00::/64")])
    case 1, 2: return sample.peer(pods: selector(grammar.podKeys))
    case 3: return sample.peer(namespaces: namespaceSelector())
    default: return sample.peer(pods: selector(grammar.podKeys), namespaces: namespaceSelector())
    }
  }

  private mutating func port() -> NetworkPolicyPort {
    switch Int.random(in: 0..<4, using: &random) {
    case 0: NetworkPolicyPort(port: .name(sample.symbol("http")))
    case 1: NetworkPolicyPort(port: .number(80), endPort: 8080)
    case 2: NetworkPolicyPort(protocol: .udp)
    default: NetworkPolicyPort(port: .number(80))
    }
  }

  mutating func namespaceSelector() -> LabelSelector {
    guard corner() else { return selector(grammar.namespaceKeys) }
    // By name: of a namespace that is there, or of one that is not.
    let name = random.pick(names + ["nowhere"])
    let key = "kubernetes.io/metadata.name"
    return random.chance(70)
      ? sample.selector([key: name]) : sample.selector(key, .notIn, [name])
  }

  mutating func selector(_ keys: [String]) -> LabelSelector {
    var selector = LabelSelector()
    for key in keys where random.chance(keys.count == 1 ? 75 : 50) {
      let value = random.pick(grammar.values)
      switch Int.random(in: 0..<6, using: &random) {
      case 0:
        selector.matchExpressions += sample.selector(key, .in, grammar.values).matchExpressions
      case 1: selector.matchExpressions += sample.selector(key, .notIn, [value]).matchExpressions
      case 2: selector.matchExpressions += sample.selector(key, .exists).matchExpressions
      case 3: selector.matchExpressions += sample.selector(key, .doesNotExist).matchExpressions
      default: selector.matchLabels += sample.selector([key: value]).matchLabels
      }
    }
    return selector
  }
}
