import ClusterModel
import Intents

/// A choice of everything that a wider world leaves open but pods: new namespaces with their names and labels, the
/// labels of undeclared namespaces, the labels whose values nobody knows.
struct OracleStage {
  var hypothesis = Hypothesis()
  /// How many things it supposes (W12).
  var size = 0
}

extension OracleWords {
  /// Every stage with this many new namespaces.
  func stages(
    _ snapshot: Snapshot, _ assumptions: Assumptions, newNamespaces count: Int
  ) -> [OracleStage] {
    var stages = [OracleStage()]
    var freeNamespaces = 0
    for id in snapshot.namespaceIDs where !snapshot[id].isDeclared {
      // Only whether two texts are equal can matter, so that one choice for the first of them is enough.
      let fresh = freeNamespaces == 0 ? [0] : [0, 1]
      freeNamespaces += 1
      stages = stages.extended(
        with: labelings(namespaceLabels, carriedIn: snapshot, fresh: fresh, isFixed: { _ in false })
      ) {
        if !$1.isEmpty { $0.namespaceLabels[id] = $1 }
      }
    }
    for id in snapshot.podIDs {
      let keys = podLabels.filter { snapshot[id].unknownLabels.contains($0.key) }
      stages = stages.extended(with: Self.products(keys.mapValues { Self.choices($0, fresh: [0]) }))
      {
        if !$1.isEmpty { $0.podLabels[id] = $1 }
      }
    }
    for index in 0..<count {
      let fresh = freeNamespaces == 0 ? [0] : [0, 1]
      freeNamespaces += 1
      let labels = labelings(
        namespaceLabels, carriedIn: snapshot, fresh: fresh,
        isFixed: assumptions.fixedNamespaceLabels.contains)
      stages = stages.flatMap { stage in
        names(besides: stage, snapshot, index).flatMap { name in
          labels.map { labels in
            var next = stage
            let source = snapshot.namespaceIDs.first {
              snapshot[$0].name == assumptions.newNamespacePolicies
            }
            next.hypothesis.namespaces.append(
              HypotheticalNamespace(name: name, labels: labels, policiesOf: source))
            next.size += labels.count
            if case .mentioned = name { next.size += 1 }
            return next
          }
        }
      }
    }
    return stages
  }

  /// The names that a new namespace can have besides those that a stage has given already.
  private func names(
    besides stage: OracleStage, _ snapshot: Snapshot, _ index: Int
  ) -> [HypotheticalText] {
    let taken = stage.hypothesis.namespaces.map(\.name)
    return [.fresh(index)]
      + namespaceNames.sorted()
      .filter { name in !snapshot.namespaces.contains { $0.name == name } }
      .map(HypotheticalText.mentioned).filter { !taken.contains($0) }
  }

  /// Every way to label a namespace: a key may have any value that is mentioned, that a namespace carries, or another.
  private func labelings(
    _ keys: [Symbol: Set<Symbol>], carriedIn snapshot: Snapshot, fresh: [Int],
    isFixed: (Symbol) -> Bool
  ) -> [[HypotheticalLabel]] {
    var choices: [Symbol: [HypotheticalText?]] = [:]
    for (key, mentioned) in keys {
      let carried = Set(snapshot.namespaces.compactMap { $0.labels[key] })
      choices[key] = Self.choices(
        isFixed(key) ? mentioned.subtracting(carried) : mentioned.union(carried), fresh: fresh)
    }
    return Self.products(choices)
  }

  static func choices(_ values: Set<Symbol>, fresh: [Int]) -> [HypotheticalText?] {
    [nil] + values.sorted().map(HypotheticalText.mentioned) + fresh.map(HypotheticalText.fresh)
  }

  /// Every combination of one choice a key.
  static func products(_ choices: [Symbol: [HypotheticalText?]]) -> [[HypotheticalLabel]] {
    choices.sorted { $0.key < $1.key }.reduce([[]]) { combinations, next in
      combinations.flatMap { combination in
        next.value.map { value in
          combination + (value.map { [HypotheticalLabel(key: next.key, value: $0)] } ?? [])
        }
      }
    }
  }
}

extension [OracleStage] {
  fileprivate func extended(
    with labelings: [[HypotheticalLabel]],
    _ set: (inout Hypothesis, [HypotheticalLabel]) -> Void
  ) -> [OracleStage] {
    flatMap { stage in
      labelings.map { labels in
        var next = stage
        set(&next.hypothesis, labels)
        next.size += labels.count
        return next
      }
    }
  }
}
