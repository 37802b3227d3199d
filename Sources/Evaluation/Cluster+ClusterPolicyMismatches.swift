import ClusterModel
import Intents

/// Why peers and ports of cluster-scoped policies do not match.
extension Cluster {
  func failed(
    _ term: ClusterNetworkPolicyPeer.Term, _ far: Endpoint, _ family: IPFamily
  ) -> [Mismatch.Condition] {
    switch term {
    case .namespaces(let selector): return failed(nil, selector, far)
    case .pods(let namespaces, let pods): return failed(pods, namespaces, far)
    case .networks(let ranges):
      let own = ranges.filter { $0.family == family }
      guard let first = own.first else { return ranges.first.map { [.family($0.family)] } ?? [] }
      let region = IntervalSet(unionOf: own.map(\.range))
      return mayBe(far, in: region, family) ? [] : [.address(first)]
    case .nodes(let selector):
      if policyCapablePod(at: far) != nil { return [.noNode] }
      var nodes = nodeTable
      let peer = Peer.nodes(nodes.number(of: selector))
      return admits([peer], far, family) == .no ? [.node(selector)] : []
    case .domainNames: return []
    }
  }

  private func failed(
    _ pods: LabelSelector?, _ namespaces: LabelSelector?, _ far: Endpoint
  ) -> [Mismatch.Condition] {
    guard case .pod(let id) = far else { return [.noPod] }
    if snapshot[id].isHostNetwork { return [.hostNetwork] }
    return failed(pods, namespaces, snapshot[id])
  }

  /// Nil where an entry takes in the flow's port; else what is wrong with the entry that comes nearest.
  func failed(_ entries: [ClusterNetworkPolicyPort], _ flow: Flow) -> Mismatch.Condition? {
    if entries.isEmpty { return nil }
    let misses = entries.map { failed($0, flow) }
    if misses.contains(nil) { return nil }
    return misses.lazy.compactMap(\.self).min { $0.portRank < $1.portRank }
  }

  private func failed(_ entry: ClusterNetworkPolicyPort, _ flow: Flow) -> Mismatch.Condition? {
    switch entry {
    case .number(let proto, let number): failed(proto, number...number, flow)
    case .range(let proto, let range): failed(proto, range, flow)
    case .named(let name): failed(name, TransportProtocol.allCases, flow)
    }
  }

  private func failed(
    _ proto: TransportProtocol?, _ range: ClosedRange<UInt16>, _ flow: Flow
  ) -> Mismatch.Condition? {
    if (proto ?? .tcp) != flow.protocol { return .protocol }
    return range.contains(flow.port) ? nil : .port
  }
}
