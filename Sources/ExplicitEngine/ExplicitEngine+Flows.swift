import ClusterModel
import Evaluation
import Intents

extension ExplicitEngine {
  /// The flow to show of a pair of workloads: with an address in Internet before any other, then the lowest
  /// protocol, port and family, then the first pods.
  func smallestFlow(
    of pair: WorkloadPair, _ first: (_ source: Int, _ destination: Int) -> ClassFlow?
  ) -> Flow? {
    var best: (key: (Int, ClassFlow), source: Endpoint, destination: Endpoint)?
    for source in order.classesOfRank[pair.source] {
      for destination in order.classesOfRank[pair.destination] {
        guard let ends = ends(source, destination, pair), let flow = first(source, destination)
        else { continue }
        let key = (isSpecial(ends.source) || isSpecial(ends.destination) ? 1 : 0, flow)
        if let best, best.key <= key { continue }
        best = (key, ends.source, ends.destination)
      }
    }
    guard let (key, source, destination) = best else { return nil }
    return Flow(
      source: source, destination: destination, family: key.1.family, protocol: key.1.protocol,
      port: key.1.port)
  }

  private func isSpecial(_ end: Endpoint) -> Bool {
    guard case .address(let address) = end else { return false }
    return Cluster.isSpecialPurpose(address)
  }

  /// The first two distinct ends of a pair of workloads in two classes.
  private func ends(
    _ source: Int, _ destination: Int, _ pair: WorkloadPair
  ) -> (source: Endpoint, destination: Endpoint)? {
    for first in candidates(pair.source, source) {
      for second in candidates(pair.destination, destination)
      where cluster.areDistinct(first, second) {
        return (first, second)
      }
    }
    return nil
  }

  /// The first ends of a workload in a class; two suffice to find two that differ.
  private func candidates(_ rank: Int, _ index: Int) -> [Endpoint] {
    guard rank != order.outside else { return [partition.classes[index].representative] }
    return (order.podsOfRank[rank][index] ?? []).prefix(2).map(Endpoint.pod)
  }

  /// The first flow, in the order of reports, that the claim speaks of and that must be allowed.
  func witness(
    _ regions: ClaimRegions<Int>, _ search: PairSearch
  ) throws(PairSearch.TimedOut) -> Flow? {
    let boxes = regions.witnessed
    if boxes.isEmpty { return nil }
    func first(_ source: Int, _ destination: Int) -> ClassFlow? {
      let ports = ClaimRegions.ports(boxes, source, destination, members, possible: true)
      if ports.isEmpty { return nil }
      return search.lowestFlow(source, destination, .must) { ports.intersection($0) }
    }
    var best: WorkloadPair?
    try search.forEachPair(of: boxes, .possible) { (source, destination) in
      guard let pair = firstWorkloadPair(source, destination) else { return true }
      if let best, best <= pair { return true }
      if first(source, destination) != nil { best = pair }
      return true
    }
    return best.flatMap { smallestFlow(of: $0, first) }
  }
}
