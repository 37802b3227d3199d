import ClusterModel
import Formula
import Intents

/// ClusterNetworkPolicy and the two kinds that went before it, as tiers above and below that of NetworkPolicy: their rules allow,
/// deny or pass, and what none of them matches goes on (semantics.md 1.3, 1.4).
///
/// They are cluster-scoped: a subject is a condition on namespaces like a peer, so that one formula does for all of them.
extension SymbolicReading {
  func clusterNetworkPolicyTier(
    _ tier: ClusterNetworkPolicy.Tier, _ direction: Direction
  ) -> Tier {
    var levels: [Int: [Tier.Order]] = [:]
    var unranked: [Tier.Order] = []
    for (index, policy) in snapshot.clusterNetworkPolicies.enumerated()
    where policy.decidingTier == tier {
      let id = PolicyID.clusterNetworkPolicy(ClusterNetworkPolicyID(rawValue: Int32(index)))
      let rules = rules(of: policy, id, direction)
      if rules.isEmpty { continue }
      if let priority = policy.priority {
        levels[priority, default: []].append(.rules(rules))
      } else {
        unranked.append(.rules(rules))
      }
    }
    // The lower the number, the earlier (C-90); which of equal ones comes first, nobody knows (C-101).
    let ranked = levels.sorted { $0.key < $1.key }.map { Tier.Order.tied($0.value) }
    // Without a priority of its own, the one of v1alpha1 may come before any other, between them and last.
    let isRanked = unranked.isEmpty
    return Tier(order: isRanked ? .ascending(ranked) : .tied(unranked + [.ascending(ranked)]))
  }

  private func rules(
    of policy: ClusterNetworkPolicy, _ id: PolicyID, _ direction: Direction
  ) -> [Tier.Rule] {
    let (own, far) = ends(direction)
    let subject = named(
      selects(policy.subject, own), .selection(id, direction, namespace: nil))
    return (policy.rules(for: direction)).enumerated().map { index, rule in
      let ground = Ground(id, direction, rule: index)
      let match = formulas.all([
        formulas.any(rule.peers.map { matches($0.term, far) }),
        rule.ports.map { formulas.any($0.map(matches)) } ?? ThreeValued(.always),
      ])
      return Tier.Rule(
        subject: subject, match: named(match, .rule(ground, namespace: nil)),
        action: rule.action.ofTier, doubt: doubt(about: ground))
    }
  }

  /// Whether the pod at `end`, one that policies can select, is a subject (C-109).
  private func selects(_ subject: ClusterNetworkPolicySubject, _ end: EndVariables) -> Formula {
    switch subject {
    case .namespaces(let selector): isInNamespace(matching: selector, end)
    case .pods(let namespaces, let pods): isPod(of: namespaces, pods, end)
    }
  }

  /// A missing selector of namespaces, or of pods, is an empty one: all of them.
  private func isPod(
    of namespaces: LabelSelector?, _ pods: LabelSelector?, _ end: EndVariables
  ) -> Formula {
    formulas.all([
      namespaces.map { isInNamespace(matching: $0, end) } ?? .always,
      pods.map { selects($0, end) } ?? .always,
    ])
  }

  private func matches(
    _ peer: ClusterNetworkPolicyPeer.Term, _ end: EndVariables
  ) -> ThreeValued {
    switch peer {
    case .namespaces(let selector):
      return ThreeValued(formulas.all([isCapable(end), isInNamespace(matching: selector, end)]))
    case .pods(let namespaces, let pods):
      return ThreeValued(formulas.all([isCapable(end), isPod(of: namespaces, pods, end)]))
    case .networks(let ranges):
      // Pods are matched by their addresses, whatever the plugin makes of an ipBlock.
      return formulas.any(ranges.map { isInside($0, end) })
    case .nodes(let selector): return isNode(matching: selector, end)
    case .domainNames:
      // Who controls the name controls the address: it may be that of any destination, and need not be.
      return ThreeValued(possible: .always, certain: .never)
    }
  }

  /// Whether the address of `end` lies in `range`; certainly, where every address that it may have does.
  private func isInside(_ range: CIDR, _ end: EndVariables) -> ThreeValued {
    let isInside = contains(IPBlock(cidr: range), end)
    guard let family = universe.families.firstIndex(of: range.family) else { return isInside }
    var owners: [Formula] = []
    if addressSpaces[family].holdsEveryUnknownPod(range) {
      owners.append(formulas.equal(end.hostNetwork, 0))
    }
    // Nodes may have any address.
    if range.prefixLength == 0 { owners.append(isHostNetwork(end)) }
    let isSure = formulas.all([isInside.possible, formulas.any(owners)])
    return ThreeValued(
      possible: isInside.possible, certain: formulas.any([isInside.certain, isSure]))
  }

  private func matches(_ port: ClusterNetworkPolicyPort) -> ThreeValued {
    switch port {
    case .number(let proto, let number): isPort(proto, in: number...number)
    case .range(let proto, let range): isPort(proto, in: range)
    case .named(let name):
      // With whatever protocol a container declares it (C-107).
      formulas.all([
        formulas.any(TransportProtocol.allCases.map { resolves(name, $0) }),
        ThreeValued(isCapable(destination)),
      ])
    }
  }

  private func isPort(_ proto: TransportProtocol?, in range: ClosedRange<UInt16>) -> ThreeValued {
    ThreeValued(formulas.all([isProtocol(proto ?? .tcp), isPort(in: range)]))
  }
}

extension ClusterNetworkPolicy {
  /// The tier in which the policy decides.
  fileprivate var decidingTier: Tier? {
    switch kind {
    case .clusterNetworkPolicy: tier
    case .adminNetworkPolicy: .admin
    case .baselineAdminNetworkPolicy: .baseline
    }
  }

  fileprivate func rules(for direction: Direction) -> [ClusterNetworkPolicyRule] {
    switch direction {
    case .ingress: ingress ?? []
    case .egress: egress ?? []
    }
  }
}

extension ClusterNetworkPolicyRule.Action {
  fileprivate var ofTier: RuleAction {
    switch self {
    case .accept: .allow
    case .deny: .deny
    case .pass: .pass
    }
  }
}
