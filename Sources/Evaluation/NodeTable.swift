import ClusterModel

/// Which machines of the input each selector of the policies takes in, and where they are.
///
/// No world has other nodes than the input, so that this is read once.
struct NodeTable: Sendable {
  /// The machines that one selector takes in.
  struct Selection: Sendable {
    /// The addresses of those taken in, and of the others, by family.
    var matching: [IPFamily: IntervalSet<UInt128>] = [:]
    var others: [IPFamily: IntervalSet<UInt128>] = [:]
    /// The families in which some machine that is taken in has no known address.
    var isIncomplete: Set<IPFamily> = []
    var names: Set<Symbol> = []
    var isEveryNode = false

    var regions: [IPFamily: [IntervalSet<UInt128>]] {
      matching.mapValues { [$0] }.merging(others.mapValues { [$0] }, uniquingKeysWith: +)
    }
  }

  private(set) var selections: [Selection] = []
  private var numbers: [LabelSelector: Int] = [:]
  private let nodes: [ClusterNode]
  private let names: Set<Symbol>

  init(_ nodes: [ClusterNode]) {
    self.nodes = nodes
    names = Set(nodes.map(\.name))
  }

  mutating func number(of selector: LabelSelector) -> Int {
    if let known = numbers[selector] { return known }
    selections.append(select(selector))
    numbers[selector] = selections.count - 1
    return selections.count - 1
  }

  private func select(_ selector: LabelSelector) -> Selection {
    var selection = Selection()
    var matching: [IPFamily: [ClosedRange<UInt128>]] = [:]
    var others: [IPFamily: [ClosedRange<UInt128>]] = [:]
    for node in nodes {
      let isTaken = selector.selects(node.labels)
      if isTaken { selection.names.insert(node.name) }
      for family in IPFamily.allCases {
        let own = node.addresses.lazy.filter { $0.family == family }.map { $0.bits...$0.bits }
        if isTaken {
          matching[family, default: []] += own
          if own.isEmpty { selection.isIncomplete.insert(family) }
        } else {
          others[family, default: []] += own
        }
      }
    }
    selection.matching = matching.mapValues { IntervalSet(unionOf: $0) }
    // What two machines claim to have is a matching one's.
    selection.others = Dictionary(
      uniqueKeysWithValues: others.map { family, ranges in
        let taken = selection.matching[family] ?? IntervalSet()
        return (family, IntervalSet(unionOf: ranges).subtracting(taken))
      })
    selection.isEveryNode = !nodes.isEmpty && selection.names == names
    return selection
  }

  /// Whether the machine on which a hostNetwork pod runs is one of a selection.
  func contains(hostOf pod: Pod, in number: Int) -> Ternary {
    let selection = selections[number]
    if let name = pod.nodeName, names.contains(name) {
      return Ternary(selection.names.contains(name))
    }
    for address in pod.addresses {
      if selection.matching[address.family]?.contains(address.bits) ?? false { return .yes }
    }
    for address in pod.addresses {
      if selection.others[address.family]?.contains(address.bits) ?? false { return .no }
    }
    if nodes.isEmpty { return .unknown }
    if selection.names.isEmpty { return .no }
    return selection.isEveryNode ? .yes : .unknown
  }

  /// Whether an address outside is that of a machine of a selection.
  func contains(_ address: IPAddress, in number: Int) -> Ternary {
    let selection = selections[number]
    if selection.matching[address.family]?.contains(address.bits) ?? false { return .yes }
    if selection.others[address.family]?.contains(address.bits) ?? false { return .no }
    // Where no machine is known any address may be one's; else, that of one whose own is not known.
    return nodes.isEmpty || selection.isIncomplete.contains(address.family) ? .unknown : .no
  }
}
