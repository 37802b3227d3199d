import ClusterModel
import Evaluation
import Intents

/// What was written, for the verified checker: every policy as it stands in its manifest, with no default filled in.
///
/// What the checker's specification does not know is handed to it by name, for it to refuse.
struct ClusterTokens {
  let cluster: Cluster
  private let snapshot: Snapshot
  private let symbols: SymbolTable
  private let podNames: [PodID: String]

  init(_ cluster: Cluster) {
    self.cluster = cluster
    snapshot = cluster.snapshot
    symbols = snapshot.symbols
    podNames = PodNames.all(in: cluster)
  }

  /// - Parameter others: what the certificate itself has that the specification does not know.
  func text(beyond others: [String]) -> String {
    let assumed = cluster.assumptions
    let pool = assumed.clusterCIDRs.map { "\($0.family.word) \(Tokens.cidr($0))" }
    let policies =
      snapshot.clusterNetworkPolicies.map { "admin " + Tokens.text(symbols[$0.name]) }
      + snapshot.networkPolicies.map(policy)
    let lines = [
      "cni \(plugin ?? "upstream")",
      "families \(Tokens.list(cluster.families.map(\.word)))",
      "pool \(Tokens.list(pool))",
      "namespaces \(Tokens.lines(snapshot.namespaces.map(namespace)))",
      "pods \(Tokens.lines(cluster.pods.map(pod)))",
      "policies \(Tokens.lines(policies))",
      "fixed-pod-labels \(keys(assumed.fixedPodLabels))",
      "fixed-namespace-labels \(keys(assumed.fixedNamespaceLabels))",
      "baseline " + Tokens.option(assumed.newNamespacePolicies.map { Tokens.text(symbols[$0]) }),
      "beyond \(Tokens.list((beyond + others).map(Tokens.text)))",
    ]
    return lines.map { $0 + "\n" }.joined()
  }

  private func keys(_ keys: [Symbol]) -> String {
    Tokens.list(keys.map { Tokens.text(symbols[$0]) }.sorted())
  }

  /// Nil for those that the specification does not know.
  private var plugin: String? {
    switch cluster.assumptions.cni {
    case .upstream: "upstream"
    case .cilium: "cilium"
    case .none: "none"
    case .calico, .azureNPM: nil
    }
  }

  /// What has no place elsewhere in the format.
  private var beyond: [String] {
    var found: [String] = []
    if plugin == nil { found.append("cni \(cluster.assumptions.cni.rawValue)") }
    if cluster.assumptions.clientAddress != .preserved {
      found.append("clientAddress \(cluster.assumptions.clientAddress.rawValue)")
    }
    for object in snapshot.unmodelledObjects {
      found.append("\(symbols[object.kind]) \(symbols[object.name])")
    }
    return found
  }

  // MARK: Objects

  private func namespace(_ namespace: Namespace) -> String {
    let standing = namespace.isDeclared ? "declared" : "undeclared"
    return "\(Tokens.text(symbols[namespace.name])) \(standing) "
      + Tokens.labels(namespace.labels.pairs, symbols)
  }

  private func pod(_ id: PodID) -> String {
    let pod = snapshot[id]
    let addresses = pod.addresses.map { "\($0.family.word) \(Tokens.number($0.bits))" }
    return [
      Tokens.text(podNames[id] ?? ""), Tokens.text(symbols[snapshot[pod.namespace].name]),
      Tokens.labels(pod.labels.pairs, symbols), Tokens.texts(pod.unknownLabels, symbols),
      Tokens.text(pod.serviceAccount.map { symbols[$0] } ?? "default"),
      pod.isHostNetwork ? "host" : "own",
      Tokens.option(pod.nodeName.map { Tokens.text(symbols[$0]) }), Tokens.list(addresses),
      pod.population == .replicas ? "replicas" : "single",
    ].joined(separator: " ")
  }

  private func policy(_ policy: NetworkPolicy) -> String {
    let home = symbols[snapshot[policy.namespace].name]
    let types = (policy.policyTypes ?? []).map(\.word)
    return [
      "policy", Tokens.text(home), Tokens.text("\(home)/\(symbols[policy.name])"),
      Tokens.selector(policy.podSelector ?? LabelSelector(), symbols), Tokens.list(types),
      Tokens.list((policy.ingress ?? []).map(rule)), Tokens.list((policy.egress ?? []).map(rule)),
    ].joined(separator: " ")
  }

  private func rule(_ rule: NetworkPolicyRule) -> String {
    Tokens.list((rule.peers ?? []).map(peer)) + " " + Tokens.list((rule.ports ?? []).map(port))
  }

  private func peer(_ peer: NetworkPolicyPeer) -> String {
    if let block = peer.ipBlock {
      return "block \(Tokens.block(block.cidr, except: block.except))"
    }
    return "selectors \(Tokens.selector(orNone: peer.namespaceSelector, symbols)) "
      + Tokens.selector(orNone: peer.podSelector, symbols)
  }

  private func port(_ port: NetworkPolicyPort) -> String {
    let numbers =
      switch (port.port, port.endPort) {
      case (nil, _): "every"
      case (.name(let name)?, _): "named \(Tokens.text(symbols[name]))"
      case (.number(let number)?, nil): "number \(number)"
      case (.number(let first)?, let last?): "range \(first) \(last)"
      }
    return "\(Tokens.option(port.protocol?.name)) \(numbers)"
  }
}
