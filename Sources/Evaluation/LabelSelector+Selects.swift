public import ClusterModel

extension LabelSelector {
  /// Whether the labels satisfy every line of the selector; `{}` selects everything (semantics.md 1.1).
  public func selects(_ labels: Labels) -> Bool {
    matchLabels.allSatisfy { labels[$0.key] == $0.value }
      && matchExpressions.allSatisfy { $0.holds(for: labels) }
  }
}

extension LabelSelectorRequirement {
  func holds(for labels: Labels) -> Bool {
    holds(for: labels[key])
  }

  /// `NotIn` and `DoesNotExist` hold where the key is absent (C-29).
  ///
  /// - Parameter value: what the labels have under `key`; nil where it is absent.
  public func holds(for value: Symbol?) -> Bool {
    switch `operator` {
    case .in: value.map(values.contains) ?? false
    case .notIn: !(value.map(values.contains) ?? false)
    case .exists: value != nil
    case .doesNotExist: value == nil
    }
  }
}
