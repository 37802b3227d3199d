public import ClusterModel
import Intents

/// A rule that speaks for a pod and comes near to a flow without matching it.
public struct NearMiss: Hashable, Sendable {
  public enum Part: Hashable, Sendable {
    case peers, ports
  }

  public var rule: RuleReference
  /// The part of the rule that does not match; the other one does.
  public var missing: Part
}

extension Cluster {
  /// The rules of one direction that would allow the flow and of which half matches it, in the order in which they are
  /// tried: where a denied flow fails.
  public func nearMisses(of flow: Flow, _ direction: Direction) -> [NearMiss] {
    let (subject, peer) =
      direction == .ingress ? (flow.destination, flow.source) : (flow.source, flow.destination)
    guard let pod = policyCapablePod(at: subject) else { return [] }
    return course(of: flow, direction, at: pod).misses.compactMap { rule in
      let admitsPeer = admits(rule.peers, peer, flow.family) != .no
      let coversPort = ports(rule.ports, at: flow.destination, possible: true)
        .contains(flow.port, of: flow.protocol)
      guard admitsPeer != coversPort else { return nil }
      return NearMiss(rule: rule.reference, missing: admitsPeer ? .ports : .peers)
    }
  }

  /// The policies that select a pod and have rules of a direction that their policyTypes leave out (C-07, C-08).
  public func policiesWithIdleRules(_ direction: Direction, for pod: PodID) -> [NetworkPolicyID] {
    guard snapshot[pod].isPolicyCapable else { return [] }
    return snapshot.networkPolicies.enumerated().compactMap { index, policy in
      guard policy.namespace == snapshot[pod].namespace, !policy.rules(direction).isEmpty,
        !policy.isolates(direction), policy.podSelector?.selects(snapshot[pod].labels) ?? true
      else { return nil }
      return NetworkPolicyID(rawValue: Int32(index))
    }
  }

  /// Which of a rule's peers takes in the far end of a flow, from 0 as written; nil where the rule lists none.
  public func matchingPeer(of reference: RuleReference, for flow: Flow) -> Int? {
    let peer = reference.direction == .ingress ? flow.source : flow.destination
    for tier in tiers[reference.direction] {
      guard let rule = tier.rules.first(where: { $0.reference == reference }) else { continue }
      let matches = rule.peers?.map { admits([$0], peer, flow.family) } ?? []
      return matches.firstIndex(of: .yes) ?? matches.firstIndex(of: .unknown)
    }
    return nil
  }
}
