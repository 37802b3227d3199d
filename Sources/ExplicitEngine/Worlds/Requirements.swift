import ClusterModel
import Evaluation

/// A conjunction of conditions on the values of keys.
struct Requirements: Hashable {
  var conditions: [LabelSelectorRequirement] = []

  /// A pod selector; the account is one more key.
  init(_ selector: LabelSelector?, serviceAccount: Symbol? = nil) {
    add(selector)
    if let serviceAccount { add(.accountKey, [serviceAccount]) }
  }

  init(_ key: Symbol, in values: [Symbol]) {
    add(key, values)
  }

  init(exists key: Symbol) {
    conditions = [LabelSelectorRequirement(key: key, operator: .exists)]
  }

  /// Whether labels meet them; a condition on the account is taken as met.
  func hold(for labels: Labels) -> Bool {
    conditions.allSatisfy { $0.key == .accountKey || $0.holds(for: labels[$0.key]) }
  }

  private mutating func add(_ selector: LabelSelector?) {
    for pair in selector?.matchLabels ?? [] { add(pair.key, [pair.value]) }
    conditions += selector?.matchExpressions ?? []
  }

  private mutating func add(_ key: Symbol, _ values: [Symbol]) {
    conditions.append(LabelSelectorRequirement(key: key, operator: .in, values: values))
  }
}

/// Conditions on pods by number, so that equal ones are looked at once.
struct Condition: Hashable {
  /// 0: every namespace.
  var namespaces: Int
  /// 0: every pod.
  var pods: Int
}

/// The conditions that searches have met.
final class ConditionTable {
  private(set) var namespaces: [PodCondition.Namespaces] = [.any]
  private(set) var pods = [Requirements(nil)]
  private var namespaceNumbers: [PodCondition.Namespaces: Int] = [.any: 0]
  private var podNumbers = [Requirements(nil): 0]

  func number(_ condition: PodCondition) -> Condition {
    Condition(
      namespaces: number(condition.namespaces),
      pods: number(Requirements(condition.selector, serviceAccount: condition.serviceAccount)))
  }

  private func number(_ condition: PodCondition.Namespaces) -> Int {
    if case .matching(let selector) = condition, selector == LabelSelector() { return 0 }
    if let known = namespaceNumbers[condition] { return known }
    namespaces.append(condition)
    namespaceNumbers[condition] = namespaces.count - 1
    return namespaces.count - 1
  }

  func number(_ requirements: Requirements) -> Int {
    if let known = podNumbers[requirements] { return known }
    pods.append(requirements)
    podNumbers[requirements] = pods.count - 1
    return pods.count - 1
  }
}
