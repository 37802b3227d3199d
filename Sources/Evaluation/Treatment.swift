public import ClusterModel
import Intents

/// What decides one direction of a pod's flows, apart from the other end: two pods of equal treatment are decided alike
/// whatever the other end is, own nodes aside.
///
/// An engine decides a direction once a treatment and once for each way in which its peers can be matched, instead of once a
/// pair of pods.
public struct Treatment: Hashable, Sendable {
  /// By tier, indices of the rules that speak for the pod.
  let rules: [[Int]]
  /// By tier, what becomes of what no rule decides; nil: the next tier decides.
  let ends: [RuleAction?]
  /// The pod's own named ports that its rules mention: they decide about ingress.
  let ports: [ContainerPort]
  /// The ports that translated client addresses may reach.
  let exposed: PortSet?
}

extension Cluster {
  /// How a direction of `end` is decided; nil for an end that no policy speaks for: everything is allowed.
  public func treatment(of end: Endpoint, _ direction: Direction) -> Treatment? {
    guard enforcesPolicies, let pod = policyCapablePod(at: end) else { return nil }
    return treatment(of: pod, direction, by: tiers[direction].indices)
  }

  /// How each tier of a direction treats `end`, as if it were alone; see ``decidesTierByTier(_:)``.
  public func treatmentsByTier(of end: Endpoint, _ direction: Direction) -> [Treatment]? {
    guard enforcesPolicies, let pod = policyCapablePod(at: end) else { return nil }
    return tiers[direction].indices.map { treatment(of: pod, direction, by: $0..<($0 + 1)) }
  }

  public func tierCount(_ direction: Direction) -> Int { tiers[direction].count }

  /// Whether a direction has several tiers and is no more than what they say one after the other.
  public func decidesTierByTier(_ direction: Direction) -> Bool {
    // A translated flow is decided twice, a doubt by the tiers below.
    tiers[direction].count > 1 && (direction == .egress || exposure.ports.isEmpty)
      && !tiers[direction].contains { $0.rules.contains { $0.doubt != nil } }
  }

  private func treatment(
    of pod: PodID, _ direction: Direction, by places: Range<Int>
  ) -> Treatment {
    let tiers = tiers[direction]
    var rules = [[Int]](repeating: [], count: tiers.count)
    var ends = [RuleAction?](repeating: nil, count: tiers.count)
    var names: Set<Symbol> = []
    for place in places {
      rules[place] = tiers[place].numbersOfRules(for: pod, in: self)
      ends[place] = tiers[place].end(for: pod, in: self)
      if direction == .ingress { names.formUnion(tiers[place].portNames(of: rules[place])) }
    }
    return Treatment(
      rules: rules, ends: ends,
      ports: direction == .ingress ? namedPorts(of: pod, among: names) : [],
      exposed: direction == .ingress ? exposure.ports[pod] : nil)
  }

  /// The peers of the rules of a treatment, each once. An end that none of them may match is like every other such end
  /// of its kind.
  public func peers(of treatment: Treatment, _ direction: Direction) -> [PeerTerm] {
    var terms: [PeerTerm] = []
    var seen: Set<PeerTerm> = []
    for (tier, indices) in zip(tiers[direction], treatment.rules) {
      for index in indices {
        for term in tier.rules[index].terms ?? [] where seen.insert(term).inserted {
          terms.append(term)
        }
      }
    }
    return terms
  }

  /// The port names that egress rules of a treatment mention: they depend on the destination.
  public func portNames(of treatment: Treatment, _ direction: Direction) -> Set<Symbol> {
    guard direction == .egress else { return [] }
    var names: Set<Symbol> = []
    for (tier, indices) in zip(tiers[direction], treatment.rules) {
      names.formUnion(tier.portNames(of: indices))
    }
    return names
  }

  /// The container ports of a destination with one of these names, as rules see them; none for an end without any.
  public func namedPorts(of end: Endpoint, among names: Set<Symbol>) -> [ContainerPort] {
    policyCapablePod(at: end).map { namedPorts(of: $0, among: names) } ?? []
  }

  /// How a peer takes in `end`: two bits a family of the cluster; 0 where it does not in any.
  public func admissions(of term: PeerTerm, _ end: Endpoint) -> UInt8 {
    families.reduce(0) {
      $0 << 2 | matches(term.peer, end, $1, translated: false).rawValue
    }
  }

  /// Whether anything is denied at all (`cni: none`).
  public var enforcesPolicies: Bool { assumptions.cni != .none }

  private func namedPorts(of pod: PodID, among names: Set<Symbol>) -> [ContainerPort] {
    if names.isEmpty { return [] }
    let ports = snapshot[pod].containerPorts.compactMap { port -> ContainerPort? in
      guard let name = port.name, names.contains(name) else { return nil }
      return ContainerPort(name: name, number: port.number, protocol: port.protocol ?? .tcp)
    }
    return ports.sorted {
      ($0.name?.rawValue ?? 0, $0.number, $0.protocol ?? .tcp)
        < ($1.name?.rawValue ?? 0, $1.number, $1.protocol ?? .tcp)
    }
  }
}

extension Treatment {
  /// Whether the other end's being an address, rather than its address, matters: a translated client's may be another.
  public var tellsAddressesFromPods: Bool { exposed != nil }
}

extension Tier {
  fileprivate func portNames(of indices: [Int]) -> Set<Symbol> {
    var names: Set<Symbol> = []
    for index in indices where rules[index].fixedPorts == nil {
      for condition in rules[index].ports ?? [] {
        if case .named(let name) = condition.numbers { names.insert(name) }
      }
    }
    return names
  }
}
