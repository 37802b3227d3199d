import ClusterModel
import Intents

extension Cluster {
  /// Whether a rule's peers take in `end`, for a flow of `family`.
  ///
  /// - Parameter translated: the address that the pod sees may not be the client's own, so that a test on it is unknown.
  func admits(
    _ peers: [Peer]?, _ end: Endpoint, _ family: IPFamily, translated: Bool = false
  ) -> Ternary {
    guard let peers else { return .yes }
    var result = Ternary.no
    for peer in peers {
      result = result || matches(peer, end, family, translated: translated)
      if result == .yes { break }
    }
    return result
  }

  func matches(
    _ peer: Peer, _ end: Endpoint, _ family: IPFamily, translated: Bool
  ) -> Ternary {
    switch peer {
    case .pods(let subject):
      guard let pod = policyCapablePod(at: end) else { return .no }
      return Ternary(selects(subject, pod))
    case .addresses(let blockFamily, let region):
      guard blockFamily == family, !region.isEmpty else { return .no }
      // Cilium's ipBlock matches neither pods nor nodes (semantics.md section 3).
      if assumptions.cni == .cilium, case .pod = end { return .no }
      return matches(region, end, family, translated: translated)
    case .networks(let ranges): return matches(ranges[family] ?? [], end, family)
    case .nodes(let number):
      switch end {
      case .address(let address): return nodeTable.contains(address, in: number)
      case .pod(let id):
        // A pod with an address of its own is no node (C-103).
        return snapshot[id].isHostNetwork
          ? nodeTable.contains(hostOf: snapshot[id], in: number) : .no
      }
    case .unknowable: return .unknown
    }
  }

  private func matches(
    _ region: IntervalSet<UInt128>, _ end: Endpoint, _ family: IPFamily, translated: Bool
  ) -> Ternary {
    switch end {
    case .address(let address):
      return translated ? .unknown : Ternary(region.contains(address.bits))
    case .pod(let id):
      if let address = snapshot[id].address(of: family) {
        return Ternary(region.contains(address.bits))
      }
      // Each test on an unknown address is unknown by itself, however large the block (C-55).
      return region.intersection(possibleAddresses(of: snapshot[id], family)).isEmpty
        ? .no : .unknown
    }
  }

  /// The ranges of a cluster-scoped policy, of which one that has every address of the cluster certainly has a pod's.
  private func matches(
    _ ranges: [ClosedRange<UInt128>], _ end: Endpoint, _ family: IPFamily
  ) -> Ternary {
    switch end {
    case .address(let address): return Ternary(ranges.contains { $0.contains(address.bits) })
    case .pod(let id):
      if let address = snapshot[id].address(of: family) {
        return Ternary(ranges.contains { $0.contains(address.bits) })
      }
      let possible = possibleAddresses(of: snapshot[id], family)
      guard let first = possible.ranges.first?.lowerBound,
        let last = possible.ranges.last?.upperBound
      else { return .no }
      if ranges.contains(where: { $0.contains(first) && $0.contains(last) }) { return .yes }
      return ranges.contains { !possible.intersection(IntervalSet($0)).isEmpty } ? .unknown : .no
    }
  }

  /// The addresses that a pod may have of which none is known; a hostNetwork pod has its node's.
  private func possibleAddresses(of pod: Pod, _ family: IPFamily) -> IntervalSet<UInt128> {
    pod.isHostNetwork
      ? IntervalSet(0...family.last) : universe.podAddresses[family] ?? IntervalSet()
  }

  /// Whether a policy-capable pod is one of `subject`.
  func selects(_ subject: Subject, _ id: PodID) -> Bool {
    let pod = snapshot[id]
    return namespaceTable.contains(pod.namespace, in: subject.namespaces)
      && (subject.selector?.selects(pod.labels) ?? true)
  }
}
