import ClusterModel
import Evaluation
import Intents

extension Cluster {
  /// What answers take for granted about cluster-scoped policies, where there are some.
  var clusterPolicyFacts: [Assumed.Fact] {
    let policies = snapshot.clusterNetworkPolicies
    if policies.isEmpty { return [] }
    let kinds = ClusterNetworkPolicy.Kind.allCases.filter { kind in
      policies.contains { $0.kind == kind }
    }
    var facts: [Assumed.Fact] = [.clusterPolicies(kinds)]
    var names: [Symbol] = []
    for rule in policies.flatMap({ $0.egress ?? [] }) {
      for case .domainNames(let written) in rule.peers.map(\.term) {
        names += written.filter { !names.contains($0) }
      }
    }
    if !names.isEmpty { facts.append(.domainNames(names)) }
    if snapshot.dependsOnBaselineScope { facts.append(.baselineScope(assumptions.baselineScope)) }
    return facts
  }
}

extension Snapshot {
  /// Whether `assume.baselineScope` can matter: a rule of the Baseline tier for a direction that some NetworkPolicy leaves
  /// alone.
  var dependsOnBaselineScope: Bool {
    let baseline = clusterNetworkPolicies.filter(\.isBaseline)
    return Direction.allCases.contains { direction in
      baseline.contains { !$0.rules(direction).isEmpty }
        && networkPolicies.contains { !$0.mayIsolate(direction) }
    }
  }
}

extension ClusterNetworkPolicy {
  fileprivate var isBaseline: Bool {
    kind == .baselineAdminNetworkPolicy || tier == .baseline
  }

  fileprivate func rules(_ direction: Direction) -> [ClusterNetworkPolicyRule] {
    (direction == .ingress ? ingress : egress) ?? []
  }
}

extension NetworkPolicy {
  fileprivate func mayIsolate(_ direction: Direction) -> Bool {
    if let policyTypes, !policyTypes.isEmpty { return policyTypes.contains(direction) }
    return direction == .ingress || !(egress ?? []).isEmpty
  }
}
