public import ClusterModel
public import Evaluation

/// The clusters that manifests may stand for which use namespaces without declaring them: one for each way in which their labels can
/// be, as far as rules ask for them (docs/worlds, "What else is open").
public enum UndeclaredNamespaces {
  private static let mostClusters = 64

  /// Empty where no rule asks for such labels.
  public static func clusters(
    of cluster: Cluster
  ) throws(NewcomerTable.TooManyLabelsError) -> [Cluster] {
    let snapshot = cluster.snapshot
    let undeclared = snapshot.namespaceIDs.filter { !snapshot[$0].isDeclared }
    if undeclared.isEmpty { return [] }
    let selectors = selectors(of: cluster)
    var result = [snapshot]
    for namespace in undeclared {
      let name = Labels.Pair(
        key: snapshot.symbols.symbol(for: "kubernetes.io/metadata.name") ?? .unspelledNameKey,
        value: snapshot[namespace].name)
      let ways = try labellings(selectors, name)
      if ways.count < 2 { continue }
      if result.count * ways.count > mostClusters { throw NewcomerTable.TooManyLabelsError() }
      result = result.flatMap { before in
        ways.map { labels in
          var changed = before
          let index = Int(namespace.rawValue)
          changed.namespaces[index].labels = Labels(labels)
          changed.namespaces[index].place = .nowhere
          return changed
        }
      }
    }
    if result.count < 2 { return [] }
    return result.map { Cluster($0, assumptions: cluster.assumptions) }
  }

  private static func selectors(of cluster: Cluster) -> [LabelSelector] {
    var selectors: [LabelSelector] = []
    var seen: Set<LabelSelector> = []
    for direction in Direction.allCases {
      for namespace in cluster.snapshot.namespaceIDs {
        for words in cluster.ruleWords(direction, in: namespace) {
          for condition in [words.subject] + words.peers {
            guard case .matching(let selector) = condition.namespaces else { continue }
            if seen.insert(selector).inserted { selectors.append(selector) }
          }
        }
      }
    }
    return selectors
  }

  /// Labels for each set of selectors that can select a namespace of this name together.
  private static func labellings(
    _ selectors: [LabelSelector], _ name: Labels.Pair
  ) throws(NewcomerTable.TooManyLabelsError) -> [[Labels.Pair]] {
    var values: [Symbol: Set<Symbol>] = [:]
    for selector in selectors {
      for pair in selector.matchLabels { values[pair.key, default: []].insert(pair.value) }
      for line in selector.matchExpressions {
        values[line.key, default: []].formUnion(line.values)
      }
    }
    values[name.key] = nil
    var ways: [[Labels.Pair]] = [[]]
    for (key, own) in values.sorted(by: { $0.key < $1.key }) {
      let options = [nil] + own.sorted().map(Optional.some) + [.fresh(0)]
      if ways.count * options.count > 4_096 { throw NewcomerTable.TooManyLabelsError() }
      let wider = ways.flatMap { way in
        options.map { value in way + (value.map { [Labels.Pair(key: key, value: $0)] } ?? []) }
      }
      // What no selector tells apart so far may still be told apart together with what follows.
      ways = wider
    }
    var seen: Set<[Bool]> = []
    return ways.filter { way in
      let labels = Labels(way + [name])
      return seen.insert(selectors.map { $0.selects(labels) }).inserted
    }
  }
}

extension NewcomerTable {
  /// What must be allowed in both functions, and what may be in one.
  public func spanning(_ first: NewcomerFlows, _ second: NewcomerFlows) -> NewcomerFlows {
    first == second
      ? first : first.combined(with: second) { diagrams.combined($0, $1, connections.span) }
  }
}

extension ConnectionTable {
  /// The class of an end of the cluster.
  public func index(of end: Endpoint) -> Int? {
    switch end {
    case .pod(let pod): (0..<podClassCount).first { pods(of: $0).contains(pod) }
    case .address(let address):
      (podClassCount..<classCount).first { index in
        region(of: index).map {
          $0.family == address.family && $0.addresses.contains(address.bits)
        } ?? false
      }
    }
  }
}
