import ClusterModel

/// Reads the cluster-scoped policies of `policy.networking.k8s.io` as the tiers above and below NetworkPolicy
/// (semantics.md 1.3, 1.4).
///
/// The kinds of both APIs are read into the same two tiers: policies are in the order of their priorities, whatever their
/// kind, and a BaselineAdminNetworkPolicy, which has none, has no place of its own among others (semantics.md 1.6).
struct ClusterPolicyTiers {
  private let snapshot: Snapshot
  private let namespaceLabels: [Labels]
  private(set) var table: NamespaceTable
  private(set) var nodes: NodeTable

  init(_ snapshot: Snapshot, _ namespaceLabels: [Labels], _ table: NamespaceTable) {
    self.snapshot = snapshot
    self.namespaceLabels = namespaceLabels
    self.table = table
    nodes = NodeTable(snapshot.nodes)
  }

  /// The rules of one tier for one direction; without any where no policy has them.
  mutating func read(_ name: PolicyTier, _ direction: Direction) -> Tier {
    var tier = Tier(name)
    let policies = snapshot.clusterNetworkPolicies.enumerated()
      .filter { $0.element.tierName == name }
      .map { (rank: Rank(priority: $0.element.priority, policy: $0.offset), policy: $0.element) }
      .sorted {
        ($0.rank.priority ?? .max, $0.rank.policy) < ($1.rank.priority ?? .max, $1.rank.policy)
      }
    for (rank, policy) in policies {
      let subject = subject(policy.subject)
      let id = ClusterNetworkPolicyID(rawValue: Int32(rank.policy))
      for (number, rule) in policy.rules(direction).enumerated() {
        tier.rules.append(
          TierRule(
            subject: subject, action: rule.action.ruleAction, rank: rank,
            peers: rule.peers.map { peer($0.term) }, ports: rule.ports.map(ports),
            reference: RuleReference(
              policy: .clusterNetworkPolicy(id), direction: direction, index: number,
              place: rule.place)))
      }
    }
    tier.index(table)
    return tier
  }

  private mutating func subject(_ subject: ClusterNetworkPolicySubject) -> Subject {
    switch subject {
    case .namespaces(let selector): pods(selector, nil)
    case .pods(let namespaces, let pods): self.pods(namespaces, pods)
    }
  }

  /// A missing namespaceSelector is an empty one: every namespace (semantics.md 1.4).
  private mutating func pods(_ namespaces: LabelSelector?, _ pods: LabelSelector?) -> Subject {
    let number = table.number(of: namespaces ?? LabelSelector(), namespaceLabels)
    return Subject(namespaces: .matching(number), selector: pods)
  }

  private mutating func peer(_ term: ClusterNetworkPolicyPeer.Term) -> Peer {
    switch term {
    case .namespaces(let selector): .pods(pods(selector, nil))
    case .pods(let namespaces, let pods): .pods(self.pods(namespaces, pods))
    case .nodes(let selector): .nodes(nodes.number(of: selector))
    case .networks(let ranges):
      .networks(Dictionary(grouping: ranges, by: \.family).mapValues { $0.map(\.range) })
    // Who has control of a name has control of the address that it stands for.
    case .domainNames: .unknowable
    }
  }

  private func ports(_ written: [ClusterNetworkPolicyPort]) -> [PortCondition] {
    written.map { entry in
      switch entry {
      case .number(let proto, let number):
        PortCondition(protocol: proto ?? .tcp, numbers: .range(number...number))
      case .range(let proto, let range):
        PortCondition(protocol: proto ?? .tcp, numbers: .range(range))
      // Of whatever protocol the container declares (C-107).
      case .named(let name): PortCondition(protocol: nil, numbers: .named(name))
      }
    }
  }
}

extension ClusterNetworkPolicy {
  fileprivate var tierName: PolicyTier {
    switch kind {
    case .clusterNetworkPolicy: tier == .baseline ? .baseline : .admin
    case .adminNetworkPolicy: .admin
    case .baselineAdminNetworkPolicy: .baseline
    }
  }

  func rules(_ direction: Direction) -> [ClusterNetworkPolicyRule] {
    (direction == .ingress ? ingress : egress) ?? []
  }
}

extension ClusterNetworkPolicyRule.Action {
  var ruleAction: RuleAction {
    switch self {
    case .accept: .allow
    case .deny: .deny
    case .pass: .pass
    }
  }
}
