import ClusterModel
import Evaluation

/// What the policies of their own namespaces say of pods to come: a row of all classes of ends for each way in which a pod can be
/// treated.
final class FlowsOfNewcomers {
  /// The namespaces of the manifests whose policies say something of pods to come; ascending.
  private(set) var namespaces: [NamespaceID] = []
  private let table: NewcomerTable
  private let role: Role
  private let connections: ConnectionPool
  private var admission: PeerAdmission
  private var rows: [DirectionTable.Row] = []
  private var rowNumbers: [RowKey: Int32] = [:]
  /// By namespace, what is said of ends that nothing particular is said of.
  private var rests: [NamespaceID: DiagramID] = [:]
  /// By class, what is said of it in particular.
  private var particular: [Int: [NamespaceID: DiagramID]] = [:]
  private var columns: [Int: Int] = [:]

  private var space: WorldSpace { table.space }
  private var newPod: PodID { space.supposition.newPod(role) }

  /// Of one namespace; a row costs more than a look at a label.
  private static let steps = 400_000
  private static let stepsOfARow = 100

  private struct RowKey: Hashable {
    var treatment: Treatment?
    var names: Set<Symbol>
  }

  init(_ role: Role, _ table: NewcomerTable, _ connections: ConnectionPool) throws(Interruption) {
    self.role = role
    self.table = table
    self.connections = connections
    admission = PeerAdmission(role.direction, table.table.cluster, table.table.partition)
    for namespace in space.supposition.base.snapshot.namespaceIDs {
      let rules = space.rules(role, in: namespace)
        .filter { space.holds($0.subject.namespaces, at: namespace) }
      if rules.isEmpty, exposing(namespace).isEmpty { continue }
      namespaces.append(namespace)
      add(try diagram(rules, in: namespace), of: namespace)
      try table.spare()
    }
    try addNewNamespace()
    var numbers: [[NamespaceID: DiagramID]: Int] = [[:]: 0]
    for (index, column) in particular.sorted(by: { $0.key < $1.key }) {
      let number = numbers[column] ?? numbers.count
      numbers[column] = number
      columns[index] = number
    }
  }

  /// Equal numbers: the same is said of both classes.
  func column(of index: Int) -> Int { columns[index] ?? 0 }

  subscript(namespace: NamespaceID, index: Int) -> DiagramID {
    particular[index]?[namespace] ?? rests[namespace]
      ?? table.diagrams.leaf(connections.store.everything)
  }

  func newNamespace(_ index: Int) -> DiagramID { self[space.supposition.newNamespaces[0], index] }

  private func addNewNamespace() throws(Interruption) {
    let new = space.supposition.newNamespaces[0]
    let rules = space.rules(role, in: new)
    let labelled = Set(rules.map(\.subject.namespaces)).sorted()
      .filter { space.requirements($0) != nil }
    let diagram = try table.diagram(overNewNamespaces: labelled) {
      (_, holding: Set<Int>) throws(Interruption) in
      try self.diagram(
        rules.filter { rule in
          space.requirements(rule.subject.namespaces) == nil
            ? space.holds(rule.subject.namespaces, at: new)
            : holding.contains(rule.subject.namespaces)
        }, in: new)
    }
    add(diagram, of: new)
  }

  /// The Services that may replace the addresses of clients, if they lead to a new pod.
  private func exposing(_ namespace: NamespaceID) -> [LabelSelector] {
    role == .destination ? space.supposition.base.exposingWords(in: namespace).selectors : []
  }

  /// By labels of the pod, the number of its row.
  private func diagram(
    _ rules: [RuleTerms], in namespace: NamespaceID
  ) throws(Interruption) -> DiagramID {
    let services = exposing(namespace).map { space.table.number(Requirements($0)) }
    let conditions = Set(rules.map(\.subject.pods) + services).subtracting([0]).sorted()
    let names =
      services.isEmpty
      ? [] : space.supposition.base.exposingWords(in: namespace).portNames
    let budget = Budget(Self.steps, deadline: nil)
    return try table.diagrams.diagram(
      over: conditions.map { space.table.pods[$0] }, .podLabel, budget
    ) { labels, alive throws(Interruption) in
      space.supposition.set(labels, ofNewPod: newPod, in: namespace)
      defer { space.supposition.read(portsOf: newPod, as: .unsettled) }
      var mentioned = names
      for rule in rules where role == .destination {
        let index = conditions.firstIndex(of: rule.subject.pods)
        if index.map(alive.contains) ?? true { mentioned.formUnion(rule.portNames) }
      }
      try budget.spend(Self.stepsOfARow << min(mentioned.count, 30))
      return table.diagrams.diagram(overNames: mentioned.sorted()) { had in
        space.supposition.read(portsOf: newPod, as: .portOfTheFlow(had))
        return table.diagrams.leaf(rowNumber(had))
      }
    }
  }

  /// The row of the new pod as it is now.
  private func rowNumber(_ names: Set<Symbol>) -> Int32 {
    let cluster = space.supposition.cluster
    let key = RowKey(treatment: cluster.treatment(of: .pod(newPod), role.direction), names: names)
    if let known = rowNumbers[key] { return known }
    let row =
      key.treatment.map { admission.row(of: $0, at: .pod(newPod), in: cluster, &connections.store) }
      ?? DirectionTable.Row(rest: connections.store.everything)
    rowNumbers[key] = Int32(rows.count)
    rows.append(row)
    return Int32(rows.count - 1)
  }

  /// Takes over what a namespace's policies say, as a diagram that ends in numbers of rows.
  private func add(_ diagram: DiagramID, of namespace: NamespaceID) {
    let diagrams = table.diagrams
    let ends = diagrams.ends(of: diagram)
    let numbers = ends.map { Int(diagrams.value(of: $0) ?? 0) }
    func translated(_ connections: [ConnectionID]) -> DiagramID {
      let leaves = Dictionary(uniqueKeysWithValues: zip(ends, connections))
      return diagrams.replacing(endsOf: diagram) { diagrams.leaf(leaves[$0] ?? 0) }
    }
    let rest = numbers.map { rows[$0].rest }
    rests[namespace] = translated(rest)
    var said: [Int: [ConnectionID]] = [:]
    for (position, number) in numbers.enumerated() {
      for (end, connection) in rows[number].exceptions {
        said[Int(end), default: rest][position] = connection
      }
    }
    var known: [[ConnectionID]: DiagramID] = [:]
    for (index, connections) in said {
      let result = known[connections] ?? translated(connections)
      known[connections] = result
      particular[index, default: [:]][namespace] = result
    }
  }
}
