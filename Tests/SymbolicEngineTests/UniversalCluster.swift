import ClusterModel
import Intents

/// Two tenants, of whom the second's pods must not reach the first's whatever labels they carry.
///
/// What the first admits asks for a guard: a label key without which no rule matches. The second denies egress to whoever
/// carries a guard, key by key: with one policy for the key, or with one for each value and one for the rest. So the
/// proof needs both sides of every rule, and leaving out one policy of the second tenant leaves a gap of a known shape.
struct UniversalCluster {
  struct Size {
    /// Of each tenant.
    var namespaces: Int
    var keys: Int
    /// How many keys guard the pods of one namespace of the second tenant.
    var guards: Int
    /// How many rules of the first tenant ask for one guard.
    var rules: Int

    static let small = Size(namespaces: 3, keys: 40, guards: 10, rules: 2)
    /// Two thousand policies and five hundred keys.
    static let large = Size(namespaces: 20, keys: 500, guards: 25, rules: 2)
  }

  /// Which policy of the second tenant is left out.
  enum Gap: CaseIterable {
    case wholeKey, value, rest
  }

  private(set) var cluster = Cluster()
  /// The key without which a pod does not get through the gap, if there is one.
  private(set) var gapKey: Symbol?
  private var random: SplitMix64
  private let size: Size
  private let gap: Gap?
  private var first: [NamespaceID] = []

  init(_ size: Size, seed: UInt64, without gap: Gap? = nil) {
    random = SplitMix64(seed: seed)
    self.size = size
    self.gap = gap
    for index in 0..<size.namespaces {
      let namespace = cluster.namespace("a-\(index)", ["tenant": "a"])
      first.append(namespace)
      cluster.policy(in: namespace, types: [.ingress])
      for pod in 0..<3 { cluster.pod("a-\(index)-\(pod)", in: namespace, ["pod": "p\(pod)"]) }
    }
    for index in 0..<size.namespaces { addSecond(index) }
    cluster.assumptions.clusterCIDRs = [cidr("10.0.0.0/8")]
    cluster.assumptions.ipFamilies = [.ipv4]
  }

  /// `any pod in namespaces b-* cannot reach any pod in namespaces a-*`.
  mutating func claim() -> Claim {
    let names = (0..<size.namespaces)
    return .cannotReach(
      from: [cluster.pods(in: names.map { "b-\($0)" })],
      to: [Target(group: cluster.pods(in: names.map { "a-\($0)" }))])
  }

  private mutating func addSecond(_ index: Int) {
    let namespace = cluster.namespace("b-\(index)", ["tenant": "b"])
    cluster.pod("b-\(index)", in: namespace)
    var keys = Array(0..<size.keys)
    keys.shuffle(using: &random)
    let guards = Array(keys.prefix(size.guards))
    for (position, key) in guards.enumerated() {
      let values = (0..<Int.random(in: 2...4, using: &random)).map { "v\($0)" }
      // Every third key is closed with one policy; the gap is in the first key of its kind.
      let isWhole = position % 3 == 0
      let isGap =
        index == 0
        && (gap == .wholeKey ? position == 0 : gap != nil && position == 1)
      if isGap { gapKey = cluster.symbol("k\(key)") }
      var closing = isWhole ? ["k\(key)"] : values.map { "k\(key)=\($0)" }
      if !isWhole { closing.append("k\(key),k\(key) notin (\(values.joined(separator: " ")))") }
      if isGap {
        closing.remove(at: gap == .rest ? closing.count - 1 : 0)
      }
      for selector in closing {
        let rule = cluster.rule([cluster.peer(namespaces: "tenant=b")])
        cluster.policy(in: namespace, selector, types: [.egress], egress: [rule])
      }
      for number in 0..<size.rules {
        admit("b-\(index)", key, values, besides: guards, others: keys, isPlain: number == 0)
      }
    }
  }

  /// A rule of the first tenant that asks for one guard of a namespace, and for other things at random.
  ///
  /// - Parameter isPlain: Whether it takes the guard's key with any value, on every pod: then whatever carries the
  ///   guard and no other gets in.
  private mutating func admit(
    _ name: String, _ key: Int, _ values: [String], besides guards: [Int], others: [Int],
    isPlain: Bool
  ) {
    var requirements = ["k\(key)"]
    if !isPlain && random.chance(50) {
      requirements.append("k\(key) in (\(values.prefix(2).joined(separator: " ")))")
    }
    let free = others.filter { !guards.contains($0) }
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      // What a pod without other guards can satisfy.
      let guardKey = random.pick(guards.filter { $0 != key })
      requirements.append(random.pick(["!k\(guardKey)", "k\(guardKey) notin (v0 v1)"]))
    }
    for other in Set((0..<2).map { _ in random.pick(free) }).sorted() {
      requirements.append(
        random.pick(["k\(other)", "k\(other) in (v0 v1 v2)", "k\(other) notin (v3)", "!k\(other)"]))
    }
    let rule = cluster.rule([
      cluster.peer(
        pods: requirements.joined(separator: ","),
        namespaces: "kubernetes.io/metadata.name=\(name)")
    ])
    let subject = isPlain ? "" : random.pick(["pod=p0", "pod in (p1 p2)", ""])
    cluster.policy(in: random.pick(first), subject, types: [.ingress], ingress: [rule])
  }
}
