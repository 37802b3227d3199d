import ClusterModel
import Evaluation

/// Workloads in the order in which reports show them: by namespace, name and kind; addresses outside come last.
struct WorkloadOrder {
  /// By rank. The last rank is everything outside the cluster.
  private(set) var classesOfRank: [[Int]] = []
  /// By class: the ranks of its members, ascending.
  private(set) var ranksOfClass: [[Int]] = []
  /// By rank and class position: the pods of the workload that are in the class.
  private(set) var podsOfRank: [[Int: [PodID]]] = []

  var outside: Int { classesOfRank.count - 1 }

  init(_ cluster: Cluster, _ partition: Partition) {
    let snapshot = cluster.snapshot
    func key(_ workload: Workload) -> (String, String, String) {
      (
        snapshot.symbols[snapshot[workload.namespace].name], snapshot.symbols[workload.name],
        snapshot.symbols[workload.kind]
      )
    }
    let sorted = snapshot.workloads.indices.map { (index: $0, key: key(snapshot.workloads[$0])) }
      .sorted { $0.key == $1.key ? $0.index < $1.index : $0.key < $1.key }
    var ranks = [Int](repeating: 0, count: snapshot.workloads.count)
    for (rank, workload) in sorted.enumerated() { ranks[workload.index] = rank }
    podsOfRank = [[Int: [PodID]]](repeating: [:], count: sorted.count + 1)
    for (index, end) in partition.classes.enumerated() {
      var seen: Set<Int> = []
      for pod in end.pods {
        let rank = ranks[Int(snapshot[pod].workload.rawValue)]
        seen.insert(rank)
        podsOfRank[rank][index, default: []].append(pod)
      }
      ranksOfClass.append(end.pods.isEmpty ? [sorted.count] : seen.sorted())
    }
    classesOfRank = podsOfRank.map { $0.keys.sorted() }
    classesOfRank[sorted.count] = Array(partition.podClassCount..<partition.classes.count)
  }
}
