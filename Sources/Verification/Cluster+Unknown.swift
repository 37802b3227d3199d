public import ClusterModel
public import Evaluation
import Intents

extension Cluster {
  /// The input whose ignorance leaves a flow's decision at *may*, and what would end it.
  public func unknown(behind flow: Flow) -> Settlement? {
    let decision = self.decision(for: flow)
    guard decision.allowed == .unknown else { return nil }
    if decision.ingress.basis == .translatedAddress { return .clientAddress }
    let rules = decision.egress.determiningRules + decision.ingress.determiningRules
    let restsOnAddress = rules.contains { reference in
      guard case .networkPolicy(let id) = reference.policy else { return false }
      let policy = snapshot[id]
      let rules = (reference.direction == .ingress ? policy.ingress : policy.egress) ?? []
      return (rules[reference.index].peers ?? []).contains { $0.ipBlock != nil }
    }
    let ends = [flow.source, flow.destination]
    let hasUnknownEnd = ends.contains { end in
      guard case .pod(let id) = end else { return false }
      return snapshot[id].addresses.isEmpty
    }
    guard restsOnAddress, hasUnknownEnd else {
      return translatedEnd(flow) ? .clientAddress : .portNames
    }
    let isBounded = assumptions.clusterCIDRs.contains { $0.family == flow.family }
    return isBounded ? .podAddresses : .clusterCIDRs
  }

  private func translatedEnd(_ flow: Flow) -> Bool {
    guard case .address = flow.source, case .pod(let id) = flow.destination else { return false }
    return translatedPorts(of: id) != nil
  }
}
