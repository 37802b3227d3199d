import ClusterModel
import Formula
import Intents

/// Label selectors: of pods as formulas, of namespaces as sets, since the labels of a namespace are given.
extension SymbolicReading {
  func selects(_ selector: LabelSelector, _ end: EndVariables) -> Formula {
    var conditions: [Formula] = []
    for pair in selector.matchLabels {
      conditions.append(has(end, pair.key, in: [pair.value]))
    }
    for requirement in selector.matchExpressions {
      switch requirement.operator {
      case .in: conditions.append(has(end, requirement.key, in: requirement.values))
      // True of an absent key too (C-29).
      case .notIn: conditions.append(.not(has(end, requirement.key, in: requirement.values)))
      case .exists: conditions.append(has(end, requirement.key))
      case .doesNotExist: conditions.append(.not(has(end, requirement.key)))
      }
    }
    return formulas.all(conditions)
  }

  private func has(_ end: EndVariables, _ key: Symbol) -> Formula {
    label(end, key).map { .not(formulas.equal($0, Vocabulary.absent)) } ?? .never
  }

  private func has(_ end: EndVariables, _ key: Symbol, in values: [Symbol]) -> Formula {
    guard let variable = label(end, key) else { return .never }
    return formulas.member(variable, of: values.map { vocabulary.code(of: $0, under: key) })
  }

  private func label(_ end: EndVariables, _ key: Symbol) -> Variable? {
    guard let index = vocabulary.keyIndex(of: key) else {
      preconditionFailure("a selector was compiled that the vocabulary has not seen")
    }
    return end.labels[end.labels.startIndex + index]
  }

  /// The codes of the namespaces whose labels satisfy `selector`.
  func namespaces(matching selector: LabelSelector) -> [Int] {
    if let known = namespaceSets[selector] { return known }
    let codes = snapshot.namespaces.indices.filter { index in
      isSatisfied(selector) { namespaceLabel($0, of: index) }
    }.map { $0 + 1 }
    namespaceSets[selector] = codes
    return codes
  }

  /// The label of a namespace as the API server keeps it: the name label is its own (C-28).
  func namespaceLabel(_ key: Symbol, of index: Int) -> Symbol? {
    let namespace = snapshot.namespaces[index]
    let isName = key == snapshot.symbols.symbol(for: "kubernetes.io/metadata.name")
    return isName ? namespace.name : namespace.labels[key]
  }

  private func isSatisfied(_ selector: LabelSelector, by label: (Symbol) -> Symbol?) -> Bool {
    selector.matchLabels.allSatisfy { label($0.key) == $0.value }
      && selector.matchExpressions.allSatisfy { requirement in
        let value = label(requirement.key)
        switch requirement.operator {
        case .in: return value.map(requirement.values.contains) ?? false
        case .notIn: return value.map { !requirement.values.contains($0) } ?? true
        case .exists: return value != nil
        case .doesNotExist: return value == nil
        }
      }
  }
}
