public import ClusterModel
import Intents

/// Where the decision on flows between two ends can change.
extension Cluster {
  /// The ports of each rule that speaks for the end of a direction, and of what passes by the rules: between two ports
  /// that are in the same of these sets nothing is decided differently.
  public func portSets(
    _ direction: Direction, from source: Endpoint, to destination: Endpoint
  ) -> [PortSet] {
    guard let pod = policyCapablePod(at: direction == .ingress ? destination : source) else {
      return []
    }
    var sets: [PortSet] = []
    for tier in tiers[direction] {
      for rule in tier.rules(for: pod, in: self) where rule.ports != nil {
        for possible in [false, true] {
          sets.append(ports(rule.ports, at: destination, possible: possible))
        }
      }
    }
    if direction == .ingress, let exposed = exposure.ports[pod] { sets.append(exposed) }
    return sets
  }

  /// The regions of addresses that the rules of a pod speak of in one direction: of two addresses that are in the same of
  /// these nothing is decided differently.
  public func addressRegions(
    of pod: PodID, _ direction: Direction, _ family: IPFamily
  ) -> [IntervalSet<UInt128>] {
    guard policyCapablePod(at: .pod(pod)) != nil else { return [] }
    var regions: [IntervalSet<UInt128>] = []
    for tier in tiers[direction] {
      for rule in tier.rules(for: pod, in: self) {
        for peer in rule.peers ?? [] { regions += self.regions(of: peer)[family] ?? [] }
      }
    }
    return regions
  }

  /// By family, the regions of addresses that a peer speaks of.
  func regions(of peer: Peer) -> [IPFamily: [IntervalSet<UInt128>]] {
    switch peer {
    case .pods, .unknowable: [:]
    case .addresses(let family, let region): [family: [region]]
    case .networks(let ranges): ranges.mapValues { [IntervalSet(unionOf: $0)] }
    case .nodes(let number): nodeTable.selections[number].regions
    }
  }

  /// Those of which it matters whether a pod's own address is in them.
  func podRegions(of peer: Peer) -> [IPFamily: [IntervalSet<UInt128>]] {
    switch peer {
    case .addresses: assumptions.cni == .cilium ? [:] : regions(of: peer)
    case .networks: regions(of: peer)
    case .pods, .nodes, .unknowable: [:]
    }
  }

  /// The rules of a direction that speak for a pod, whether they match a flow or not: tier by tier, those of NetworkPolicies in
  /// written order, those of others in the order in which they are tried.
  public func rules(for pod: PodID, _ direction: Direction) -> [RuleReference] {
    guard policyCapablePod(at: .pod(pod)) != nil else { return [] }
    return tiers[direction].flatMap { $0.rules(for: pod, in: self).map(\.reference) }
  }
}
