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
    case .networks(let regions):
      guard let region = regions[family] else { return .no }
      return matches(region, end, family, translated: translated)
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
      let pod = snapshot[id]
      if let address = pod.address(of: family) { return Ternary(region.contains(address.bits)) }
      let possible =
        pod.isHostNetwork
        ? IntervalSet(0...family.last) : universe.podAddresses[family] ?? IntervalSet()
      // Each test on an unknown address is unknown by itself, however large the block (C-55).
      return region.intersection(possible).isEmpty ? .no : .unknown
    }
  }

  /// Whether a policy-capable pod is one of `subject`.
  func selects(_ subject: Subject, _ id: PodID) -> Bool {
    let pod = snapshot[id]
    return namespaceTable.contains(pod.namespace, in: subject.namespaces)
      && (subject.selector?.selects(pod.labels) ?? true)
  }
}
