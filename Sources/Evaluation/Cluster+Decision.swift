public import ClusterModel
import Intents

extension Cluster {
  /// The decision on a flow that exists, with the rules that determine it.
  public func decision(for flow: Flow) -> Decision {
    if assumptions.cni == .none {
      let open = DirectionDecision(.notEnforced)
      return Decision(egress: open, ingress: open)
    }
    if isOwnNode(flow.source, flow.destination) {
      let exempt = DirectionDecision(.ownNode)
      return Decision(egress: exempt, ingress: exempt)
    }
    return Decision(egress: decision(.egress, for: flow), ingress: decision(.ingress, for: flow))
  }

  private func decision(_ direction: Direction, for flow: Flow) -> DirectionDecision {
    let subject = direction == .ingress ? flow.destination : flow.source
    switch subject {
    case .address: return DirectionDecision(.external)
    case .pod(let id):
      guard let pod = policyCapablePod(at: subject) else { return DirectionDecision(.hostNetwork) }
      let isolating = isolatingPolicies(of: id, direction)
      let allowed = value(of: flow, direction)
      let rules = determiningRules(direction, pod, flow)
      let basis: DirectionDecision.Basis =
        if isolating.isEmpty && rules.isEmpty {
          .notIsolated
        } else if rules.isEmpty
          && allowed != .no
        { .translatedAddress } else { .rules }
      return DirectionDecision(
        basis, allowed, determiningRules: rules, isolatingPolicies: isolating)
    }
  }

  private func value(of flow: Flow, _ direction: Direction) -> Ternary {
    func allows(_ reading: Reading) -> Bool {
      allowedPorts(direction, from: flow.source, to: flow.destination, flow.family, reading)
        .contains(flow.port, of: flow.protocol)
    }
    return allows(.must) ? .yes : allows(.may) ? .unknown : .no
  }

  /// The policies that isolate a pod in a direction.
  public func isolatingPolicies(of pod: PodID, _ direction: Direction) -> [PolicyID] {
    (tiers[direction] ?? []).flatMap { tier in
      tier.isolationsByNamespace[snapshot[pod].namespace].lazy
        .map { tier.isolations[$0] }
        .filter { selects($0.subject, pod) }
        .map(\.policy)
    }
  }

  /// The rules that match the flow, surely or perhaps, in a tier whose rules all allow.
  private func determiningRules(
    _ direction: Direction, _ pod: PodID, _ flow: Flow
  ) -> [RuleReference] {
    let peer = direction == .ingress ? flow.source : flow.destination
    var certain: [RuleReference] = []
    var perhaps: [RuleReference] = []
    for tier in tiers[direction] ?? [] {
      for rule in tier.rules(for: pod, in: self) {
        let match = admits(rule.peers, peer, flow.family)
        func covers(possible: Bool) -> Bool {
          ports(rule.ports, at: flow.destination, possible: possible)
            .contains(flow.port, of: flow.protocol)
        }
        if match == .yes, covers(possible: false) {
          certain.append(rule.reference)
        } else if match != .no, covers(possible: true) {
          perhaps.append(rule.reference)
        }
      }
    }
    return certain + perhaps
  }
}
