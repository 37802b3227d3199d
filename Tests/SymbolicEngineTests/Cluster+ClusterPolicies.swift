import ClusterModel

/// Cluster-scoped policies, in the words of manifests.
extension Cluster {
  typealias Subject = ClusterNetworkPolicySubject
  typealias Rule = ClusterNetworkPolicyRule

  /// - Parameter subject: Every pod, where nothing else is said.
  @discardableResult
  mutating func clusterPolicy(
    _ tier: ClusterNetworkPolicy.Tier = .admin, priority: Int = 10, of subject: Subject? = nil,
    ingress: [Rule]? = nil, egress: [Rule]? = nil
  ) -> PolicyID {
    add(.clusterNetworkPolicy, tier, priority, subject, ingress, egress)
  }

  @discardableResult
  mutating func adminPolicy(
    priority: Int = 10, of subject: Subject? = nil, ingress: [Rule]? = nil, egress: [Rule]? = nil
  ) -> PolicyID {
    add(.adminNetworkPolicy, nil, priority, subject, ingress, egress)
  }

  @discardableResult
  mutating func baselinePolicy(
    of subject: Subject? = nil, ingress: [Rule]? = nil, egress: [Rule]? = nil
  ) -> PolicyID {
    add(.baselineAdminNetworkPolicy, nil, nil, subject, ingress, egress)
  }

  private mutating func add(
    _ kind: ClusterNetworkPolicy.Kind, _ tier: ClusterNetworkPolicy.Tier?, _ priority: Int?,
    _ subject: Subject?, _ ingress: [Rule]?, _ egress: [Rule]?
  ) -> PolicyID {
    let place = nextPlace()
    snapshot.clusterNetworkPolicies.append(
      ClusterNetworkPolicy(
        kind: kind, name: symbol("policy-\(place.line)"), tier: tier, priority: priority,
        subject: subject ?? .namespaces(LabelSelector()), ingress: ingress, egress: egress,
        place: place))
    return .clusterNetworkPolicy(
      ClusterNetworkPolicyID(rawValue: Int32(snapshot.clusterNetworkPolicies.count - 1)))
  }

  mutating func subject(pods: String? = nil, namespaces: String? = nil) -> Subject {
    if let namespaces, pods == nil { return .namespaces(selector(namespaces)) }
    return .pods(
      namespaceSelector: namespaces.map { selector($0) }, podSelector: pods.map { selector($0) })
  }

  mutating func rule(
    _ action: Rule.Action, _ peers: [ClusterNetworkPolicyPeer.Term]? = nil,
    ports: [ClusterNetworkPolicyPort]? = nil
  ) -> Rule {
    let peers = (peers ?? [.namespaces(LabelSelector())]).map {
      ClusterNetworkPolicyPeer($0, place: nextPlace())
    }
    return Rule(action: action, peers: peers, ports: ports, place: nextPlace())
  }

  mutating func far(
    pods: String? = nil, namespaces: String? = nil
  ) -> ClusterNetworkPolicyPeer.Term {
    if let namespaces, pods == nil { return .namespaces(selector(namespaces)) }
    return .pods(
      namespaceSelector: namespaces.map { selector($0) }, podSelector: pods.map { selector($0) })
  }

  func networks(_ ranges: String...) -> ClusterNetworkPolicyPeer.Term {
    .networks(ranges.map(cidr))
  }

  mutating func nodes(_ labels: String) -> ClusterNetworkPolicyPeer.Term {
    .nodes(selector(labels))
  }

  mutating func node(
    _ name: String, _ labels: [String: String] = [:], addresses: [String] = []
  ) {
    snapshot.nodes.append(
      ClusterNode(
        name: symbol(name), labels: self.labels(labels), addresses: addresses.map(address),
        place: nextPlace()))
  }
}
