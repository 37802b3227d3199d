import Analysis
import ClusterModel
import Evaluation
import Intents

/// A listing as a graph, for the formats that draw it: workloads by namespace, and addresses outside.
struct ListGraph {
  struct Node {
    /// An index into `Connectivity.ends`.
    var end: Int
    var title: String
    var isOutside: Bool
  }

  struct Edge {
    var source: Int
    var destination: Int
    var title: String
    var isCertain: Bool
  }

  /// Namespaces with their nodes, by name; what belongs to none, or to several, comes last with an empty name.
  private(set) var clusters: [(namespace: String, nodes: [Node])] = []
  private(set) var edges: [Edge] = []

  init(_ report: ListReport) {
    let connectivity = report.connectivity
    let wording = report.wording
    var used: Set<Int> = []
    connectivity.forEachRow { row in
      used.insert(row.source)
      used.insert(row.destination)
      edges.append(
        Edge(
          source: row.source, destination: row.destination, title: wording.connections(row),
          isCertain: row.certainty == .must))
    }
    var nodes: [String: [Node]] = [:]
    for (index, end) in connectivity.ends.enumerated() {
      switch end {
      case .addresses where used.contains(index):
        nodes["", default: []].append(
          Node(end: index, title: wording.name(end), isOutside: true))
      case .addresses: break
      case .pods(let members):
        // A workload that nobody reaches is part of the picture, unless something else is asked for.
        guard used.contains(index) || !connectivity.options.isFiltered else { continue }
        let namespaces = Set(members.map { wording.namespace($0) })
        let own = namespaces.count == 1 ? namespaces.first ?? "" : ""
        let title =
          own.isEmpty
          ? wording.name(end) : String(wording.name(end).dropFirst(own.count + 1))
        nodes[own, default: []].append(
          Node(
            end: index, title: members.count > 1 ? wording.name(end) : title, isOutside: false))
      }
    }
    clusters = nodes.sorted { ($0.key.isEmpty ? 1 : 0, $0.key) < ($1.key.isEmpty ? 1 : 0, $1.key) }
      .map { ($0.key, $0.value) }
  }
}

extension ListWording {
  func namespace(_ workload: ListedWorkload) -> String {
    let snapshot = connectivity.cluster.snapshot
    return base.text(snapshot[snapshot[workload.workload].namespace].name)
  }
}
