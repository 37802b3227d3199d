public import ClusterModel

/// Cluster-scoped policies and the nodes that they speak of.
extension Sample {
  /// A ClusterNetworkPolicy of the Admin tier unless something else is said.
  ///
  /// - Parameter subject: every pod of the cluster unless something else is said.
  @discardableResult
  public mutating func clusterPolicy(
    _ name: String, _ tier: ClusterNetworkPolicy.Tier = .admin, priority: Int = 10,
    subject: ClusterNetworkPolicySubject = .namespaces(LabelSelector()),
    ingress: [ClusterNetworkPolicyRule]? = nil, egress: [ClusterNetworkPolicyRule]? = nil
  ) -> ClusterNetworkPolicyID {
    add(
      ClusterNetworkPolicy(
        name: symbol(name), tier: tier, priority: priority, subject: subject, ingress: ingress,
        egress: egress, place: nextPlace()))
  }

  @discardableResult
  public mutating func adminPolicy(
    _ name: String, priority: Int = 10,
    subject: ClusterNetworkPolicySubject = .namespaces(LabelSelector()),
    ingress: [ClusterNetworkPolicyRule]? = nil, egress: [ClusterNetworkPolicyRule]? = nil
  ) -> ClusterNetworkPolicyID {
    add(
      ClusterNetworkPolicy(
        kind: .adminNetworkPolicy, name: symbol(name), priority: priority, subject: subject,
        ingress: ingress, egress: egress, place: nextPlace()))
  }

  /// The BaselineAdminNetworkPolicy, of which there is one.
  @discardableResult
  public mutating func baselinePolicy(
    subject: ClusterNetworkPolicySubject = .namespaces(LabelSelector()),
    ingress: [ClusterNetworkPolicyRule]? = nil, egress: [ClusterNetworkPolicyRule]? = nil
  ) -> ClusterNetworkPolicyID {
    add(
      ClusterNetworkPolicy(
        kind: .baselineAdminNetworkPolicy, name: symbol("default"), subject: subject,
        ingress: ingress, egress: egress, place: nextPlace()))
  }

  private mutating func add(_ policy: ClusterNetworkPolicy) -> ClusterNetworkPolicyID {
    snapshot.clusterNetworkPolicies.append(policy)
    return ClusterNetworkPolicyID(rawValue: Int32(snapshot.clusterNetworkPolicies.count - 1))
  }

  /// A rule of a cluster-scoped policy.
  ///
  /// - Parameter peers: every pod of the cluster unless something else is said.
  public mutating func rule(
    _ action: ClusterNetworkPolicyRule.Action,
    _ peers: [ClusterNetworkPolicyPeer.Term] = [.namespaces(LabelSelector())],
    ports: [ClusterNetworkPolicyPort]? = nil
  ) -> ClusterNetworkPolicyRule {
    ClusterNetworkPolicyRule(
      action: action, peers: peers.map { ClusterNetworkPolicyPeer($0, place: nextPlace()) },
      ports: ports, place: nextPlace())
  }

  /// A peer of address ranges.
  public func networks(_ ranges: String...) -> ClusterNetworkPolicyPeer.Term {
    .networks(
      ranges.map { text in
        guard let range = CIDR(text) else { preconditionFailure("`\(text)` is no CIDR") }
        return range
      })
  }

  public mutating func domainNames(_ names: String...) -> ClusterNetworkPolicyPeer.Term {
    .domainNames(names.map { symbol($0) })
  }

  /// A machine of the cluster.
  public mutating func node(
    _ name: String, _ labels: [String: String] = [:], addresses: [String] = []
  ) {
    snapshot.nodes.append(
      ClusterNode(
        name: symbol(name), labels: self.labels(labels),
        addresses: addresses.compactMap { IPAddress($0) }, place: nextPlace()))
  }
}
