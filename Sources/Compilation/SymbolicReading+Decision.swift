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
    return formulas.any([
      ThreeValued(isExempt), formulas.all([admitsEgress, admitsIngress]),
    ])
  }

  /// Only pods that policies can select are restricted at their end of a flow.
  private var admitsEgress: ThreeValued {
    let decisions = namespaceCodes.map { formulas.decision(of: egressTiers($0)) }
    return formulas.any([
      ThreeValued(isHostNetwork(source)), choose(by: source.namespace, decisions),
    ])
  }

  private var admitsIngress: ThreeValued {
    let decisions = namespaceCodes.map { formulas.decision(of: ingressTiers($0)) }
    return formulas.any([
      ThreeValued(isHostNetwork(destination)), choose(by: destination.namespace, decisions),
      // Whom an exposed flow seems to come from is open: it may be anyone who is let in.
      ThreeValued(possible: exposed, certain: .never),
    ])
  }

  private func choose(by namespace: Variable, _ decisions: [ThreeValued]) -> ThreeValued {
    let possible = decisions.enumerated().map { ($0.offset, $0.element.possible) }
    let certain = decisions.enumerated().map { ($0.offset, $0.element.certain) }
    let whole = formulas.choose(by: namespace, possible, otherwise: .always)
    if decisions.allSatisfy(\.isKnown) { return ThreeValued(whole) }
    return ThreeValued(
      possible: whole, certain: formulas.choose(by: namespace, certain, otherwise: .always))
  }

  /// The layers that other policy APIs join, in the order in which they decide.
  private func egressTiers(_ namespace: Int) -> [Tier] {
    [networkPolicyTier(.egress, ofNamespace: namespace, isBlind: .never)]
  }

  private func ingressTiers(_ namespace: Int) -> [Tier] {
    [networkPolicyTier(.ingress, ofNamespace: namespace, isBlind: exposed)]
  }

  private var namespaceCodes: Range<Int> { policiesByNamespace.indices }

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
