import ClusterModel

/// What selectors together ask of labels, key by key.
struct LabelConstraints {
  private var byKey: [Symbol: Constraint] = [:]

  init(_ selectors: [LabelSelector]) {
    for selector in selectors {
      for pair in selector.matchLabels {
        byKey[pair.key, default: Constraint()].require([pair.value])
      }
      for line in selector.matchExpressions {
        switch line.operator {
        case .in: byKey[line.key, default: Constraint()].require(Set(line.values))
        case .notIn: byKey[line.key, default: Constraint()].forbidden.formUnion(line.values)
        case .exists: byKey[line.key, default: Constraint()].mayBeAbsent = false
        case .doesNotExist: byKey[line.key, default: Constraint()].mayBePresent = false
        }
      }
    }
  }

  /// Whether some labels are selected by all of the selectors.
  var areSatisfiable: Bool { byKey.values.allSatisfy(\.isSatisfiable) }

  mutating func requirePresence(of key: Symbol) {
    byKey[key]?.mayBeAbsent = false
  }

  /// Nil: any, but perhaps for some.
  func possibleValues(of key: Symbol) -> Set<Symbol>? { byKey[key]?.possibleValues }

  private struct Constraint {
    var mayBeAbsent = true
    var mayBePresent = true
    /// Nil: any.
    var values: Set<Symbol>?
    var forbidden: Set<Symbol> = []

    mutating func require(_ values: Set<Symbol>) {
      mayBeAbsent = false
      self.values = self.values?.intersection(values) ?? values
    }

    var possibleValues: Set<Symbol>? { values?.subtracting(forbidden) }

    var isSatisfiable: Bool {
      mayBeAbsent || (mayBePresent && possibleValues?.isEmpty != true)
    }
  }
}

extension LabelSelector {
  /// Whether labels that are all known are selected.
  func selects(_ labels: Labels) -> Bool {
    matchLabels.allSatisfy { labels[$0.key] == $0.value }
      && matchExpressions.allSatisfy { line in
        let value = labels[line.key]
        switch line.operator {
        case .in: return value.map(line.values.contains) ?? false
        case .notIn: return !(value.map(line.values.contains) ?? false)
        case .exists: return value != nil
        case .doesNotExist: return value == nil
        }
      }
  }
}

extension LabelSelector {
  /// Whether the two ask for different values of one label: no labels are selected by both then. If not, it is open.
  func surelyExcludes(_ other: LabelSelector) -> Bool {
    matchLabels.contains { pair in
      other.matchLabels.contains { $0.key == pair.key && $0.value != pair.value }
    }
  }
}
