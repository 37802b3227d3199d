public import ClusterModel
import Intents

extension Cluster {
  /// For each rule that would allow the flow and does not match it, in the order in which they are tried: what of it does not
  /// fit. A condition that may hold counts as one that does.
  ///
  /// Rules that the flow does not come to, because one before them decides for certain, are left out.
  public func mismatches(of flow: Flow, _ direction: Direction) -> [Mismatch] {
    let (subject, peer) =
      direction == .ingress ? (flow.destination, flow.source) : (flow.source, flow.destination)
    guard let pod = policyCapablePod(at: subject) else { return [] }
    return course(of: flow, direction, at: pod).misses
      .compactMap { mismatch($0.reference, flow, peer) }
  }

  private func mismatch(_ reference: RuleReference, _ flow: Flow, _ far: Endpoint) -> Mismatch? {
    var mismatch = Mismatch(rule: reference, conditions: [])
    let misses = failedPeers(reference, far, flow.family)
    if !misses.isEmpty, !misses.contains(where: \.failed.isEmpty) {
      let nearest = misses.indices.min { misses[$0].isNearer(than: misses[$1]) }
      mismatch.peer = nearest
      mismatch.conditions = nearest.map { misses[$0].failed } ?? []
    }
    if let failed = failedPort(reference, flow) { mismatch.conditions.append(failed) }
    return mismatch.conditions.isEmpty ? nil : mismatch
  }

  /// By peer as written, what of it does not fit and how much does.
  private func failedPeers(
    _ reference: RuleReference, _ far: Endpoint, _ family: IPFamily
  ) -> [PeerMiss] {
    switch reference.policy {
    case .networkPolicy(let id):
      let policy = snapshot[id]
      let peers = policy.rules(reference.direction)[reference.index].peers ?? []
      return peers.map { peer in
        let failed = failed(peer, far, family, policyIn: policy.namespace)
        let lines =
          (peer.podSelector?.lineCount ?? 0) + (peer.namespaceSelector?.lineCount ?? 0)
          + (peer.ipBlock == nil ? 1 : 0)
        return PeerMiss(failed: failed, lines: lines)
      }
    case .clusterNetworkPolicy(let id):
      let rule = snapshot[id].rules(reference.direction)[reference.index]
      return rule.peers.map { peer in
        PeerMiss(failed: failed(peer.term, far, family), lines: peer.term.lineCount)
      }
    }
  }

  private func failedPort(_ reference: RuleReference, _ flow: Flow) -> Mismatch.Condition? {
    switch reference.policy {
    case .networkPolicy(let id):
      failed(snapshot[id].rules(reference.direction)[reference.index].ports ?? [], flow)
    case .clusterNetworkPolicy(let id):
      failed(snapshot[id].rules(reference.direction)[reference.index].ports ?? [], flow)
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
    let conditions = failed(peer.podSelector, peer.namespaceSelector, pod)
    let isElsewhere = peer.namespaceSelector == nil && pod.namespace != own
    return conditions + (isElsewhere ? [.otherNamespace(own)] : [])
  }

  func failed(
    _ pods: LabelSelector?, _ namespaces: LabelSelector?, _ pod: Pod
  ) -> [Mismatch.Condition] {
    (pods?.failing(for: pod.labels) ?? []).map(Mismatch.Condition.podLabel)
      + (namespaces?.failing(for: labels(of: pod.namespace)) ?? [])
      .map(Mismatch.Condition.namespaceLabel)
  }

  private func failed(
    _ block: IPBlock, _ far: Endpoint, _ family: IPFamily
  ) -> Mismatch.Condition? {
    if block.cidr.family != family { return .family(block.cidr.family) }
    if case .pod = far, assumptions.cni == .cilium { return .blockNeverMatchesPods }
    if !mayBe(far, in: block.region, family) {
      guard let address = address(of: far, family), block.cidr.contains(address) else {
        return .address(block.cidr)
      }
      return block.except.first { $0.contains(address) }.map(Mismatch.Condition.exception)
    }
    return nil
  }

  /// Whether the address of an end lies in a region, or may.
  func mayBe(_ end: Endpoint, in region: IntervalSet<UInt128>, _ family: IPFamily) -> Bool {
    admits([.networks([family: region.ranges])], end, family) != .no
  }

  /// The address of an end, where it is known.
  private func address(of end: Endpoint, _ family: IPFamily) -> IPAddress? {
    switch end {
    case .address(let address): address
    case .pod(let id): snapshot[id].address(of: family)
    }
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
    let proto = entry.protocol ?? .tcp
    if case .name(let name) = entry.port { return failed(name, [proto], flow) }
    if proto != flow.protocol { return .protocol }
    guard case .number(let number) = entry.port else { return nil }
    return (number...max(number, entry.endPort ?? number)).contains(flow.port) ? nil : .port
  }

  /// Whether a port name of the destination is not the flow's port.
  ///
  /// - Parameter protocols: of which the port may be.
  func failed(
    _ name: Symbol, _ protocols: [TransportProtocol], _ flow: Flow
  ) -> Mismatch.Condition? {
    guard case .pod(let id) = flow.destination, !snapshot[id].isHostNetwork else {
      return .portName(name, ports: [])
    }
    let ports = protocols.flatMap { proto in
      snapshot[id].numbers(of: name, proto).sorted()
        .map { Mismatch.NumberedPort(protocol: proto, number: $0) }
    }
    let isThere = ports.contains { $0.protocol == flow.protocol && $0.number == flow.port }
    return isThere ? nil : .portName(name, ports: ports)
  }
}

/// What of a peer does not take in an end.
private struct PeerMiss {
  var failed: [Mismatch.Condition]
  /// How many conditions the peer has, those that fail among them.
  var lines: Int

  func isNearer(than other: PeerMiss) -> Bool {
    let (own, others) = (failed.distance, other.failed.distance)
    return own == others ? lines - failed.count > other.lines - other.failed.count : own < others
  }
}

extension Mismatch.Condition {
  /// The entry that says most comes first.
  var portRank: Int {
    switch self {
    case .portName: 0
    case .port: 1
    default: 2
    }
  }
}

extension LabelSelector {
  fileprivate var lineCount: Int { matchLabels.count + matchExpressions.count }

  /// The lines that `labels` do not satisfy, `matchLabels` first.
  fileprivate func failing(for labels: Labels) -> [LabelSelectorRequirement] {
    let lines =
      matchLabels.map { LabelSelectorRequirement(key: $0.key, operator: .in, values: [$0.value]) }
      + matchExpressions
    return lines.filter { !$0.holds(for: labels) }
  }
}

extension ClusterNetworkPolicyPeer.Term {
  fileprivate var lineCount: Int {
    switch self {
    case .namespaces(let selector), .nodes(let selector): selector.lineCount
    case .pods(let namespaces, let pods): (namespaces?.lineCount ?? 0) + (pods?.lineCount ?? 0)
    case .networks, .domainNames: 0
    }
  }
}
