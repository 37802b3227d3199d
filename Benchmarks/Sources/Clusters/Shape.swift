/// What there is much of in a cluster.
public enum Shape: String, CaseIterable, Sendable {
  /// Policies as platform teams write them.
  case ordinary
  /// Selectors over 500 keys with 24 values each.
  case vocabulary
  /// Two IP blocks of its own in each policy.
  case cidrs
  /// Three ports and ranges of its own in each policy.
  case ports
  /// A tenant that closes its own egress label by label, so that the other is safe from pods with any labels.
  case universal
  /// 200 ClusterNetworkPolicies of twenty rules each, over all pods.
  case tiers
}
