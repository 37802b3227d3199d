public import ClusterModel
public import Evaluation
import Intents

extension Cluster {
  /// The input whose ignorance leaves a flow's decision at *may*, and what would end it.
  public func unknown(behind flow: Flow) -> Settlement? {
    let decision = self.decision(for: flow)
    guard decision.allowed == .unknown else { return nil }
    if decision.ingress.basis == .translatedAddress { return .clientAddress }
    let directions = [decision.ingress, decision.egress]
    let ambiguities = directions.compactMap(\.ambiguity)
    if let certain = ambiguities.first(where: \.isCertain) { return .equalPriority(certain) }
    let rules = directions.flatMap { $0.determiningRules + $0.passes }
    let hasUnknownEnd = [flow.source, flow.destination].contains { end in
      guard case .pod(let id) = end else { return false }
      return snapshot[id].addresses.isEmpty
    }
    if hasUnknownEnd, rules.contains(where: restsOnAddress) {
      let isBounded = assumptions.clusterCIDRs.contains { $0.family == flow.family }
      return isBounded ? .podAddresses : .clusterCIDRs
    }
    let terms = rules.flatMap { rule in
      snapshot.clusterNetworkPolicyRule(rule.policy, rule.direction, rule.index)?.peers ?? []
    }.map(\.term)
    if terms.contains(where: \.isNodes) { return .nodes }
    if terms.contains(where: \.isDomainNames) { return .domainNames }
    if let ambiguity = ambiguities.first { return .equalPriority(ambiguity) }
    return translatedEnd(flow) ? .clientAddress : .portNames
  }

  /// Whether a peer of the rule is addresses.
  private func restsOnAddress(_ rule: RuleReference) -> Bool {
    if let written = snapshot.networkPolicyRule(rule.policy, rule.direction, rule.index) {
      return (written.peers ?? []).contains { $0.ipBlock != nil }
    }
    let written = snapshot.clusterNetworkPolicyRule(rule.policy, rule.direction, rule.index)
    return (written?.peers ?? []).contains { $0.term.isNetworks }
  }

  private func translatedEnd(_ flow: Flow) -> Bool {
    guard case .address = flow.source, case .pod(let id) = flow.destination else { return false }
    return translatedPorts(of: id) != nil
  }
}

extension ClusterNetworkPolicyPeer.Term {
  fileprivate var isNetworks: Bool { if case .networks = self { true } else { false } }
  fileprivate var isNodes: Bool { if case .nodes = self { true } else { false } }
  fileprivate var isDomainNames: Bool { if case .domainNames = self { true } else { false } }
}
