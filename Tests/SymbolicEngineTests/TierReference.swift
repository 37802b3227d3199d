import ClusterModel
import Intents

/// What policies of every tier say of one flow, way by way: every settlement of what is unknown, every order of what is tied.
///
/// It is slow and knows no formulas: the tests' own idea of the semantics. Whether a flow exists is not its business.
struct TierReference {
  let snapshot: Snapshot
  let assumptions: Assumptions

  /// One way a policy could come out: the rules that match, in written order.
  private struct Policy {
    var priority: Int?
    var rules: [(action: ClusterNetworkPolicyRule.Action, match: Truth)]
  }

  enum Truth: Int, Comparable {
    case no, unknown, yes

    static func < (left: Truth, right: Truth) -> Bool { left.rawValue < right.rawValue }
  }

  private enum Outcome: Hashable {
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
    let own = direction == .egress ? flow.source : flow.destination
    guard let pod = capablePod(own) else { return [true] }
    var results: Set<Bool> = []
    for admin in outcomes(of: policies(.admin, pod, flow, direction)) {
      switch admin {
      case .allow: results.insert(true)
      case .deny: results.insert(false)
      case .onwards:
        for decided in networkPolicyOutcomes(pod, flow, direction) {
          switch decided {
          case .allow: results.insert(true)
          case .deny: results.insert(false)
          case .onwards:
            for baseline in outcomes(of: policies(.baseline, pod, flow, direction)) {
              results.insert(baseline != .deny)
            }
          }
        }
      }
    }
    return results
  }

  private func outcomes(of policies: [Policy]) -> Set<Outcome> {
    var found: Set<Outcome> = []
    for order in Self.permutations(policies) where Self.isSorted(order) {
      for rules in Self.settlements(order.flatMap(\.rules)) {
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

  private static func settlements<Action>(
    _ rules: [(action: Action, match: Truth)]
  ) -> [[(action: Action, match: Truth)]] {
    guard let index = rules.firstIndex(where: { $0.match == .unknown }) else { return [rules] }
    return [Truth.no, .yes].flatMap { match in
      var settled = rules
      settled[index].match = match
      return settlements(settled)
    }
  }

  private func policies(
    _ tier: ClusterNetworkPolicy.Tier, _ pod: Pod, _ flow: Flow, _ direction: Direction
  ) -> [Policy] {
    snapshot.clusterNetworkPolicies.compactMap { policy in
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
        rules: (rules ?? []).map { rule in
          let peer = rule.peers.map { matches($0.term, far, flow) }.max() ?? .no
          let port = rule.ports.map { $0.map { matches($0, flow) }.max() ?? .no } ?? .yes
          return (rule.action, min(peer, port))
        })
    }
  }

  // MARK: NetworkPolicy

  private func networkPolicyOutcomes(
    _ pod: Pod, _ flow: Flow, _ direction: Direction
  ) -> Set<Outcome> {
    let selecting = snapshot.networkPolicies.filter {
      $0.namespace == pod.namespace && isLabelled(pod, $0.podSelector)
    }
    let isolating = selecting.filter { policy in
      if let types = policy.policyTypes, !types.isEmpty { return types.contains(direction) }
      return direction == .ingress || !(policy.egress ?? []).isEmpty
    }
    if isolating.isEmpty {
      return [assumptions.baselineScope == .pod && !selecting.isEmpty ? .allow : .onwards]
    }
    let matches = isolating.flatMap { policy in
      ((direction == .egress ? policy.egress : policy.ingress) ?? []).map {
        self.matches($0, policy, flow, direction)
      }
    }
    switch matches.max() {
    case .yes: return [.allow]
    case .unknown: return [.allow, .deny]
    case .no, nil: return [.deny]
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
