import Analysis
import ClusterModel
import Evaluation
import Intents
import Verification

extension ListWording {
  /// Where an entry point leads: `shop/web TCP 8080`, or why nowhere.
  func way(_ entry: EntryPoint) -> String {
    let through: String =
      if case .ingress = entry.object, let service = entry.service {
        "Service \(serviceName(service)), "
      } else {
        ""
      }
    return through + wayBehind(entry)
  }

  private func wayBehind(_ entry: EntryPoint) -> String {
    switch entry.way {
    case .pods(let workload, let port, _):
      return "\(name(workload)) \(entry.protocol.name) \(port)"
    case .nobody: return "no pod"
    case .noSelector: return "whatever its EndpointSlices name"
    case .externalName(let name): return "\(base.text(name)), a name outside"
    case .noPort(let port): return "no pod with a port \(base.text(port))"
    case .noService(let service): return "no Service \(base.text(service))"
    case .noServicePort(.number(let number)): return "no port \(number) of the Service"
    case .noServicePort(.name(let port)): return "no port \(base.text(port)) of the Service"
    }
  }

  /// `Service shop/web (LoadBalancer) TCP 80`, `Ingress shop/front (shop.example.com/api)`.
  func title(_ entry: EntryPoint) -> String {
    name(entry.object) + routes(entry) + (entry.port.map { " \(entry.protocol.name) \($0)" } ?? "")
  }

  private func routes(_ entry: EntryPoint) -> String {
    if entry.routes.isEmpty { return "" }
    let names = entry.routes.map { route in
      (route.host.map { base.text($0) } ?? "*") + (route.path.map { base.text($0) } ?? "")
    }
    return " (\(list(names, limit: 3)))"
  }

  func serviceName(_ index: Int) -> String {
    let service = connectivity.cluster.snapshot.services[index]
    return name(service.namespace, service.name)
  }

  /// Scaled to nothing, suspended or done.
  var workloadsWithoutPods: [String] {
    let workloads = connectivity.cluster.snapshot.workloads
    return workloads.indices.filter { workloads[$0].isPotential }
      .map { base.name(WorkloadID(rawValue: Int32($0))) }.sorted()
  }

  /// What rows that only may be so rest on.
  var mayNote: String {
    let cluster = connectivity.cluster
    let words = cluster.snapshot.doubtfulTerms
    var reasons: [String] = []
    if words.hasRanges || !words.hasOthers {
      reasons.append("an ipBlock may take in a pod whose address is not known")
    }
    if words.hasTies { reasons.append("policies of equal priority may disagree") }
    if words.hasDomainNames { reasons.append("a domain name may stand for any address") }
    if words.hasNodes { reasons.append("it may not be known which addresses are nodes'") }
    if cluster.assumptions.clientAddress == .mayBeNode {
      reasons.append("a client may show a node's address")
    }
    let settles =
      cluster.assumptions.clusterCIDRs.isEmpty
      ? "assume.clusterCIDRs in an intent file, or status.podIPs in the manifests, would settle it"
      : "status.podIPs in the manifests would settle it"
    let text = reasons.joined(separator: ", or ")
    return words.hasOthers ? text + ": explain says which" : text + ": " + settles
  }

  /// What is not modelled and could change rows, or bring new ones.
  func touchedNote(_ hasRows: Bool) -> String {
    let objects = connectivity.cluster.snapshot.unmodelledObjects.map(name)
    var seen: Set<String> = []
    let distinct = objects.filter { seen.insert($0).inserted }
    let shown = distinct.prefix(3).joined(separator: ", ")
    let rest = distinct.count > 3 ? " and \(distinct.count - 3) more" : ""
    return (hasRows ? ": could be changed by what" : "what could change the listing")
      + " is not modelled: \(shown)\(rest)"
  }

  /// `CiliumNetworkPolicy shop/deny-all`.
  func name(_ object: UnmodelledObject) -> String {
    let own = base.text(object.name)
    let snapshot = connectivity.cluster.snapshot
    let path = object.namespace.map { base.text(snapshot[$0].name) + "/" + own } ?? own
    return "\(base.text(object.kind)) \(path)"
  }
}

/// What of policies can leave a decision open.
private struct DoubtfulTerms {
  /// Address ranges.
  var hasRanges = false
  /// Cluster-scoped policies of equal priority in one tier.
  var hasTies = false
  var hasDomainNames = false
  var hasNodes = false

  var hasOthers: Bool { hasTies || hasDomainNames || hasNodes }
}

extension Snapshot {
  fileprivate var doubtfulTerms: DoubtfulTerms {
    var found = DoubtfulTerms()
    found.hasRanges = networkPolicies.contains { policy in
      ((policy.ingress ?? []) + (policy.egress ?? [])).contains { rule in
        (rule.peers ?? []).contains { $0.ipBlock != nil }
      }
    }
    var priorities: Set<[Int]> = []
    for policy in clusterNetworkPolicies {
      let tier = policy.kind == .baselineAdminNetworkPolicy || policy.tier == .baseline ? 1 : 0
      if !priorities.insert([tier, policy.priority ?? -1]).inserted { found.hasTies = true }
      for peer in (policy.egress ?? []).flatMap(\.peers) {
        switch peer.term {
        case .networks: found.hasRanges = true
        case .domainNames: found.hasDomainNames = true
        case .nodes: found.hasNodes = true
        case .namespaces, .pods: break
        }
      }
    }
    return found
  }
}
