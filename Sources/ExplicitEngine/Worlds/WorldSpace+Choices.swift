import ClusterModel
import Evaluation

/// What the choices for a new pod depend on.
struct ChoiceKey: Hashable {
  /// Nil where new pods can have the same labels everywhere.
  var namespace: NamespaceID?
  /// Numbers of conditions on pods, and of those of which one has to hold.
  var selectors: [Int]
  var wanted: [Int]?
  var bound: Int
}

/// What the choices for a namespace's labels depend on.
struct ProfileKey: Hashable {
  var namespace: NamespaceID
  var selectors: [Requirements]
  var wanted: [Int]?
  var others: Int
  var bound: Int
}

extension WorldSpace {
  /// The ways to label a new pod that some of the conditions tell apart.
  ///
  /// - Parameter wanted: conditions of which one has to hold; nil where none has to.
  func newPods(
    in namespace: NamespaceID, _ conditions: Set<Int>, wanted: Set<Int>?, bound: Int,
    _ budget: Budget
  ) throws(Interruption) -> LabelChoices {
    let isAlike = domains.areAlikeEverywhere
    let key = ChoiceKey(
      namespace: isAlike ? nil : namespace, selectors: conditions.union(wanted ?? []).sorted(),
      wanted: wanted?.sorted(), bound: bound)
    if let known = choices[key] { return known }
    let result = try LabelChoices(
      key.selectors.map { table.pods[$0] }, in: domains.newPod(in: namespace),
      wanted: key.wanted.map { wanted in wanted.compactMap { key.selectors.firstIndex(of: $0) } },
      bound: bound, budget)
    choices[key] = result
    return result
  }

  /// The ways to label a pod of the manifests that some of the conditions tell apart.
  func deployedPods(
    _ index: Int, _ conditions: Set<Int>, wanted: Set<Int>? = nil, bound: Int, _ budget: Budget
  ) throws(Interruption) -> LabelChoices {
    let end = partition.classes[index]
    let pod = supposition.base.snapshot[end.pods[0]]
    let selectors = conditions.sorted()
    return try LabelChoices(
      selectors.map { table.pods[$0] },
      in: .deployedPod(
        pod.labels, unknown: end.unknownLabels,
        account: supposition.base.serviceAccount(of: end.pods[0])),
      wanted: wanted.map { wanted in wanted.compactMap(selectors.firstIndex) }, bound: bound, budget
    )
  }

  /// The ways to label an open namespace that some of the selectors tell apart.
  ///
  /// - Parameter wanted: indices of selectors of which one has to hold; nil where none has to.
  /// - Parameter others: how many values that nobody mentions have to be told apart.
  func labellings(
    of namespace: NamespaceID, _ selectors: [Requirements], wanted: [Int]? = nil, others: Int,
    bound: Int, _ budget: Budget
  ) throws(Interruption) -> LabelChoices {
    let key = ProfileKey(
      namespace: namespace, selectors: selectors, wanted: wanted, others: others, bound: bound)
    if let known = profiles[key] { return known }
    let result = try LabelChoices(
      selectors, in: domains.namespace(namespace, others: others, supposition), wanted: wanted,
      bound: bound, budget)
    profiles[key] = result
    return result
  }
}
