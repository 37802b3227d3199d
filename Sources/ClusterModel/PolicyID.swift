/// A policy object of any kind.
public enum PolicyID: Hashable, Comparable, Sendable {
  case networkPolicy(NetworkPolicyID)
  case clusterNetworkPolicy(ClusterNetworkPolicyID)
}

extension Snapshot {
  /// The rule with this index, from 0, as far as the policy is a NetworkPolicy.
  public func networkPolicyRule(
    _ policy: PolicyID, _ direction: Direction, _ index: Int
  ) -> NetworkPolicyRule? {
    guard case .networkPolicy(let id) = policy else { return nil }
    let rules = direction == .ingress ? self[id].ingress : self[id].egress
    return rules?[index]
  }

  /// The rule with this index, from 0, as far as the policy is a cluster-scoped one.
  public func clusterNetworkPolicyRule(
    _ policy: PolicyID, _ direction: Direction, _ index: Int
  ) -> ClusterNetworkPolicyRule? {
    guard case .clusterNetworkPolicy(let id) = policy else { return nil }
    let rules = direction == .ingress ? self[id].ingress : self[id].egress
    return rules?[index]
  }

  /// Where a policy was written.
  public func place(of policy: PolicyID) -> Place {
    switch policy {
    case .networkPolicy(let id): self[id].place
    case .clusterNetworkPolicy(let id): self[id].place
    }
  }

  /// Where a rule was written; where its policy was if there is no such rule.
  public func place(of policy: PolicyID, _ direction: Direction, rule: Int?) -> Place {
    guard let rule else { return place(of: policy) }
    return networkPolicyRule(policy, direction, rule)?.place
      ?? clusterNetworkPolicyRule(policy, direction, rule)?.place ?? place(of: policy)
  }
}
