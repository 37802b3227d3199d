import ClusterModel
import Evaluation

/// Peers that are nodes: by their labels, as far as the input has them (semantics.md 1.4).
extension Reading {
  private var nodes: [ClusterNode] { space.snapshot.nodes }

  /// The addresses of nodes that a selector takes in, and of the others.
  private func addresses(
    _ selector: LabelSelector, _ family: IPFamily
  ) -> (matching: IntervalSet<UInt128>, others: IntervalSet<UInt128>) {
    func all(_ isTaken: Bool) -> IntervalSet<UInt128> {
      let some = nodes.filter { selector.selects($0.labels) == isTaken }.flatMap(\.addresses)
      return IntervalSet(unionOf: some.filter { $0.family == family }.map { $0.bits...$0.bits })
    }
    // What two nodes claim to have is a matching one's.
    return (all(true), all(false).subtracting(all(true)))
  }

  func isOnNode(_ selector: LabelSelector, _ role: Role, _ end: Int) -> Ternary {
    switch space.ends[end] {
    case .newPod, .anyPod: return .no
    case .pod(let id):
      let pod = space.snapshot[id]
      // A pod with an address of its own is no node (C-103).
      return pod.isHostNetwork ? isHost(of: pod, selector) : .no
    case .outside(let family):
      guard let there = space.addresses(role, end, family, region) else { return .unknown }
      let (matching, others) = addresses(selector, family)
      if there.isSubset(of: matching) { return .yes }
      if there.isSubset(of: others) { return .no }
      guard there.intersection(matching).isEmpty else { return .unknown }
      // Where no node is known any address may be one's; else, that of one whose own is not known.
      return nodes.isEmpty || isIncomplete(selector, family) ? .unknown : .no
    }
  }

  private func isIncomplete(_ selector: LabelSelector, _ family: IPFamily) -> Bool {
    nodes.contains { node in
      selector.selects(node.labels) && !node.addresses.contains { $0.family == family }
    }
  }

  private func isHost(of pod: Pod, _ selector: LabelSelector) -> Ternary {
    let own = nodes.filter { $0.name == pod.nodeName }
    if !own.isEmpty { return Ternary(own.contains { selector.selects($0.labels) }) }
    for isTaken in [true, false] {
      for address in pod.addresses {
        let (matching, others) = addresses(selector, address.family)
        if (isTaken ? matching : others).contains(address.bits) { return Ternary(isTaken) }
      }
    }
    if nodes.isEmpty { return .unknown }
    let taken = nodes.filter { selector.selects($0.labels) }
    if taken.isEmpty { return .no }
    return taken.count == nodes.count ? .yes : .unknown
  }

  func askNode(_ selector: LabelSelector, _ role: Role) {
    let ends = region[role].ends
    if Set(ends.map(space.kind)).count > 1 {
      questions.ask(.kind(role), .words(ValueSet(["outside"])))
      questions.ask(.kind(role), .words(ValueSet(["hostNetwork"])))
      return
    }
    guard region.families.count == 1, let family = region.families.first else {
      if let first = region.families.first {
        questions.ask(.family, .words(ValueSet([first.word])))
      }
      return
    }
    if ends.allSatisfy({ space.addresses(role, $0, family, region) != nil }) {
      let (matching, others) = addresses(selector, family)
      questions.ask(.address(role), .addresses(family, matching))
      questions.ask(.address(role), .addresses(family, others))
      return
    }
    for wanted in [Ternary.yes, .no] {
      askPods(ends.filter { isOnNode(selector, role, $0) == wanted }, role)
    }
  }
}
