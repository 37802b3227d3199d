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
      let course = course(of: flow, direction, at: pod)
      var rules = course.rules(allowed == .no ? .deny : .allow)
      if allowed == .unknown { rules += course.rules(.deny) }
      let basis: DirectionDecision.Basis =
        if allowed != .no && !course.may(.allow) {
          .translatedAddress
        } else if isolating.isEmpty && rules.isEmpty { .notIsolated } else { .rules }
      var decision = DirectionDecision(
        basis, allowed, determiningRules: rules, isolatingPolicies: isolating)
      let sought: RuleAction = allowed == .no ? .deny : .allow
      decision.tier = course.outcomes.first { $0.action == sought }?.tier
      decision.passes = course.passes
      decision.ambiguity = course.ambiguity
      return decision
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
    tiers[direction].flatMap { tier in
      tier.isolationsByNamespace[snapshot[pod].namespace].lazy
        .map { tier.isolations[$0] }
        .filter { selects($0.subject, pod) }
        .map(\.policy)
    }
  }

  /// What a rule does with the flows that it matches.
  public func action(of reference: RuleReference) -> RuleAction {
    snapshot.clusterNetworkPolicyRule(reference.policy, reference.direction, reference.index)?
      .action.ruleAction ?? .allow
  }
}
