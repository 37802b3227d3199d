import ClusterModel
import Evaluation

extension NewcomerTable {
  /// What is said of a pod to come, by no more than which of some conditions it meets.
  ///
  /// - Parameters:
  ///   - conditions: on the pod.
  ///   - names: what the port of the flow may be called.
  ///   - value: is asked while the supposed cluster has such a pod.
  func functions(
    of pod: PodID, telling conditions: Set<Condition>, _ names: [Symbol], _ value: () -> Int32
  ) throws(Interruption) -> NewcomerFlows {
    let snapshot = space.supposition.base.snapshot
    let terms = conditions.sorted { ($0.namespaces, $0.pods) < ($1.namespaces, $1.pods) }
    // What holds in a namespace is all that it matters for.
    var known: [[Condition]: DiagramID] = [:]
    func diagram(
      _ holding: [Condition], in namespace: NamespaceID
    ) throws(Interruption) -> DiagramID {
      if let result = known[holding] { return result }
      let result = try self.diagram(of: pod, in: namespace, holding, names, value)
      known[holding] = result
      return result
    }
    let everywhere = terms.filter { $0.namespaces == 0 }
    var particular: [NamespaceID: [Condition]] = [:]
    for term in terms where term.namespaces != 0 {
      for namespace in snapshot.namespaceIDs where space.holds(term.namespaces, at: namespace) {
        particular[namespace, default: everywhere].append(term)
      }
    }
    // Where nothing particular holds, one namespace is like another.
    let usual = snapshot.namespaceIDs.first { particular[$0] == nil }
    let rest = try usual.map { namespace throws(Interruption) in
      try diagram(everywhere, in: namespace)
    }
    var exceptions: [NamespaceID: DiagramID] = [:]
    for (namespace, holding) in particular.sorted(by: { $0.key < $1.key }) {
      exceptions[namespace] = try diagram(holding, in: namespace)
    }
    let new = space.supposition.newNamespaces[0]
    let labelled = Set(terms.map(\.namespaces)).sorted().filter { space.requirements($0) != nil }
    let newNamespace = try self.diagram(overNewNamespaces: labelled) {
      (_, holding: Set<Int>) throws(Interruption) in
      try diagram(
        terms.filter { term in
          space.requirements(term.namespaces) == nil
            ? space.holds(term.namespaces, at: new) : holding.contains(term.namespaces)
        }, in: new)
    }
    return NewcomerFlows(
      rest: rest ?? diagrams.none, exceptions: exceptions, newNamespace: newNamespace)
  }

  /// - Parameter holding: the conditions of which the namespace is one of those that they ask for.
  private func diagram(
    of pod: PodID, in namespace: NamespaceID, _ holding: [Condition], _ names: [Symbol],
    _ value: () -> Int32
  ) throws(Interruption) -> DiagramID {
    let conditions = Set(holding.map(\.pods)).subtracting([0]).sorted()
    return try diagrams.diagram(
      over: conditions.map { space.table.pods[$0] }, .podLabel, budget
    ) { labels, _ throws(Interruption) in
      try budget.spend(1 << min(names.count, 30))
      space.supposition.set(labels, ofNewPod: pod, in: namespace)
      defer { space.supposition.read(portsOf: pod, as: .unsettled) }
      return diagrams.diagram(overNames: names) { had in
        space.supposition.read(portsOf: pod, as: .portOfTheFlow(had))
        return diagrams.leaf(value())
      }
    }
  }
}
