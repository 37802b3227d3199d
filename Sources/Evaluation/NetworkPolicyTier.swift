import ClusterModel

/// Reads `networking.k8s.io/v1` NetworkPolicies as one tier a direction (semantics.md 1.2).
struct NetworkPolicyTier {
  let snapshot: Snapshot
  let namespaceLabels: [Labels]
  private(set) var table: NamespaceTable

  init(_ snapshot: Snapshot, _ namespaceLabels: [Labels], _ table: NamespaceTable) {
    self.snapshot = snapshot
    self.namespaceLabels = namespaceLabels
    self.table = table
  }

  /// Adds the policies from the one with index `first` on to a tier of those before it.
  mutating func extend(_ tier: inout Tier, _ direction: Direction, from first: Int = 0) {
    for (index, policy) in snapshot.networkPolicies.enumerated().dropFirst(first)
    where policy.isolates(direction) {
      let reference = PolicyID.networkPolicy(NetworkPolicyID(rawValue: Int32(index)))
      // A missing podSelector is an empty one: every pod of the namespace (C-01).
      let subject = Subject(namespaces: .one(policy.namespace), selector: policy.podSelector)
      tier.isolations.append(Isolation(subject: subject, policy: reference))
      for (number, rule) in policy.rules(direction).enumerated() {
        tier.rules.append(
          TierRule(
            subject: subject, action: .allow, peers: peers(of: rule, in: policy.namespace),
            ports: ports(of: rule),
            reference: RuleReference(
              policy: reference, direction: direction, index: number, place: rule.place)))
      }
    }
    tier.index(table)
  }

  /// Hides the Baseline tier from the pods of policies that say nothing of a direction (C-99).
  func screen(_ tier: inout Tier, _ direction: Direction, from first: Int = 0) {
    for (index, policy) in snapshot.networkPolicies.enumerated().dropFirst(first)
    where !policy.isolates(direction) {
      tier.screens.append(
        Isolation(
          subject: Subject(namespaces: .one(policy.namespace), selector: policy.podSelector),
          policy: .networkPolicy(NetworkPolicyID(rawValue: Int32(index)))))
    }
    tier.index(table)
  }

  /// An empty list is a missing one: every source or destination (C-12).
  private mutating func peers(of rule: NetworkPolicyRule, in namespace: NamespaceID) -> [Peer]? {
    guard let written = rule.peers, !written.isEmpty else { return nil }
    var peers: [Peer] = []
    for peer in written {
      if let block = peer.ipBlock {
        peers.append(.addresses(family: block.cidr.family, block.region))
      } else if let selector = peer.namespaceSelector {
        peers.append(
          .pods(Subject(namespaces: namespaces(selector), selector: peer.podSelector)))
      } else {
        // A podSelector alone means the policy's own namespace (C-16).
        peers.append(.pods(Subject(namespaces: .one(namespace), selector: peer.podSelector)))
      }
    }
    return peers
  }

  private mutating func namespaces(_ selector: LabelSelector) -> NamespaceSet {
    .matching(table.number(of: selector, namespaceLabels))
  }

  private func ports(of rule: NetworkPolicyRule) -> [PortCondition]? {
    guard let written = rule.ports, !written.isEmpty else { return nil }
    return written.map { entry in
      let numbers: PortCondition.Numbers =
        switch entry.port {
        case nil: .range(1...65535)  // every port of that one protocol (C-22, C-23)
        case .number(let first): .range(first...(entry.endPort ?? first))
        case .name(let name): .named(name)
        }
      return PortCondition(protocol: entry.protocol ?? .tcp, numbers: numbers)
    }
  }
}

extension NetworkPolicy {
  /// The default types: ingress always, egress if there is an egress rule (C-03 to C-06).
  func isolates(_ direction: Direction) -> Bool {
    if let types = policyTypes, !types.isEmpty { return types.contains(direction) }
    return direction == .ingress || !rules(.egress).isEmpty
  }

  func rules(_ direction: Direction) -> [NetworkPolicyRule] {
    (direction == .ingress ? ingress : egress) ?? []
  }
}

extension IPBlock {
  /// The addresses of the block: `cidr` without every `except` (C-57).
  var region: IntervalSet<UInt128> {
    let holes = except.lazy.filter { $0.family == cidr.family }.map(\.range)
    return IntervalSet(cidr.range).subtracting(IntervalSet(unionOf: holes))
  }
}
