/// What policies of every kind have in common as objects.
extension Snapshot {
  public var policyCount: Int { networkPolicies.count + clusterNetworkPolicies.count }

  /// The keys of pod labels that some policy asks for, in its own selector or in that of a peer.
  public var podLabelKeysOfPolicies: Set<Symbol> {
    var keys: Set<Symbol> = []
    func add(_ selector: LabelSelector?) {
      guard let selector else { return }
      keys.formUnion(selector.matchLabels.map(\.key))
      keys.formUnion(selector.matchExpressions.map(\.key))
    }
    for policy in networkPolicies {
      add(policy.podSelector)
      for rule in (policy.ingress ?? []) + (policy.egress ?? []) {
        for peer in rule.peers ?? [] { add(peer.podSelector) }
      }
    }
    for policy in clusterNetworkPolicies {
      if case .pods(_, let selector) = policy.subject { add(selector) }
      for rule in (policy.ingress ?? []) + (policy.egress ?? []) {
        for peer in rule.peers {
          if case .pods(_, let selector) = peer.term { add(selector) }
        }
      }
    }
    return keys
  }
}
