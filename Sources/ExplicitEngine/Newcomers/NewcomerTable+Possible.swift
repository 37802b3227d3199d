public import ClusterModel
import Evaluation
import Intents

/// Which labels there can be (intents.md, "Worlds"): of functions it does not matter what they are elsewhere.
extension NewcomerTable {
  /// The labels that a new pod of a namespace can have; nil for a new namespace.
  public func possiblePods(in namespace: NamespaceID?) -> DiagramID {
    let cluster = table.cluster
    return Set(cluster.assumptions.fixedPodLabels).sorted().reduce(diagrams.all) { rest, key in
      var carried: Set<Symbol> = []
      for pod in cluster.pods.lazy.map({ cluster.snapshot[$0] })
      where pod.namespace == namespace {
        if let value = pod.labels[key] { carried.insert(value) }
      }
      let choices = LabelChoiceSet(
        allowsAbsence: true, isComplement: false, values: carried.sorted())
      return diagrams.intersection(
        rest, diagrams.set(of: DiagramVariable(.podLabel, key), choices))
    }
  }

  /// The labels that a new namespace can have, as far as a function asks for them.
  public func possibleNewNamespaces(of function: DiagramID) -> DiagramID {
    let cluster = table.cluster
    guard
      case .newNamespace(let domain) = space.domains.namespace(
        space.supposition.newNamespaces[0], others: 1, space.supposition)
    else { return diagrams.all }
    let name = DiagramVariable(.namespaceLabel, space.supposition.nameKey)
    let names = diagrams.mentioned(of: name, in: function).filter { !domain.canBeCalled($0) }
    var result = diagrams.set(
      of: name, LabelChoiceSet(allowsAbsence: false, isComplement: true, values: names.sorted()))
    for key in Set(cluster.assumptions.fixedNamespaceLabels).sorted() {
      let used = (domain.fixed[key] ?? []).sorted()
      result = diagrams.intersection(
        result,
        diagrams.set(
          of: DiagramVariable(.namespaceLabel, key),
          LabelChoiceSet(allowsAbsence: true, isComplement: true, values: used)))
    }
    return result
  }
}

extension DiagramStore {
  func set(of variable: DiagramVariable, _ choices: LabelChoiceSet) -> DiagramID {
    var box = LabelBox()
    box[variable] = choices
    return set(of: box)
  }
}
