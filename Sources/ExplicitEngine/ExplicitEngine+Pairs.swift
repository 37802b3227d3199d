public import ClusterModel
import Evaluation
public import Intents

/// A pair of workloads, by rank, between which some flow breaks a claim.
struct WorkloadPair: Comparable {
  var source: Int
  var destination: Int

  static func < (left: WorkloadPair, right: WorkloadPair) -> Bool {
    (left.source, left.destination) < (right.source, right.destination)
  }
}

extension ExplicitEngine {
  /// The flows that break a claim: one a pair of workloads, in the order of reports, and how many such pairs there are.
  ///
  /// - Parameter limit: at most so many flows; nil for all.
  /// - Returns: nil when the time limit was reached.
  public func violations(
    of claim: Claim, limit: Int?, limits: Limits = Limits()
  ) -> (flows: [Flow], total: Int)? {
    let regions = self.regions(of: claim)
    let search = self.search(limits)
    let known = lastFound?.claim == claim ? lastFound?.pairs : nil
    guard let pairs = try? known ?? violatingPairs(regions, search) else { return nil }
    let shown = pairs.prefix(limit ?? pairs.count)
    return (shown.compactMap { flow(of: $0, regions, search) }, pairs.count)
  }

  /// Every pair of workloads with a violating flow, sorted.
  func violatingPairs(
    _ regions: ClaimRegions<Int>, _ search: PairSearch
  ) throws(PairSearch.TimedOut) -> [WorkloadPair] {
    var table = PairTable(rankCount: order.classesOfRank.count)
    if !regions.prohibited.isEmpty {
      try search.forEachPair(of: regions.prohibited, .possible) { (source, destination) in
        if firstProhibited(source, destination, regions, search) != nil {
          for pair in workloadPairs(source, destination) { table.insert(pair) }
        }
        return true
      }
    }
    if !regions.required.isEmpty {
      try search.forEachPair(of: regions.required, .all) { (source, destination) in
        if firstRequired(source, destination, regions, search) != nil {
          for pair in workloadPairs(source, destination) { table.insert(pair) }
        }
        return true
      }
    }
    return table.pairs
  }

  /// The pairs of workloads that have distinct ends in a pair of classes, in order.
  func workloadPairs(_ source: Int, _ destination: Int) -> [WorkloadPair] {
    order.ranksOfClass[source].flatMap { first in
      order.ranksOfClass[destination].lazy
        .filter { source != destination || first != $0 || self.hasTwo(first, source) }
        .map { WorkloadPair(source: first, destination: $0) }
    }
  }

  /// Whether a workload has two pods in a class, or one entry that stands for several.
  private func hasTwo(_ rank: Int, _ index: Int) -> Bool {
    let pods = order.podsOfRank[rank][index] ?? []
    return pods.count > 1 || pods.contains { cluster.areDistinct(.pod($0), .pod($0)) }
  }

  /// The lowest flow of a violating pair of workloads; an address in Internet before any other.
  func flow(
    of pair: WorkloadPair, _ regions: ClaimRegions<Int>, _ search: PairSearch
  ) -> Flow? {
    smallestFlow(of: pair) { source, destination in
      firstProhibited(source, destination, regions, search)
        ?? firstRequired(source, destination, regions, search)
    }
  }

  /// The lowest prohibited flow that may be allowed between two classes.
  private func firstProhibited(
    _ source: Int, _ destination: Int, _ regions: ClaimRegions<Int>, _ search: PairSearch
  ) -> ClassFlow? {
    if regions.prohibited.isEmpty { return nil }
    let ports = regions.prohibitedPorts(source, destination, members)
    if ports.isEmpty { return nil }
    return search.lowestFlow(source, destination, .may) { ports.intersection($0) }
  }

  /// The lowest required flow that need not be allowed between two classes.
  private func firstRequired(
    _ source: Int, _ destination: Int, _ regions: ClaimRegions<Int>, _ search: PairSearch
  ) -> ClassFlow? {
    if regions.required.isEmpty { return nil }
    let ports = regions.requiredPorts(source, destination, members)
    if ports.isEmpty { return nil }
    return search.lowestFlow(source, destination, .must) { ports.subtracting($0) }
  }
}

/// A set of pairs of ranks, rows made on demand.
private struct PairTable {
  private var rows: [Bits?]

  init(rankCount: Int) {
    rows = [Bits?](repeating: nil, count: rankCount)
  }

  mutating func insert(_ pair: WorkloadPair) {
    if rows[pair.source] == nil { rows[pair.source] = Bits(count: rows.count) }
    rows[pair.source]?.insert(pair.destination)
  }

  var pairs: [WorkloadPair] {
    var pairs: [WorkloadPair] = []
    for (source, row) in rows.enumerated() {
      row?.forEach { destination in
        pairs.append(WorkloadPair(source: source, destination: destination))
        return true
      }
    }
    return pairs
  }
}
