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
    for tier in tiers[direction] ?? [] {
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
    for tier in tiers[direction] ?? [] {
      for rule in tier.rules(for: pod, in: self) {
        for case .addresses(family, let region) in rule.peers ?? [] { regions.append(region) }
      }
    }
    return regions
  }

  /// The rules of a direction that speak for a pod, whether they match a flow or not, in written order.
  public func rules(for pod: PodID, _ direction: Direction) -> [RuleReference] {
    guard policyCapablePod(at: .pod(pod)) != nil else { return [] }
    return (tiers[direction] ?? []).flatMap { $0.rules(for: pod, in: self).map(\.reference) }
  }
}
