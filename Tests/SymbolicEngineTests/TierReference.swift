import ClusterModel
import Intents

/// What policies of every tier say of one flow, way by way: every settlement of what is unknown, every order of what is tied.
///
/// It is slow and knows no formulas: the tests' own idea of the semantics. Whether a flow exists is not its business.
struct TierReference {
  let snapshot: Snapshot
  let assumptions: Assumptions

  /// A policy as it speaks of one flow.
  struct Policy {
    var priority: Int?
    /// In written order.
    var rules: [Rule]
  }

  struct Rule {
    var action: ClusterNetworkPolicyRule.Action
    var match: Truth
    var ground: Ground
  }

  enum Truth: Int, Comparable {
    case no, unknown, yes

    static func < (left: Truth, right: Truth) -> Bool { left.rawValue < right.rawValue }
  }

  enum Outcome: Hashable {
    case allow, deny, onwards
  }

  init(_ cluster: Cluster) {
    snapshot = cluster.snapshot
    assumptions = cluster.assumptions
  }

  func verdict(_ flow: Flow) -> Verdict {
    if assumptions.cni == .none || isExempt(flow) { return .must }
    let outcomes = Direction.allCases.map { self.outcomes(of: flow, $0) }
    if outcomes.allSatisfy({ $0 == [true] }) { return .must }
    return outcomes.allSatisfy { $0.contains(true) } ? .may : .no
  }

  // MARK: One direction

  /// What can come of the rules for one end of the flow: allowed, denied, or both.
  private func outcomes(of flow: Flow, _ direction: Direction) -> Set<Bool> {
    guard let pod = capablePod(direction == .egress ? flow.source : flow.destination) else {
      return [true]
    }
    return Self.outcomes(
      policies(.admin, pod, flow, direction), networkPolicyOutcomes(pod, flow, direction),
      policies(.baseline, pod, flow, direction))
  }

  static func outcomes(
    _ admin: [Policy], _ networkPolicies: Set<Outcome>, _ baseline: [Policy]
  ) -> Set<Bool> {
    let first = outcomes(of: admin)
    var results = Set(first.subtracting([.onwards]).map { $0 == .allow })
    guard first.contains(.onwards) else { return results }
    results.formUnion(networkPolicies.subtracting([.onwards]).map { $0 == .allow })
    guard networkPolicies.contains(.onwards) else { return results }
    return results.union(outcomes(of: baseline).map { $0 != .deny })
  }

  private static func outcomes(of policies: [Policy]) -> Set<Outcome> {
    var found: Set<Outcome> = []
    for order in permutations(policies) where isSorted(order) {
      for rules in settlements(order.flatMap(\.rules)) {
        switch rules.first(where: { $0.match == .yes })?.action {
        case .accept: found.insert(.allow)
        case .deny: found.insert(.deny)
        case .pass, nil: found.insert(.onwards)
        }
      }
    }
    return found
  }

  private static func isSorted(_ policies: [Policy]) -> Bool {
    let priorities = policies.compactMap(\.priority)
    return priorities == priorities.sorted()
  }

  private static func permutations(_ policies: [Policy]) -> [[Policy]] {
    if policies.isEmpty { return [[]] }
    return policies.indices.flatMap { index in
      var others = policies
      let first = others.remove(at: index)
      return permutations(others).map { [first] + $0 }
    }
  }

  private static func settlements(_ rules: [Rule]) -> [[Rule]] {
    guard let index = rules.firstIndex(where: { $0.match == .unknown }) else { return [rules] }
    return [Truth.no, .yes].flatMap { match in
      var settled = rules
      settled[index].match = match
      return settlements(settled)
    }
  }

  func policies(
    _ tier: ClusterNetworkPolicy.Tier, _ pod: Pod, _ flow: Flow, _ direction: Direction
  ) -> [Policy] {
    snapshot.clusterNetworkPolicies.enumerated().compactMap { index, policy in
      let id = ClusterNetworkPolicyID(rawValue: Int32(index))
      let own: ClusterNetworkPolicy.Tier? =
        switch policy.kind {
        case .adminNetworkPolicy: .admin
        case .baselineAdminNetworkPolicy: .baseline
        case .clusterNetworkPolicy: policy.tier
        }
      let isSubject =
        switch policy.subject {
        case .namespaces(let selector): isIn(pod, selector)
        case .pods(let namespaces, let pods): isIn(pod, namespaces) && isLabelled(pod, pods)
        }
      guard own == tier, isSubject else { return nil }
      let rules = direction == .egress ? policy.egress : policy.ingress
      let far = direction == .egress ? flow.destination : flow.source
      return Policy(
        priority: policy.priority,
        rules: (rules ?? []).enumerated().map { index, rule in
          let peer = rule.peers.map { matches($0.term, far, flow) }.max() ?? .no
          let port = rule.ports.map { $0.map { matches($0, flow) }.max() ?? .no } ?? .yes
          return Rule(
            action: rule.action, match: min(peer, port),
            ground: Ground(.clusterNetworkPolicy(id), direction, rule: index))
        })
    }
  }

  // MARK: NetworkPolicy

  /// The policies that select a pod, and of these the ones that isolate it.
  func selecting(
    _ pod: Pod, _ direction: Direction
  ) -> [(id: PolicyID, policy: NetworkPolicy, isIsolating: Bool)] {
    snapshot.networkPolicies.enumerated().compactMap { index, policy in
      guard policy.namespace == pod.namespace, isLabelled(pod, policy.podSelector) else {
        return nil
      }
      let types = policy.policyTypes ?? []
      let isDefault = direction == .ingress || !(policy.egress ?? []).isEmpty
      return (
        .networkPolicy(NetworkPolicyID(rawValue: Int32(index))), policy,
        types.isEmpty ? isDefault : types.contains(direction)
      )
    }
  }

  private func networkPolicyOutcomes(
    _ pod: Pod, _ flow: Flow, _ direction: Direction
  ) -> Set<Outcome> {
    let selecting = selecting(pod, direction)
    let isolating = selecting.filter(\.isIsolating)
    if isolating.isEmpty {
      return [assumptions.baselineScope == .pod && !selecting.isEmpty ? .allow : .onwards]
    }
    return Self.outcomes(isolating.flatMap { rules(of: $0.policy, flow, direction) }.max())
  }

  /// What comes of the best match among rules that allow.
  static func outcomes(_ best: Truth?) -> Set<Outcome> {
    switch best {
    case .yes: [.allow]
    case .unknown: [.allow, .deny]
    case .no, nil: [.deny]
    }
  }

  func rules(of policy: NetworkPolicy, _ flow: Flow, _ direction: Direction) -> [Truth] {
    ((direction == .egress ? policy.egress : policy.ingress) ?? []).map {
      matches($0, policy, flow, direction)
    }
  }

  private func matches(
    _ rule: NetworkPolicyRule, _ policy: NetworkPolicy, _ flow: Flow, _ direction: Direction
  ) -> Truth {
    let far = direction == .egress ? flow.destination : flow.source
    let peers = (rule.peers ?? []).map { peer -> Truth in
      if let block = peer.ipBlock {
        if assumptions.cni == .cilium, case .pod = far { return .no }
        return contains(block, far, flow)
      }
      guard let pod = capablePod(far) else { return .no }
      let isNear =
        peer.namespaceSelector.map { isIn(pod, $0) } ?? (pod.namespace == policy.namespace)
      return isNear && isLabelled(pod, peer.podSelector) ? .yes : .no
    }
    let ports = (rule.ports ?? []).map { port -> Truth in
      guard flow.protocol == port.protocol ?? .tcp else { return .no }
      switch port.port {
      case nil: return .yes
      case .number(let number):
        return (number...max(number, port.endPort ?? number)).contains(flow.port) ? .yes : .no
      case .name(let name): return isNamed(name, flow)
      }
    }
    let peer = (rule.peers ?? []).isEmpty ? .yes : peers.max() ?? .no
    return min(peer, (rule.ports ?? []).isEmpty ? .yes : ports.max() ?? .no)
  }
}
