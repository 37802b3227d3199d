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
    var rules: [[Int]] = []
    var ends: [RuleAction?] = []
    var names: Set<Symbol> = []
    for tier in tiers[direction] ?? [] {
      let speaking = tier.rulesByNamespace[snapshot[pod].namespace]
        .filter { selects(tier.rules[$0].subject, pod) }
      for index in speaking { names.formUnion(tier.rules[index].portNames) }
      rules.append(speaking)
      ends.append(tier.end(for: pod, in: self))
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
    var seen: Set<Peer> = []
    for (tier, indices) in zip(tiers[direction] ?? [], treatment.rules) {
      for peer in indices.flatMap({ tier.rules[$0].peers ?? [] }) where seen.insert(peer).inserted {
        terms.append(PeerTerm(peer: peer))
      }
    }
    return terms
  }

  /// The port names that egress rules of a treatment mention: they depend on the destination.
  public func portNames(of treatment: Treatment, _ direction: Direction) -> Set<Symbol> {
    guard direction == .egress else { return [] }
    var names: Set<Symbol> = []
    for (tier, indices) in zip(tiers[direction] ?? [], treatment.rules) {
      for index in indices { names.formUnion(tier.rules[index].portNames) }
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

extension TierRule {
  fileprivate var portNames: [Symbol] {
    (ports ?? []).compactMap { if case .named(let name) = $0.numbers { name } else { nil } }
  }
}
