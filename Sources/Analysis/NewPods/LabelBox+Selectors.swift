import ClusterModel
import ExplicitEngine

extension LabelBox {
  /// The conditions on variables of a kind as selectors, of which one has to hold.
  ///
  /// More than one where a label may be absent or one of a few values: no selector says that by itself.
  func selectors(_ kind: DiagramVariable.Kind) -> [LabelSelector] {
    var selectors = [LabelSelector()]
    for constraint in constraints where constraint.variable.kind == kind {
      let ways = constraint.choices.ways(of: constraint.variable.key)
      selectors = selectors.flatMap { selector in
        ways.map { way in
          var result = selector
          result.matchLabels += way.matchLabels
          result.matchExpressions += way.matchExpressions
          return result
        }
      }
    }
    return selectors
  }
}

extension LabelChoiceSet {
  fileprivate func ways(of key: Symbol) -> [LabelSelector] {
    func line(_ operation: LabelSelectorRequirement.Operator) -> LabelSelectorRequirement {
      LabelSelectorRequirement(
        key: key, operator: operation,
        values: operation == .in || operation == .notIn ? values : [])
    }
    if isComplement {
      let present = allowsAbsence ? [] : [line(.exists)]
      return [LabelSelector(matchExpressions: present + (values.isEmpty ? [] : [line(.notIn)]))]
    }
    let valued =
      values.count == 1
      ? LabelSelector(matchLabels: [Labels.Pair(key: key, value: values[0])])
      : LabelSelector(matchExpressions: [line(.in)])
    let absent = LabelSelector(matchExpressions: [line(.doesNotExist)])
    return (values.isEmpty ? [] : [valued]) + (allowsAbsence ? [absent] : [])
  }
}
