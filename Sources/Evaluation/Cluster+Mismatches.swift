public import ClusterModel
import Intents

extension Cluster {
  /// For each rule that speaks for the end of a direction and does not match the flow, in written order: what of it
  /// does not fit. A condition that may hold counts as one that does.
  public func mismatches(of flow: Flow, _ direction: Direction) -> [Mismatch] {
    let (subject, peer) =
      direction == .ingress ? (flow.destination, flow.source) : (flow.source, flow.destination)
    guard case .pod(let pod) = subject else { return [] }
    return rules(for: pod, direction).compactMap { mismatch($0, flow, peer) }
  }

  private func mismatch(_ reference: RuleReference, _ flow: Flow, _ far: Endpoint) -> Mismatch? {
    guard let (rule, namespace) = written(reference) else { return nil }
    var mismatch = Mismatch(rule: reference, conditions: [])
    let peers = rule.peers ?? []
    let misses = peers.map { failed($0, far, flow.family, policyIn: namespace) }
    if !misses.isEmpty, !misses.contains([]) {
      let nearest = misses.indices.min { misses[$0].count < misses[$1].count }
      mismatch.peer = nearest
      mismatch.conditions = nearest.map { misses[$0] } ?? []
    }
    if let failed = failed(rule.ports ?? [], flow) { mismatch.conditions.append(failed) }
    return mismatch.conditions.isEmpty ? nil : mismatch
  }

  private func written(_ reference: RuleReference) -> (NetworkPolicyRule, NamespaceID)? {
    switch reference.policy {
    case .networkPolicy(let id):
      let policy = snapshot[id]
      return (policy.rules(reference.direction)[reference.index], policy.namespace)
    case .clusterNetworkPolicy: return nil
    }
  }

  // MARK: Peers

  private func failed(
    _ peer: NetworkPolicyPeer, _ far: Endpoint, _ family: IPFamily, policyIn own: NamespaceID
  ) -> [Mismatch.Condition] {
    if let block = peer.ipBlock { return failed(block, far, family).map { [$0] } ?? [] }
    guard case .pod(let id) = far else { return [.noPod] }
    let pod = snapshot[id]
    if pod.isHostNetwork { return [.hostNetwork] }
    var conditions =
      peer.podSelector?.failing(for: pod.labels).map(Mismatch.Condition.podLabel) ?? []
    if let selector = peer.namespaceSelector {
      conditions += selector.failing(for: labels(of: pod.namespace))
        .map(Mismatch.Condition.namespaceLabel)
    } else if pod.namespace != own {
      conditions.append(.otherNamespace(own))
    }
    return conditions
  }

  private func failed(
    _ block: IPBlock, _ far: Endpoint, _ family: IPFamily
  ) -> Mismatch.Condition? {
    if block.cidr.family != family { return .family(block.cidr.family) }
    let address: IPAddress
    switch far {
    case .address(let outside): address = outside
    case .pod(let id):
      if assumptions.cni == .cilium { return .blockNeverMatchesPods }
      let pod = snapshot[id]
      guard let own = pod.address(of: family) else {
        let possible =
          pod.isHostNetwork
          ? IntervalSet(0...family.last) : universe.podAddresses[family] ?? IntervalSet()
        return block.region.intersection(possible).isEmpty ? .address(block.cidr) : nil
      }
      address = own
    }
    if !block.cidr.contains(address) { return .address(block.cidr) }
    return block.except.first { $0.contains(address) }.map(Mismatch.Condition.exception)
  }

  // MARK: Ports

  /// Nil where an entry takes in the flow's port; else what is wrong with the entry that comes nearest.
  private func failed(_ entries: [NetworkPolicyPort], _ flow: Flow) -> Mismatch.Condition? {
    if entries.isEmpty { return nil }
    let misses = entries.map { failed($0, flow) }
    if misses.contains(nil) { return nil }
    return misses.lazy.compactMap(\.self).min { $0.portRank < $1.portRank }
  }

  private func failed(_ entry: NetworkPolicyPort, _ flow: Flow) -> Mismatch.Condition? {
    if (entry.protocol ?? .tcp) != flow.protocol { return .protocol }
    switch entry.port {
    case nil: return nil
    case .number(let number):
      return (number...max(number, entry.endPort ?? number)).contains(flow.port) ? nil : .port
    case .name(let name):
      guard case .pod(let id) = flow.destination, !snapshot[id].isHostNetwork else {
        return .portName(name, numbers: [])
      }
      let numbers = snapshot[id].numbers(of: name, flow.protocol)
      return numbers.contains(flow.port) ? nil : .portName(name, numbers: numbers.sorted())
    }
  }
}

extension Mismatch.Condition {
  /// The entry that says most comes first.
  fileprivate var portRank: Int {
    switch self {
    case .portName: 0
    case .port: 1
    default: 2
    }
  }
}

extension LabelSelector {
  /// The lines that `labels` do not satisfy, `matchLabels` first.
  fileprivate func failing(for labels: Labels) -> [LabelSelectorRequirement] {
    let lines =
      matchLabels.map { LabelSelectorRequirement(key: $0.key, operator: .in, values: [$0.value]) }
      + matchExpressions
    return lines.filter { !$0.holds(for: labels) }
  }
}
