/// A set of pairs of workloads, by rank: a bit for each, in rows that are made on demand.
///
/// Where much is open there are nearly as many pairs as workloads squared, and few are ever shown.
struct PairTable {
  private var rows: [Bits?]

  init(rankCount: Int) {
    rows = [Bits?](repeating: nil, count: rankCount)
  }

  mutating func insert(_ pair: WorkloadPair) {
    if rows[pair.source] == nil { rows[pair.source] = Bits(count: rows.count) }
    rows[pair.source]?.insert(pair.destination)
  }

  /// Adds the same destinations for several sources.
  mutating func insert(_ destinations: Bits, for sources: [Int]) {
    if destinations.isEmpty { return }
    for source in sources {
      if rows[source] == nil {
        // Rows that are alike share their words.
        rows[source] = destinations
      } else {
        rows[source]?.formUnion(destinations)
      }
    }
  }

  var count: Int { rows.reduce(0) { $0 + ($1?.count ?? 0) } }

  var first: WorkloadPair? { prefix(1).first }

  /// The first pairs in order, no more than `limit`.
  func prefix(_ limit: Int) -> [WorkloadPair] {
    var pairs: [WorkloadPair] = []
    if limit <= 0 { return pairs }
    for (source, row) in rows.enumerated() {
      row?.forEach { destination in
        pairs.append(WorkloadPair(source: source, destination: destination))
        return pairs.count < limit
      }
      if pairs.count >= limit { break }
    }
    return pairs
  }
}
