import ClusterModel

/// Ends in the order in which reports show them.
struct EndOrder {
  private let workloadRanks: [Int32]
  private let podRanks: [Int32]

  init(_ snapshot: Snapshot) {
    let workloads = snapshot.workloads.indices.sorted { first, second in
      func key(_ index: Int) -> (String, String, String) {
        let workload = snapshot.workloads[index]
        return (
          snapshot.symbols[snapshot[workload.namespace].name], snapshot.symbols[workload.name],
          snapshot.symbols[workload.kind]
        )
      }
      let (a, b) = (key(first), key(second))
      return a == b ? first < second : a < b
    }
    workloadRanks = Self.ranks(workloads)
    let pods = snapshot.pods.indices.sorted { first, second in
      let (a, b) = (
        snapshot.symbols[snapshot.pods[first].name], snapshot.symbols[snapshot.pods[second].name]
      )
      return a == b ? first < second : a < b
    }
    podRanks = Self.ranks(pods)
  }

  private static func ranks(_ order: [Int]) -> [Int32] {
    var ranks = [Int32](repeating: 0, count: order.count)
    for (rank, index) in order.enumerated() { ranks[index] = Int32(rank) }
    return ranks
  }

  func podRank(_ pod: PodID) -> Int32 { podRanks[Int(pod.rawValue)] }

  func rank(of workload: ListedWorkload) -> [Int32] {
    [
      workloadRanks[Int(workload.workload.rawValue)],
      workload.pods.map { podRank($0) }.min() ?? 0,
    ]
  }
}
