public import ClusterModel
public import Intents

/// A known pod address outside the ranges that an intent file gives for pods: one of the two is wrong.
public struct StrayAddress: Hashable, Sendable {
  public var pod: PodID
  public var address: IPAddress
  /// The ranges of the address's family.
  public var clusterCIDRs: [CIDR]
}

extension Snapshot {
  /// The known addresses that contradict `assume.clusterCIDRs`; a family without a range says nothing.
  ///
  /// hostNetwork pods have their node's address, and finished pods have none (intents.md, "The universe").
  public func strayAddresses(_ assumptions: Assumptions) -> [StrayAddress] {
    guard !assumptions.clusterCIDRs.isEmpty else { return [] }
    return podIDs.flatMap { id -> [StrayAddress] in
      let pod = self[id]
      guard !pod.isHostNetwork, pod.phase != .succeeded, pod.phase != .failed else { return [] }
      return pod.addresses.compactMap { address in
        let ranges = assumptions.clusterCIDRs.filter { $0.family == address.family }
        guard !ranges.isEmpty, !ranges.contains(where: { $0.contains(address) }) else {
          return nil
        }
        return StrayAddress(pod: id, address: address, clusterCIDRs: ranges)
      }
    }
  }
}
