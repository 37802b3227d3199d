import ClusterModel
import Evaluation

extension NewcomerTable {
  /// A function of the labels of a new namespace.
  ///
  /// - Parameters:
  ///   - selectors: numbers of conditions on namespaces that ask for labels.
  ///   - function: is asked with the labels set, and with those of the conditions that hold.
  func diagram(
    overNewNamespaces selectors: [Int],
    _ function: ([Labels.Pair], Set<Int>) throws(Interruption) -> DiagramID
  ) throws(Interruption) -> DiagramID {
    let supposition = space.supposition
    let namespace = supposition.newNamespaces[0]
    // A condition on a namespace of the manifests by its number asks for no labels.
    let requirements = selectors.compactMap(space.requirements)
    defer { supposition.set(LabelProfile(name: .fresh(0)), of: namespace) }
    return try diagrams.diagram(
      over: requirements, .namespaceLabel, present: supposition.nameKey, budget
    ) { labels, alive throws(Interruption) in
      let name = labels.first { $0.key == supposition.nameKey }?.value
      supposition.set(
        LabelProfile(
          name: name ?? .fresh(0), labels: Labels(labels.filter { $0.key != supposition.nameKey })),
        of: namespace)
      return try function(
        labels, Set(selectors.indices.filter { alive.contains($0) }.map { selectors[$0] }))
    }
  }
}
