import ClusterModel
import Evaluation
import Intents

extension Hypothesis {
  /// The hypothesis with an address for each new pod that may have any: its flows are then decided, not merely possible.
  ///
  /// An address that the cluster may give: in `assume.clusterCIDRs` where they have its family, and nobody else's.
  func withAddresses(for flow: Flow, in cluster: Cluster) -> Hypothesis {
    var result = self
    var taken = Set(cluster.snapshot.pods.flatMap(\.addresses) + pods.compactMap(\.address))
    for case .address(let address) in [flow.source, flow.destination] { taken.insert(address) }
    for index in pods.indices where pods[index].address == nil {
      guard let address = cluster.freeAddress(flow.family, besides: taken) else { continue }
      result.pods[index].address = address
      taken.insert(address)
    }
    return result
  }
}

extension Cluster {
  private static let patience = 1_000

  fileprivate func freeAddress(_ family: IPFamily, besides taken: Set<IPAddress>) -> IPAddress? {
    let given = assumptions.clusterCIDRs.filter { $0.family == family }.map(\.range)
    // Where nothing is said, private addresses are the likely ones.
    let anywhere = CIDR(family == .ipv4 ? "10.0.0.0/8" : "fd00::/8").map { [$0.range] } ?? []
    for range in given.isEmpty ? anywhere : given {
      for offset in 1...UInt128(Self.patience) where range.upperBound - range.lowerBound >= offset {
        let address = IPAddress(family: family, bits: range.lowerBound + offset)
        if !taken.contains(address) { return address }
      }
    }
    return nil
  }
}
