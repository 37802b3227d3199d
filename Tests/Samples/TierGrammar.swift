import ClusterModel
import Intents

/// What random cluster-scoped policies speak of.
public struct TierGrammar: Sendable {
  var podKeys: [String]
  var namespaceKeys: [String]
  var values: [String]
  var policies: ClosedRange<Int>
  var rules: ClosedRange<Int>
  var portNames = ["http"]
  var ports: [UInt16] = [80]
  /// Whether rules speak of addresses of both families.
  var isIPv4: Bool

  /// The words of `Sample.random`.
  public static let deployed = TierGrammar(
    podKeys: ["app", "role"], namespaceKeys: ["team", "env"], values: ["a", "b"], policies: 1...4,
    rules: 0...3, portNames: ["http", "http", "dns"], ports: [53, 80, 8080], isIPv4: false)

  /// The words of `WorldSample.tiny`, and of `slim`.
  public static let tiny = TierGrammar(
    podKeys: ["app"], namespaceKeys: ["team"], values: ["a"], policies: 1...2, rules: 0...2,
    isIPv4: true)

  /// The words of `WorldSample.small`.
  public static let small = TierGrammar(
    podKeys: ["app", "role"], namespaceKeys: ["team", "env"], values: ["a", "b"], policies: 1...3,
    rules: 0...2, ports: [53, 80], isIPv4: false)
}

extension Sample {
  /// Mixes admin tiers in: both APIs, few priorities so that many are equal, every action, peer and port, and
  /// nodes that are known, half known or not there.
  public mutating func addTiers(
    _ grammar: TierGrammar = .deployed, using random: inout SplitMix64
  ) {
    var maker = TierMaker(grammar: grammar, sample: self, random: random)
    maker.make()
    self = maker.sample
    random = maker.random
  }
}

extension WorldSample {
  /// The sample with admin tiers mixed in.
  public func withTiers(
    _ grammar: TierGrammar = .tiny, using random: inout SplitMix64
  ) -> WorldSample {
    var result = self
    result.sample.addTiers(grammar, using: &random)
    result.assumptions.baselineScope = random.pick(BaselineScope.allCases)
    return result
  }
}

/// Adds random cluster-scoped policies to a sample.
private struct TierMaker {
  let grammar: TierGrammar
  var sample: Sample
  var random: SplitMix64

  mutating func make() {
    addNodes()
    var isSettled = false
    for index in 0..<Int.random(in: grammar.policies, using: &random) {
      // Names in no order, so that none can stand for a priority.
      let name = "\(random.pick(["a", "m", "z"]))\(index)"
      let kind =
        isSettled
        ? .clusterNetworkPolicy : random.pick(ClusterNetworkPolicy.Kind.allCases)
      let priority = random.pick([0, 7, 7, 7, 1000])
      let (ingress, egress) = (rules(.ingress, kind), rules(.egress, kind))
      switch kind {
      case .clusterNetworkPolicy:
        sample.clusterPolicy(
          name, random.pick(ClusterNetworkPolicy.Tier.allCases), priority: priority,
          subject: subject(), ingress: ingress, egress: egress)
      case .adminNetworkPolicy:
        sample.adminPolicy(
          name, priority: priority, subject: subject(), ingress: ingress, egress: egress)
      case .baselineAdminNetworkPolicy:
        // There is one at most.
        isSettled = true
        sample.baselinePolicy(subject: subject(), ingress: ingress, egress: egress)
      }
    }
  }

  /// Addresses that are nobody's but a host pod's, and none where a machine is half known.
  private mutating func addNodes() {
    if random.chance(40) { return }
    for name in ["n1", "n2", "n3"] where random.chance(60) {
      let hosts = sample.snapshot.pods.filter(\.isHostNetwork).flatMap(\.addresses).map(
        \.description)
      let digit = name.last.map(String.init) ?? ""
      var addresses = random.some(
        ["192.168.1.1\(digit)", "203.0.113.1\(digit)", "10.0.0.1\(digit)"] + hosts.prefix(1))
      if !grammar.isIPv4, random.chance(30) { addresses.append("fd01::1\(digit)") }
      sample.node(name, labels(["pool"]), addresses: addresses)
    }
  }

  private mutating func subject() -> ClusterNetworkPolicySubject {
    switch Int.random(in: 0..<4, using: &random) {
    case 0: .namespaces(LabelSelector())
    case 1: .namespaces(namespaceSelector())
    default: .pods(namespaceSelector: optional { $0.namespaceSelector() }, podSelector: pods())
    }
  }

  private mutating func rules(
    _ direction: Direction, _ kind: ClusterNetworkPolicy.Kind
  ) -> [ClusterNetworkPolicyRule]? {
    if random.chance(25) { return nil }
    return (0..<Int.random(in: grammar.rules, using: &random)).map { _ in
      let isBaseline = kind == .baselineAdminNetworkPolicy
      let action = random.pick(
        isBaseline ? [.accept, .deny] : ClusterNetworkPolicyRule.Action.allCases)
      let mayName = direction == .egress && action == .accept && !isBaseline
      let peers = (0..<Int.random(in: 1...2, using: &random)).map { _ in
        peer(direction, mayName: mayName)
      }
      let ports =
        random.chance(50)
        ? nil : (0..<Int.random(in: 1...2, using: &random)).map { _ in port() }
      return sample.rule(action, peers, ports: ports)
    }
  }

  private mutating func peer(
    _ direction: Direction, mayName: Bool
  ) -> ClusterNetworkPolicyPeer.Term {
    switch Int.random(in: 0..<(direction == .ingress ? 5 : 9), using: &random) {
    case 0: return .namespaces(LabelSelector())
    case 1: return .namespaces(namespaceSelector())
    case 2...4:
      return .pods(namespaceSelector: optional { $0.namespaceSelector() }, podSelector: pods())
    case 5, 6:
      let ranges = [
        sample.networks("0.0.0.0/0"), sample.networks("10.0.0.0/30"),
        sample.networks("10.0.0.0/24", "203.0.113.0/24"), sample.networks("10.0.0.2/31"),
      ]
      let others = [sample.networks("::/0"), sample.networks("fd00::/16", "10.0.0.0/30")]
      return random.pick(grammar.isIPv4 ? ranges : ranges + others)
    case 7: return .nodes(selector(["pool"]))
    default: return mayName ? sample.domainNames("*.example.org") : sample.networks("0.0.0.0/0")
    }
  }

  private mutating func port() -> ClusterNetworkPolicyPort {
    let proto = random.pick([nil, .tcp, .udp, .sctp] as [TransportProtocol?])
    switch Int.random(in: 0..<4, using: &random) {
    case 0: return .range(proto, 80...8080)
    case 1: return .named(sample.symbol(random.pick(grammar.portNames)))
    default: return .number(proto, random.pick(grammar.ports))
    }
  }

  private mutating func pods() -> LabelSelector? { optional { $0.selector($0.grammar.podKeys) } }

  private mutating func optional(
    _ make: (inout TierMaker) -> LabelSelector
  ) -> LabelSelector? {
    random.chance(25) ? nil : make(&self)
  }

  private mutating func namespaceSelector() -> LabelSelector {
    guard random.chance(10) else { return selector(grammar.namespaceKeys) }
    let name = random.pick(["x", "y", "nowhere"])
    return sample.selector("kubernetes.io/metadata.name", random.pick([.in, .notIn]), [name])
  }

  private mutating func labels(_ keys: [String]) -> [String: String] {
    var labels: [String: String] = [:]
    for key in keys where random.chance(70) { labels[key] = random.pick(grammar.values) }
    return labels
  }

  private mutating func selector(_ keys: [String]) -> LabelSelector {
    var selector = LabelSelector()
    for key in keys where random.chance(keys.count == 1 ? 75 : 50) {
      let value = random.pick(grammar.values)
      switch Int.random(in: 0..<6, using: &random) {
      case 0: selector.matchExpressions += sample.selector(key, .notIn, [value]).matchExpressions
      case 1: selector.matchExpressions += sample.selector(key, .exists).matchExpressions
      case 2: selector.matchExpressions += sample.selector(key, .doesNotExist).matchExpressions
      default: selector.matchLabels += sample.selector([key: value]).matchLabels
      }
    }
    return selector
  }
}
