import ClusterModel
public import Intents

/// A cluster with claims to decide in a world wider than `deployed`.
public struct WorldSample {
  public var sample: Sample
  public var assumptions: Assumptions
  public var claims: [Claim]
  public var world: World

  public init(sample: Sample, assumptions: Assumptions, claims: [Claim], world: World) {
    self.sample = sample
    self.assumptions = assumptions
    self.claims = claims
    self.world = world
  }
}

/// How much a random world has to speak of: what a search looks through grows fast with it.
struct WorldGrammar {
  var podKeys: [String]
  var namespaceKeys: [String]
  var values: [String]
  var namespaces: ClosedRange<Int>
  var pods: ClosedRange<Int>
  var policies: ClosedRange<Int>
  var claims: Int
  /// In a hundred: how often the corners that multiply everything turn up.
  var cornerChance: Int
  /// Whether addresses have one family only.
  var isIPv4 = true

  /// Small enough to look at every flow of every pod that may exist.
  static let tiny = WorldGrammar(
    podKeys: ["app"], namespaceKeys: ["team"], values: ["a"], namespaces: 1...2, pods: 1...3,
    policies: 1...3, claims: 2, cornerChance: 12)

  /// Two keys of pods, so that a pod may have to suppose more.
  static let slim = WorldGrammar(
    podKeys: ["app", "role"], namespaceKeys: ["team"], values: ["a"], namespaces: 1...2,
    pods: 1...2, policies: 1...2, claims: 2, cornerChance: 12)

  /// Two keys and two values each.
  static let small = WorldGrammar(
    podKeys: ["app", "role"], namespaceKeys: ["team", "env"], values: ["a", "b"],
    namespaces: 1...3, pods: 1...5, policies: 1...4, claims: 2, cornerChance: 25, isIPv4: false)
}

extension WorldSample {
  /// Policies that leave gaps for pods to come: rules by label, namespace, name, address and named port.
  public static func tiny(in world: World, using random: inout SplitMix64) -> WorldSample {
    var maker = WorldMaker(grammar: .tiny, random: random)
    defer { random = maker.random }
    return maker.make(in: world)
  }

  public static func slim(in world: World, using random: inout SplitMix64) -> WorldSample {
    var maker = WorldMaker(grammar: .slim, random: random)
    defer { random = maker.random }
    return maker.make(in: world)
  }

  public static func small(in world: World, using random: inout SplitMix64) -> WorldSample {
    var maker = WorldMaker(grammar: .small, random: random)
    defer { random = maker.random }
    return maker.make(in: world)
  }
}

/// Makes one world sample.
struct WorldMaker {
  let grammar: WorldGrammar
  var random: SplitMix64
  var sample = Sample()
  /// Of the manifests, and one that is only ever spoken of.
  var names: [String] = []

  init(grammar: WorldGrammar, random: SplitMix64) {
    self.grammar = grammar
    self.random = random
  }

  mutating func make(in world: World) -> WorldSample {
    names = Array(["x", "y", "z"].prefix(Int.random(in: grammar.namespaces, using: &random)))
    for name in names {
      if random.chance(20) {
        _ = sample.namespace(name)
      } else {
        sample.declare(name, labels(grammar.namespaceKeys))
      }
    }
    for index in 0..<Int.random(in: grammar.pods, using: &random) { addPod(index) }
    for index in 0..<Int.random(in: grammar.policies, using: &random) { addPolicy(index) }
    if random.chance(grammar.cornerChance) { addService() }
    let claims = (0..<grammar.claims).map { _ in claim() }
    return WorldSample(
      sample: sample, assumptions: assumptions(), claims: claims, world: world)
  }

  mutating func corner() -> Bool { random.chance(grammar.cornerChance) }

  private mutating func assumptions() -> Assumptions {
    let cidrs = random.pick([[], ["10.0.0.0/16"], ["10.0.0.0/16"], ["10.0.0.0/29"]])
    var result = Assumptions(
      cni: random.pick([.upstream, .upstream, .upstream, .upstream, .cilium, .none, .calico]),
      clusterCIDRs: cidrs.compactMap { CIDR($0) },
      ipFamilies: grammar.isIPv4 ? [.ipv4] : random.pick([nil, nil, [.ipv4], [.ipv6, .ipv4]]),
      clientAddress: random.chance(30) ? .mayBeNode : .preserved)
    for key in grammar.namespaceKeys where random.chance(25) {
      result.fixedNamespaceLabels.append(sample.symbol(key))
    }
    for key in grammar.podKeys where random.chance(25) {
      result.fixedPodLabels.append(sample.symbol(key))
    }
    if random.chance(30) {
      result.newNamespacePolicies = sample.symbol(random.pick(names + ["nowhere"]))
    }
    return result
  }

  private mutating func labels(_ keys: [String]) -> [String: String] {
    var labels: [String: String] = [:]
    for key in keys where random.chance(60) {
      labels[key] = random.pick(grammar.values + ["never-mentioned"])
    }
    return labels
  }

  private mutating func addPod(_ index: Int) {
    let address =
      grammar.isIPv4
      ? "10.0.0.\(index + 1)" : random.pick(["10.0.0.\(index + 1)", "fd00::\(index + 1)"])
    let port = sample.port("http", random.pick([80, 8080]), random.pick([nil, nil, .udp]))
    let id = sample.pod(
      "\(random.pick(names))/p\(index)", labels(grammar.podKeys),
      ports: random.chance(50) ? [port] : [],
      addresses: random.chance(25) ? [address] : [], isHostNetwork: random.chance(8),
      account: random.pick([nil, nil, nil, "robot"]),
      phase: random.pick([.unknown, .unknown, .running, .succeeded]),
      population: random.chance(30) ? .replicas : .single)
    guard corner(), let key = grammar.podKeys.last else { return }
    // A key that some controller sets; it is not written as well.
    let unknown = sample.symbol(key)
    sample.snapshot.pods[Int(id.rawValue)].labels[unknown] = nil
    sample.snapshot.pods[Int(id.rawValue)].unknownLabels = [unknown]
  }

  private mutating func addService() {
    guard let key = grammar.podKeys.first else { return }
    sample.snapshot.services.append(
      Service(
        name: sample.symbol("svc"), namespace: sample.namespace(random.pick(names)),
        selector: sample.labels([key: random.pick(grammar.values)]),
        type: sample.symbol("LoadBalancer"),
        ports: [
          ServicePort(
            port: 80, targetPort: random.pick([nil, .number(8080), .name(sample.symbol("http"))]))
        ],
        place: Place(file: FileID(rawValue: 0), document: 1, line: 1, column: 1)))
  }
}
