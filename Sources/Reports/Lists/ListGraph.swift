import Analysis
import ClusterModel
import Evaluation
import Intents

/// A listing as a graph, for the formats that draw it: workloads by namespace, addresses outside, and pods to come.
struct ListGraph {
  struct Node {
    enum Kind {
      case pods, outside
      /// Pods that do not exist yet, by what they are to be.
      case newPods
    }

    /// Unlike that of any other node.
    var id: Int
    var title: String
    var kind: Kind
  }

  struct Edge {
    /// Of nodes.
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
    let newPods = addNewPods(report, &used)
    var nodes: [String: [Node]] = [:]
    for (index, end) in report.ends.enumerated() {
      switch end {
      case .addresses where used.contains(index):
        nodes["", default: []].append(
          Node(id: index, title: wording.name(end), kind: .outside))
      case .addresses: break
      case .pods(let members):
        // A workload that nobody reaches is part of the picture, unless something else is asked for.
        let isOwn = index < connectivity.ends.count
        guard used.contains(index) || (isOwn && !connectivity.options.isFiltered) else { continue }
        let namespaces = Set(members.map { wording.namespace($0) })
        let own = namespaces.count == 1 ? namespaces.first ?? "" : ""
        let title =
          own.isEmpty
          ? wording.name(end) : String(wording.name(end).dropFirst(own.count + 1))
        nodes[own, default: []].append(
          Node(id: index, title: members.count > 1 ? wording.name(end) : title, kind: .pods))
      }
    }
    nodes["", default: []] += newPods
    clusters = nodes.filter { !$0.value.isEmpty }
      .sorted { ($0.key.isEmpty ? 1 : 0, $0.key) < ($1.key.isEmpty ? 1 : 0, $1.key) }
      .map { ($0.key, $0.value) }
  }

  /// Adds the edges of pods to come; an end that the other rows have as well is one node.
  private mutating func addNewPods(_ report: ListReport, _ used: inout Set<Int>) -> [Node] {
    guard let newPods = report.newPods else { return [] }
    var first: [ListedEnd: Int] = [:]
    for (index, end) in report.ends.enumerated() where first[end] == nil { first[end] = index }
    var nodes: [Node] = []
    var known: [String: Int] = [:]
    for row in newPods.rows {
      guard let end = first[newPods.ends[row.end]] else { continue }
      used.insert(end)
      for title in row.conditions.map({ report.wording.name($0) }).sorted() {
        let id = known[title] ?? report.ends.count + nodes.count
        if known[title] == nil {
          known[title] = id
          nodes.append(Node(id: id, title: title, kind: .newPods))
        }
        let (source, destination) = row.direction == .ingress ? (id, end) : (end, id)
        edges.append(
          Edge(
            source: source, destination: destination, title: report.wording.connections(row),
            isCertain: row.certainty == .must))
      }
    }
    return nodes
  }
}

extension ListWording {
  func namespace(_ workload: ListedWorkload) -> String {
    let snapshot = connectivity.cluster.snapshot
    return base.text(snapshot[snapshot[workload.workload].namespace].name)
  }
}
