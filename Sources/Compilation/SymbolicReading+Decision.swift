import ClusterModel
public import Formula
import Intents

/// Which flows are allowed.
extension SymbolicReading {
  /// The flows that may, or must, be allowed; what it says of assignments that are no flow means nothing.
  public func allowed(_ modality: Modality) -> Formula {
    switch modality {
    case .may: admitted.possible
    case .must: admitted.certain
    }
  }

  func compileAdmitted() -> ThreeValued {
    // Without a plugin nothing is enforced.
    if assumptions.cni == .none { return ThreeValued(.always) }
    return named(
      formulas.any([
        ThreeValued(named(isExempt, .exempt)),
        formulas.all([
          named(admitsEgress, .direction(.egress)), named(admitsIngress, .direction(.ingress)),
        ]),
      ]), .allowed)
  }

  private var admitsEgress: ThreeValued {
    admits(by: egressSteps, .egress)
  }

  private var admitsIngress: ThreeValued {
    // Whom an exposed flow seems to come from is open: it may be anyone who is let in.
    formulas.any([
      admits(by: ingressSteps, .ingress),
      ThreeValued(possible: exposed, certain: .never),
    ])
  }

  /// The layers that decide in a direction, in this order; what none of them decides is allowed.
  private var egressSteps: [LayerStep] {
    [
      .same(clusterNetworkPolicyTier(.admin, .egress), .admin),
      .byNamespace(namespaceCodes.map { networkPolicyTier(.egress, ofNamespace: $0) }),
      .same(clusterNetworkPolicyTier(.baseline, .egress), .baseline),
    ]
  }

  private var ingressSteps: [LayerStep] {
    [
      .same(clusterNetworkPolicyTier(.admin, .ingress), .admin),
      .byNamespace(
        namespaceCodes.map { networkPolicyTier(.ingress, ofNamespace: $0, isBlind: exposed) }),
      .same(clusterNetworkPolicyTier(.baseline, .ingress), .baseline),
    ]
  }

  private var namespaceCodes: Range<Int> { policiesByNamespace.indices }

  /// Only pods that policies can select are restricted at their end of a flow.
  private func admits(by steps: [LayerStep], _ direction: Direction) -> ThreeValued {
    let end = ends(direction).own
    let decision = steps.reversed().reduce(ThreeValued(.always)) { next, step in
      switch step {
      case .same(let tier, let layer):
        self.decision(of: tier, then: next, .decision(layer, direction, namespace: nil))
      case .byNamespace(let tiers):
        choose(
          by: end.namespace,
          tiers.enumerated().map { code, tier in
            self.decision(
              of: tier, then: next, .decision(.networkPolicy, direction, namespace: code))
          })
      }
    }
    return formulas.any([ThreeValued(.not(isCapable(end))), decision])
  }

  /// What a tier and those after it decide; what it has no part in has no name.
  private func decision(of tier: Tier, then next: ThreeValued, _ part: Part) -> ThreeValued {
    let decision = formulas.decision(of: tier, then: next)
    return decision == next ? next : named(decision, part)
  }

  private func choose(by namespace: Variable, _ decisions: [ThreeValued]) -> ThreeValued {
    let possible = decisions.enumerated().map { ($0.offset, $0.element.possible) }
    let certain = decisions.enumerated().map { ($0.offset, $0.element.certain) }
    let whole = formulas.choose(by: namespace, possible, otherwise: .always)
    if decisions.allSatisfy(\.isKnown) { return ThreeValued(whole) }
    return ThreeValued(
      possible: whole, certain: formulas.choose(by: namespace, certain, otherwise: .always))
  }

  /// A node and its own pods reach each other, whatever policies say (C-43, C-47).
  private var isExempt: Formula {
    let isFromNode = formulas.all([isHostNetwork(source), isCapable(destination)])
    let isToNode = formulas.all([isCapable(source), isHostNetwork(destination)])
    return formulas.all([
      isOnOneNode,
      assumptions.cni == .cilium ? isFromNode : formulas.any([isFromNode, isToNode]),
    ])
  }
}
