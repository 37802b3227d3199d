import ClusterModel
public import Formula
import Intents

/// Which flows are allowed.
extension SymbolicReading {
  /// The flows that may, or must, be allowed; what it says of assignments that are no flow means nothing.
  public func allowed(_ modality: Modality) -> Formula {
    if let known = admitted[modality] { return known }
    let formula = compileAllowed(modality)
    admitted[modality] = formula
    return formula
  }

  private func compileAllowed(_ modality: Modality) -> Formula {
    // Without a plugin nothing is enforced.
    if assumptions.cni == .none { return .always }
    return formulas.any([
      isExempt, formulas.all([admitsEgress(modality), admitsIngress(modality)]),
    ])
  }

  /// Only pods that policies can select are restricted at their end of a flow.
  private func admitsEgress(_ modality: Modality) -> Formula {
    formulas.any([
      isHostNetwork(source),
      formulas.choose(
        by: source.namespace,
        namespaceCodes.map { namespace in
          (namespace, formulas.decision(of: egressTiers(namespace), modality))
        }, otherwise: .always),
    ])
  }

  private func admitsIngress(_ modality: Modality) -> Formula {
    let isDecided = formulas.choose(
      by: destination.namespace,
      namespaceCodes.map { namespace in
        (namespace, formulas.decision(of: ingressTiers(namespace), modality))
      }, otherwise: .always)
    // Whom an exposed flow seems to come from is open: it may be anyone who is let in.
    let isPossible = modality == .may ? exposed : .never
    return formulas.any([isHostNetwork(destination), isDecided, isPossible])
  }

  /// The layers that other policy APIs join, in the order in which they decide.
  private func egressTiers(_ namespace: Int) -> [Tier] {
    [networkPolicyTier(.egress, ofNamespace: namespace, isBlind: .never)]
  }

  private func ingressTiers(_ namespace: Int) -> [Tier] {
    [networkPolicyTier(.ingress, ofNamespace: namespace, isBlind: exposed)]
  }

  private var namespaceCodes: ClosedRange<Int> { 0...snapshot.namespaces.count }

  /// A node and its own pods reach each other, whatever policies say (C-43, C-47).
  private var isExempt: Formula {
    let fromNode = [isHostNetwork(source), isCapable(destination), isOneNode]
    let toNode = [isCapable(source), isHostNetwork(destination), isOneNode]
    let isFromNode = formulas.all(fromNode)
    return assumptions.cni == .cilium
      ? isFromNode : formulas.any([isFromNode, formulas.all(toNode)])
  }

  /// Both ends are known to be on the same node.
  private var isOneNode: Formula {
    formulas.any(
      (1..<formulas.size(of: source.node)).map { node in
        formulas.all([formulas.equal(source.node, node), formulas.equal(destination.node, node)])
      })
  }
}
