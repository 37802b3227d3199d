import ClusterModel
import Evaluation
import Intents

extension Cluster {
  /// Whether a flow that is asked about may be one of a pod to its own node that egress rules of cluster-scoped policies match.
  func mayFilterOwnNodes(_ reach: ClaimReach) -> Bool {
    guard assumptions.cni != .none, assumptions.cni != .cilium, namesAddressesOfNodes else {
      return false
    }
    let nodes = Set(
      pods.filter { isPolicyCapable(Endpoint.pod($0)) }.compactMap { snapshot[$0].nodeName })
    return reach.mayGo(
      from: .init(there: { self.isPolicyCapable($0) }),
      to: .init(there: { end in
        guard case .pod(let id) = end, snapshot[id].isHostNetwork else { return false }
        return snapshot[id].nodeName.map(nodes.contains) ?? false
      }))
  }

  /// Whether an egress rule has a peer that hostNetwork pods can be.
  private var namesAddressesOfNodes: Bool {
    snapshot.clusterNetworkPolicies.flatMap { $0.egress ?? [] }.flatMap(\.peers).contains {
      switch $0.term {
      case .networks, .nodes, .domainNames: true
      case .namespaces, .pods: false
      }
    }
  }
}
