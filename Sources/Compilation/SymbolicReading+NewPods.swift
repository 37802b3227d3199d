import ClusterModel
import Formula
import Intents

/// What a pod can be that the manifests do not have (intents.md, "Worlds"). What the API accepts is all that binds.
extension SymbolicReading {
  /// Whether `end` is a pod that the manifests do not have; never in world `deployed`.
  func isNew(_ end: EndVariables) -> Formula {
    end.isNew.map { formulas.equal($0, 1) } ?? .never
  }

  /// A new pod: not on its node's network, in some namespace, with an address that the cluster may give.
  func canBeNew(_ end: EndVariables, _ wider: WiderColumns) -> Formula {
    var conditions = [
      isPod(end), .not(isHostNetwork(end)), formulas.equal(end.columns[wider.individual], 0),
      hasFreeAddress(end),
    ]
    for key in assumptions.fixedPodLabels {
      if let index = vocabulary.keyIndex(of: key) { conditions.append(hasFixed(key, index, end)) }
    }
    if end.columns.count > schema.sourceWidth {
      conditions.append(formulas.equal(end.columns[schema.hostPorts], 0))
      conditions.append(formulas.equal(end.columns[schema.node], NodeVocabulary.unknown))
      for (column, port) in zip(schema.namedPorts, schema.ports) {
        // Any other number of the name is, for one flow, as good as none.
        conditions.append(formulas.member(end.columns[column], of: [0, port.flowsOwn]))
      }
    }
    return formulas.all(conditions)
  }

  /// In the flow's family an address that no pod has and that lies where pods' do; other families do not matter.
  private func hasFreeAddress(_ end: EndVariables) -> Formula {
    let families = universe.families.indices.map { index in
      let free = addressSpaces[index].freeForPods
      let elsewhere = universe.families.indices.filter { $0 != index }.map {
        formulas.equal(end.address($0), 0)
      }
      return formulas.all(
        elsewhere + [hasAddress(end, in: free.indices.filter { !free[$0].isEmpty }, family: index)])
    }
    return formulas.any(families)
  }

  /// A key that only an administrator sets is absent, or has a value that a pod of the namespace has.
  private func hasFixed(_ key: Symbol, _ index: Int, _ end: EndVariables) -> Formula {
    let label = end.labels[end.labels.startIndex + index]
    let cases = carriedValues(of: key).sorted { $0.key < $1.key }.map { namespace, values in
      let codes = values.map { vocabulary.code(of: $0, under: key) }
      return (
        value: Int(namespace.rawValue) + 1,
        formula: formulas.member(label, of: [Vocabulary.absent] + codes)
      )
    }
    return formulas.choose(
      by: end.namespace, cases, otherwise: formulas.equal(label, Vocabulary.absent))
  }

  /// By namespace: the values of a label that pods which exist have there, in the order of the pods.
  func carriedValues(of key: Symbol) -> [NamespaceID: [Symbol]] {
    var values: [NamespaceID: [Symbol]] = [:]
    for id in universe.pods {
      guard let value = snapshot[id].labels[key] else { continue }
      if values[snapshot[id].namespace, default: []].contains(value) { continue }
      values[snapshot[id].namespace, default: []].append(value)
    }
    return values
  }

  /// Of two ends of which one is new, neither has the other's address: it matters where an atom has only one.
  var hasTwoAddresses: Formula {
    let ends = [source, destination]
    let haveGiven = ends.map { formulas.all([isPod($0), .not(isNew($0))]) }
    let apart = universe.families.indices.flatMap { index in
      let free = addressSpaces[index].freeForPods
      return free.indices.filter { free[$0].count == 1 }.map { atom in
        Formula.not(formulas.all(ends.map { hasAddress($0, in: [atom], family: index) }))
      }
    }
    return formulas.any(haveGiven + [formulas.all(apart)])
  }
}
