public import ClusterModel
public import Evaluation
public import Intents

/// What the verdicts of some files take for granted, as far as it could matter.
public struct Assumed: Sendable {
  public enum Fact: Hashable, Sendable {
    /// The CNI enforces NetworkPolicy as the profile says; or, with `none`, that nothing does.
    case enforcement(CNI)
    /// The CNI enforces these cluster-scoped kinds, too.
    case clusterPolicies([ClusterNetworkPolicy.Kind])
    /// These domain names of egress rules may stand for any address, and are never known to.
    case domainNames([Symbol])
    /// What hides Baseline rules from a pod that NetworkPolicies select (C-99).
    case baselineScope(BaselineScope)
    /// The addresses of so many workloads are unknown; they lie in these ranges, anywhere if there are none.
    case podAddresses(workloads: Int, inside: [CIDR])
    /// A node and its own pods reach each other; with `cilium` only the node its pods.
    case ownNodes(bothWays: Bool)
    /// These pods use their node's network: they are taken for addresses, and no policy selects them.
    case hostNetwork([PodID])
    /// Namespaces that are used and not declared: taken to have no label but their name.
    case undeclaredNamespaces([NamespaceID])
    /// Clients' addresses survive on the way through these Services and hostPorts.
    case clientAddresses(services: [String], hostPorts: [PodID])
    /// With `cilium`, whose ipBlocks match no node: the addresses outside are taken to be no nodes' addresses.
    case outsideIsNoNode
    /// Only an administrator sets labels with these keys, on namespaces and on pods.
    case fixedLabels(namespaces: [Symbol], pods: [Symbol])
    /// A new namespace begins with the policies of this one.
    case newNamespaces(policiesOf: Symbol)
    /// Both address families are considered because nothing says which the cluster has.
    case bothFamilies
  }

  /// Indices of the files that were decided under these.
  public let files: [Int]
  public let assumptions: Assumptions
  public let facts: [Fact]

  /// What every answer about the flows of `cluster` takes for granted.
  public init(_ cluster: Cluster) {
    files = []
    assumptions = cluster.assumptions
    facts = cluster.facts
  }

  init(_ cluster: Cluster, files: [Int], claims: [Claim]) {
    self.files = files
    assumptions = cluster.assumptions
    facts = claims.isEmpty ? [] : cluster.facts
  }
}

extension Cluster {
  fileprivate var facts: [Assumed.Fact] {
    let pods = self.pods
    if assumptions.cni == .none { return [.enforcement(.none)] }
    var facts: [Assumed.Fact] = [.enforcement(assumptions.cni)]
    facts += clusterPolicyFacts
    let unknown = Set(
      pods.lazy.filter { self.snapshot[$0].addresses.isEmpty }.map { self.snapshot[$0].workload })
    if !unknown.isEmpty {
      facts.append(
        .podAddresses(workloads: unknown.count, inside: assumptions.clusterCIDRs))
    }
    let nothingKnown = pods.allSatisfy {
      snapshot[$0].isHostNetwork || snapshot[$0].addresses.isEmpty
    }
    if assumptions.ipFamilies == nil, assumptions.clusterCIDRs.isEmpty, nothingKnown {
      facts.append(.bothFamilies)
    }
    facts.append(.ownNodes(bothWays: assumptions.cni != .cilium))
    if assumptions.cni == .cilium { facts.append(.outsideIsNoNode) }
    let onHosts = pods.filter { snapshot[$0].isHostNetwork }
    if !onHosts.isEmpty { facts.append(.hostNetwork(onHosts)) }
    let undeclared = snapshot.namespaceIDs.filter { !snapshot[$0].isDeclared }
    if !undeclared.isEmpty { facts.append(.undeclaredNamespaces(undeclared)) }
    let fixed = (assumptions.fixedNamespaceLabels, assumptions.fixedPodLabels)
    if !fixed.0.isEmpty || !fixed.1.isEmpty {
      facts.append(.fixedLabels(namespaces: fixed.0, pods: fixed.1))
    }
    if let baseline = assumptions.newNamespacePolicies {
      facts.append(.newNamespaces(policiesOf: baseline))
    }
    if assumptions.clientAddress == .preserved, let paths = translatingPaths { facts.append(paths) }
    return facts
  }

  /// The Services and hostPorts that may hide a client's address and that lead to a pod.
  private var translatingPaths: Assumed.Fact? {
    let services = snapshot.services.filter { service in
      guard !service.keepsClientAddress, let type = service.type,
        ["LoadBalancer", "NodePort"].contains(snapshot.symbols[type]),
        let selector = service.selector, !selector.isEmpty
      else { return false }
      return pods.contains { id in
        snapshot[id].namespace == service.namespace
          && selector.pairs.allSatisfy { snapshot[id].labels[$0.key] == $0.value }
      }
    }
    let names = services.map {
      "\(snapshot.symbols[snapshot[$0.namespace].name])/\(snapshot.symbols[$0.name])"
    }
    let hostPorts = pods.filter { id in
      !snapshot[id].isHostNetwork && snapshot[id].containerPorts.contains { $0.hostPort != nil }
    }
    if names.isEmpty && hostPorts.isEmpty { return nil }
    return .clientAddresses(services: names, hostPorts: hostPorts)
  }
}
