public import ClusterModel

extension LabelSelector {
  /// Whether the labels satisfy every line of the selector; `{}` selects everything (semantics.md 1.1).
  public func selects(_ labels: Labels) -> Bool {
    matchLabels.allSatisfy { labels[$0.key] == $0.value }
      && matchExpressions.allSatisfy { $0.holds(for: labels) }
  }
}

extension LabelSelectorRequirement {
  /// `NotIn` and `DoesNotExist` hold where the key is absent (C-29).
  func holds(for labels: Labels) -> Bool {
    let value = labels[key]
    return switch `operator` {
    case .in: value.map(values.contains) ?? false
    case .notIn: !(value.map(values.contains) ?? false)
    case .exists: value != nil
    case .doesNotExist: value == nil
    }
  }
}
