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
    let shown = pairs.prefix(limit ?? .max)
    return (shown.compactMap { flow(of: $0, regions, search) }, pairs.count)
  }

  /// Every pair of workloads with a violating flow.
  func violatingPairs(
    _ regions: ClaimRegions<Int>, _ search: PairSearch
  ) throws(PairSearch.TimedOut) -> PairTable {
    var table = PairTable(rankCount: order.classesOfRank.count)
    if !regions.prohibited.isEmpty {
      try insertPairs(of: regions.prohibited, .possible, search, into: &table) {
        firstProhibited($0, $1, regions, search) != nil
      }
    }
    if !regions.required.isEmpty {
      try insertPairs(of: regions.required, .all, search, into: &table) {
        firstRequired($0, $1, regions, search) != nil
      }
    }
    return table
  }

  /// The workloads of a class get one row together, for pairs of classes come source by source: the work follows the
  /// classes, not the workloads in them.
  private func insertPairs(
    of boxes: [Box<Int>], _ bound: PairSearch.Bound, _ search: PairSearch,
    into table: inout PairTable, where isViolating: (Int, Int) -> Bool
  ) throws(PairSearch.TimedOut) {
    let none = Bits(count: order.classesOfRank.count)
    var common = (source: -1, row: none)
    var own: [WorkloadPair] = []
    func finish(_ table: inout PairTable) {
      guard common.source >= 0 else { return }
      table.insert(common.row, for: order.ranksOfClass[common.source])
    }
    try search.forEachPair(of: boxes, bound) { source, destination in
      guard isViolating(source, destination) else { return true }
      if source != common.source {
        finish(&table)
        common = (source, none)
      }
      if source == destination {
        own += workloadPairs(source, destination)
      } else {
        for rank in order.ranksOfClass[destination] { common.row.insert(rank) }
      }
      return true
    }
    finish(&table)
    for pair in own { table.insert(pair) }
  }

  /// The pairs of workloads that have distinct ends in a pair of classes, in order.
  func workloadPairs(_ source: Int, _ destination: Int) -> [WorkloadPair] {
    order.ranksOfClass[source].flatMap { first in
      order.ranksOfClass[destination].lazy
        .filter { source != destination || first != $0 || self.hasTwo(first, source) }
        .map { WorkloadPair(source: first, destination: $0) }
    }
  }

  /// The first of these pairs.
  func firstWorkloadPair(_ source: Int, _ destination: Int) -> WorkloadPair? {
    for first in order.ranksOfClass[source] {
      for second in order.ranksOfClass[destination]
      where source != destination || first != second || hasTwo(first, source) {
        return WorkloadPair(source: first, destination: second)
      }
    }
    return nil
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
