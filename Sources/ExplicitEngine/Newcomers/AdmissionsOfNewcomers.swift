import ClusterModel
import Evaluation

/// What the rules of ends of the manifests say of pods to come.
final class AdmissionsOfNewcomers {
  private let direction: Direction
  private let table: NewcomerTable
  private let connections: ConnectionPool
  private var treatments: [(treatment: Treatment?, representative: Endpoint)] = []
  private var treatmentOfClass: [Int] = []
  private var known: [Int: NewcomerFlows] = [:]

  private var space: WorldSpace { table.space }
  private var role: Role { direction == .ingress ? .source : .destination }
  private var newPod: PodID { space.supposition.newPod(role) }

  init(_ direction: Direction, _ table: NewcomerTable, _ connections: ConnectionPool) {
    self.direction = direction
    self.table = table
    self.connections = connections
    var numbers: [Treatment?: Int] = [:]
    for end in table.table.partition.classes {
      let treatment = table.table.cluster.treatment(of: end.representative, direction)
      let number = numbers[treatment] ?? treatments.count
      if number == treatments.count {
        numbers[treatment] = number
        treatments.append((treatment, end.representative))
      }
      treatmentOfClass.append(number)
    }
  }

  func treatment(of index: Int) -> Int { treatmentOfClass[index] }

  /// What the rules for a class admit; their own namespaces' rules may stop them still.
  func admitted(to index: Int) throws(Interruption) -> NewcomerFlows {
    let number = treatmentOfClass[index]
    if let known = known[number] { return known }
    let result: NewcomerFlows
    if let treatment = treatments[number].treatment {
      result = try admitted(by: treatment, at: treatments[number].representative)
    } else {
      let everything = table.diagrams.leaf(connections.store.everything)
      result = NewcomerFlows(rest: everything, exceptions: [:], newNamespace: everything)
    }
    known[number] = result
    return result
  }

  private func admitted(
    by treatment: Treatment, at subject: Endpoint
  ) throws(Interruption) -> NewcomerFlows {
    let cluster = space.supposition.base
    let terms = Set(
      cluster.peers(of: treatment, direction).compactMap { $0.condition(in: cluster) }
        .map(space.table.number)
    ).sorted { ($0.namespaces, $0.pods) < ($1.namespaces, $1.pods) }
    let names = cluster.portNames(of: treatment, direction).sorted()
    // What holds in a namespace is all that it matters for.
    var diagrams: [[Condition]: DiagramID] = [:]
    func diagram(
      _ holding: [Condition], in namespace: NamespaceID
    ) throws(Interruption) -> DiagramID {
      if let known = diagrams[holding] { return known }
      let result = try self.diagram(holding, in: namespace, names, at: subject)
      diagrams[holding] = result
      return result
    }
    let everywhere = terms.filter { $0.namespaces == 0 }
    var particular: [NamespaceID: [Condition]] = [:]
    for term in terms where term.namespaces != 0 {
      for namespace in cluster.snapshot.namespaceIDs
      where space.holds(term.namespaces, at: namespace) {
        particular[namespace, default: everywhere].append(term)
      }
    }
    // Where nothing particular holds, one namespace is like another.
    let usual = cluster.snapshot.namespaceIDs.first { particular[$0] == nil }
    let rest = try usual.map { namespace throws(Interruption) in
      try diagram(everywhere, in: namespace)
    }
    var exceptions: [NamespaceID: DiagramID] = [:]
    for (namespace, holding) in particular.sorted(by: { $0.key < $1.key }) {
      exceptions[namespace] = try diagram(holding, in: namespace)
    }
    let new = space.supposition.newNamespaces[0]
    let labelled = Set(terms.map(\.namespaces)).sorted().filter { space.requirements($0) != nil }
    let newNamespace = try table.diagram(overNewNamespaces: labelled) {
      (_, holding: Set<Int>) throws(Interruption) in
      try diagram(
        terms.filter { term in
          space.requirements(term.namespaces) == nil
            ? space.holds(term.namespaces, at: new) : holding.contains(term.namespaces)
        }, in: new)
    }
    return NewcomerFlows(
      rest: rest ?? table.diagrams.none, exceptions: exceptions, newNamespace: newNamespace)
  }

  /// - Parameter holding: the conditions of which the namespace is one of those that they ask for.
  private func diagram(
    _ holding: [Condition], in namespace: NamespaceID, _ names: [Symbol], at subject: Endpoint
  ) throws(Interruption) -> DiagramID {
    let conditions = Set(holding.map(\.pods)).subtracting([0]).sorted()
    return try table.diagrams.diagram(
      over: conditions.map { space.table.pods[$0] }, .podLabel, table.budget
    ) { labels, _ throws(Interruption) in
      try table.budget.spend(1 << min(names.count, 30))
      space.supposition.set(labels, ofNewPod: newPod, in: namespace)
      defer { space.supposition.read(portsOf: newPod, as: .unsettled) }
      return table.diagrams.diagram(overNames: names) { had in
        space.supposition.read(portsOf: newPod, as: .portOfTheFlow(had))
        let (source, destination) =
          direction == .ingress ? (.pod(newPod), subject) : (subject, .pod(newPod))
        let connection = Connection(
          direction, from: source, to: destination, in: space.supposition.cluster)
        return table.diagrams.leaf(connections.store.id(of: connection))
      }
    }
  }
}
