import ClusterModel
import Formula
import Intents

/// Label selectors of pods.
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
}
