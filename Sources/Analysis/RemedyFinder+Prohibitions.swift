import ClusterModel
import Evaluation
import Intents

/// What would stop an allowed flow, in one direction.
extension RemedyFinder {
  func prohibitions(for wish: Wish, _ direction: Direction) -> [Change] {
    let subject = direction == .ingress ? wish.flow.destination : wish.flow.source
    guard case .pod(let pod) = subject else { return [] }
    let decision = wish.decision(of: direction)
    switch decision.basis {
    case .external, .hostNetwork, .ownNode, .notEnforced: return []
    case .notIsolated:
      let isolation = policy(for: wish.region.subjects(direction), direction, nil)
      return idlePolicies(direction, for: pod).map { .addType($0, direction) }
        + (isolation.map { [.addPolicy($0)] } ?? [])
    case .rules, .translatedAddress:
      let grounds = decision.determiningRules.filter { cluster.action(of: $0) == .allow }
        .map(\.ground)
      // Where several rules let it in, no single one is to blame.
      return grounds.count == 1 ? restrictions(of: grounds[0]) : []
    }
  }

  /// The policies for a pod that have the field of a direction, be it empty, and leave the direction out of their
  /// policyTypes: it was meant to count (C-07, C-08).
  private func idlePolicies(_ direction: Direction, for pod: PodID) -> [NetworkPolicyID] {
    snapshot.networkPolicies.indices.filter { index in
      let policy = snapshot.networkPolicies[index]
      guard let types = policy.policyTypes, !types.isEmpty, !types.contains(direction),
        (direction == .ingress ? policy.ingress : policy.egress) != nil
      else { return false }
      return policy.namespace == snapshot[pod].namespace
        && policy.podSelector?.selects(snapshot[pod].labels) ?? true
    }.map { NetworkPolicyID(rawValue: Int32($0)) }
  }

  private func restrictions(of ground: Ground) -> [Change] {
    guard let rule = rule(ground) else { return otherActions(ground, [.deny, .pass]) }
    var changes: [Change] = []
    let peers = rule.peers ?? []
    // `- namespaceSelector` and `- podSelector` in two items are two peers: most often one was meant.
    let neighbours = zip(peers, peers.dropFirst()).enumerated()
    for (index, (left, right)) in neighbours where left.isNamespaceAlone && right.isPodAlone {
      changes.append(.joinPeers(ground, first: index, second: index + 1))
    }
    for (index, (left, right)) in neighbours where left.isPodAlone && right.isNamespaceAlone {
      changes.append(.joinPeers(ground, first: index, second: index + 1))
    }
    if (rule.ports ?? []).count > 1 {
      changes += (rule.ports ?? []).indices.map { .removePort(ground, index: $0) }
    }
    if peers.count > 1 {
      changes += peers.indices.map { .removePeer(ground, index: $0) }
    }
    return changes + [.removeRule(ground)]
  }
}

extension NetworkPolicyPeer {
  fileprivate var isNamespaceAlone: Bool { namespaceSelector != nil && podSelector == nil }
  fileprivate var isPodAlone: Bool { podSelector != nil && namespaceSelector == nil }
}
