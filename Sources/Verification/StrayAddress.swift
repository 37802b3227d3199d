public import ClusterModel
public import Intents

/// A known pod address outside the ranges that an intent file gives for pods: one of the two is wrong.
public struct StrayAddress: Hashable, Sendable {
  public var pod: PodID
  public var address: IPAddress
  public var clusterCIDRs: [CIDR]
}

extension Snapshot {
  /// The known addresses that contradict `assume.clusterCIDRs`; a family without a range has none inside.
  ///
  /// hostNetwork pods have their node's address, and finished pods have none (intents.md, "The universe").
  public func strayAddresses(_ assumptions: Assumptions) -> [StrayAddress] {
    guard !assumptions.clusterCIDRs.isEmpty else { return [] }
    return podIDs.flatMap { id -> [StrayAddress] in
      let pod = self[id]
      guard !pod.isHostNetwork, pod.phase != .succeeded, pod.phase != .failed else { return [] }
      return pod.addresses.filter { address in
        !assumptions.clusterCIDRs.contains { $0.contains(address) }
      }.map { StrayAddress(pod: id, address: $0, clusterCIDRs: assumptions.clusterCIDRs) }
    }
  }
}
