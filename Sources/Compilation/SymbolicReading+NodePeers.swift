import ClusterModel
import Formula

/// Which ends are nodes with certain labels: pods on the network of their node, and addresses outside.
extension SymbolicReading {
  /// Whether `end`, a destination, is a node that `selector` matches; no pod is that policies can select.
  func isNode(matching selector: LabelSelector, _ end: EndVariables) -> ThreeValued {
    formulas.any([
      formulas.all([ThreeValued(isHostNetwork(end)), isHostOfNode(matching: selector, end)]),
      formulas.all([ThreeValued(isOutside(end)), isAddressOfNode(matching: selector, end)]),
    ])
  }

  /// Of a pod on its node's network.
  private func isHostOfNode(
    matching selector: LabelSelector, _ end: EndVariables
  ) -> ThreeValued {
    let node = end.columns[schema.node]
    let isOne = formulas.member(node, of: schema.nodes.codes(matching: selector))
    let isUnknown = formulas.equal(node, NodeVocabulary.unknown)
    let (matching, others) = schema.nodes.split(by: selector)
    // On whichever node it is, where all of them are known and agree.
    switch (matching.isEmpty, others.isEmpty) {
    case (true, false): return ThreeValued(isOne)
    case (false, true): return ThreeValued(formulas.any([isOne, isUnknown]))
    default: return ThreeValued(possible: formulas.any([isOne, isUnknown]), certain: isOne)
    }
  }

  /// Of an address outside the cluster.
  private func isAddressOfNode(
    matching selector: LabelSelector, _ end: EndVariables
  ) -> ThreeValued {
    let (matching, others) = schema.nodes.split(by: selector)
    let families = universe.families.indices.map { index in
      let space = addressSpaces[index]
      func isOne(of nodes: [ClusterNode]) -> Formula {
        let addresses = nodes.flatMap(\.addresses).filter { $0.family == space.family }
        return hasAddress(
          end, in: Set(addresses.map { space.atom(of: $0.bits) }).sorted(), family: index)
      }
      let isCertain = isOne(of: matching)
      // An address that no node is known to have may be that of one whose addresses are not known.
      let isOpen =
        matching.contains { node in !node.addresses.contains { $0.family == space.family } }
        || (matching.isEmpty && others.isEmpty)
      guard isOpen else { return ThreeValued(isCertain) }
      let isUnknown = formulas.all([isFamily(index), .not(isOne(of: others))])
      return ThreeValued(possible: formulas.any([isCertain, isUnknown]), certain: isCertain)
    }
    return formulas.any(families)
  }
}
