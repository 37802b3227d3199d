import ClusterModel

/// Indices of a tier's rules, by the namespaces of the pods that they may take in as peers.
///
/// Rules of cluster-scoped policies speak for many namespaces at once, and most of them take in pods of few: whoever decides
/// about two ends looks at those alone that may match the far one.
struct PeerIndex: Sendable {
  /// Those that may match other ends as well, or pods of many namespaces.
  private var wide: [Int] = []
  /// The others, by selector of the `NamespaceTable` that one of their peers has, and by namespace.
  private var bySelector: [Int: [Int]] = [:]
  private var byNamespace: [[Int]] = []
  private var count = 0

  /// What may match pods of a namespace, or, for nil, an end that is no pod which policies select.
  subscript(namespace: NamespaceID?) -> MergedIndices {
    MergedIndices(wide, namespace.map { byNamespace[Int($0.rawValue)] } ?? [])
  }

  /// Takes in the rules and namespaces that were added since the last time.
  mutating func extend(_ rules: [TierRule], _ table: NamespaceTable) {
    for index in byNamespace.count..<max(byNamespace.count, table.namespaceCount) {
      byNamespace.append(narrow(NamespaceID(rawValue: Int32(index)), table))
    }
    var namespaces: [Int: [Int]] = [:]
    for number in count..<max(count, rules.count) {
      guard let selectors = selectors(of: rules[number], table, &namespaces) else {
        wide.append(number)
        continue
      }
      for selector in selectors {
        bySelector[selector, default: []].append(number)
        for namespace in namespaces[selector] ?? [] where byNamespace[namespace].last != number {
          byNamespace[namespace].append(number)
        }
      }
    }
    count = rules.count
  }

  /// Follows the table where a namespace has other labels than before.
  mutating func refresh(_ namespace: NamespaceID, _ table: NamespaceTable) {
    byNamespace[Int(namespace.rawValue)] = narrow(namespace, table)
  }

  private func narrow(_ namespace: NamespaceID, _ table: NamespaceTable) -> [Int] {
    let taken = bySelector.filter { table.contains(namespace, in: .matching($0.key)) }
    return taken.count == 1
      ? taken.first?.value ?? [] : Set(taken.values.joined()).sorted()
  }

  /// The selectors of a rule's peers, each once; nil for a rule that may match other ends, or pods of more than a quarter of
  /// the namespaces.
  ///
  /// - Parameter namespaces: those of selectors that have been looked at.
  private func selectors(
    of rule: TierRule, _ table: NamespaceTable, _ namespaces: inout [Int: [Int]]
  ) -> [Int]? {
    guard rule.doubt == nil, let peers = rule.peers else { return nil }
    var selectors: [Int] = []
    for peer in peers {
      guard case .pods(let subject) = peer, case .matching(let selector) = subject.namespaces
      else { return nil }
      let taken = namespaces[selector] ?? table.namespaces(of: selector)
      namespaces[selector] = taken
      if taken.count > max(1, table.namespaceCount / 4) { return nil }
      if !selectors.contains(selector) { selectors.append(selector) }
    }
    return selectors
  }
}

/// The numbers of two ascending lists, in ascending order.
struct MergedIndices: Sequence, IteratorProtocol {
  private let first: [Int]
  private let second: [Int]
  private var (place, other) = (0, 0)

  init(_ first: [Int], _ second: [Int]) {
    self.first = first
    self.second = second
  }

  var count: Int { first.count + second.count }

  mutating func next() -> Int? {
    if other >= second.count || place < first.count && first[place] < second[other] {
      guard place < first.count else { return nil }
      place += 1
      return first[place - 1]
    }
    other += 1
    return second[other - 1]
  }
}
