import ClusterModel
import Formula
import Intents

/// In which namespaces an end is: those that are named, and those that a selector matches.
///
/// The labels of declared namespaces are given: a selector is a set of them. Those of others are variables in wider
/// worlds.
extension SymbolicReading {
  /// Whether `end` is a pod of one of the namespaces with these names.
  func isInNamespace(_ names: [Symbol], _ end: EndVariables) -> Formula {
    let codes = snapshot.namespaces.indices.filter { names.contains(snapshot.namespaces[$0].name) }
    let isGiven = formulas.member(end.namespace, of: codes.map { $0 + 1 })
    guard let wider = schema.wider else { return isGiven }
    let isNew = formulas.all([
      isInNewNamespace(end),
      formulas.member(
        end.columns[wider.namespaceName], of: names.compactMap(wider.words.code(ofName:))),
    ])
    return formulas.any([isGiven, isNew])
  }

  /// Whether `end` is a pod of a namespace whose labels satisfy `selector`.
  func isInNamespace(matching selector: LabelSelector, _ end: EndVariables) -> Formula {
    let isGiven = formulas.member(end.namespace, of: namespaces(matching: selector))
    guard let wider = schema.wider else { return isGiven }
    var conditions = [hasOpenNamespace(end)]
    for pair in selector.matchLabels {
      conditions.append(hasNamespaceLabel(end, pair.key, in: [pair.value], wider))
    }
    for requirement in selector.matchExpressions {
      let (key, values) = (requirement.key, requirement.values)
      switch requirement.operator {
      case .in: conditions.append(hasNamespaceLabel(end, key, in: values, wider))
      case .notIn: conditions.append(.not(hasNamespaceLabel(end, key, in: values, wider)))
      case .exists: conditions.append(hasNamespaceLabel(end, key, wider))
      case .doesNotExist: conditions.append(.not(hasNamespaceLabel(end, key, wider)))
      }
    }
    return formulas.any([isGiven, formulas.all(conditions)])
  }

  private func hasNamespaceLabel(
    _ end: EndVariables, _ key: Symbol, in values: [Symbol], _ wider: WiderColumns
  ) -> Formula {
    // The name label is always the name (C-28).
    if key == wider.words.nameKey { return isInNamespace(values, end) }
    let (index, variable) = namespaceLabel(end, key, wider)
    return formulas.member(
      variable, of: values.compactMap { wider.words.code(of: $0, underKey: index) })
  }

  private func hasNamespaceLabel(
    _ end: EndVariables, _ key: Symbol, _ wider: WiderColumns
  ) -> Formula {
    if key == wider.words.nameKey { return .always }
    return .not(
      formulas.equal(namespaceLabel(end, key, wider).variable, NamespaceVocabulary.absent))
  }

  private func namespaceLabel(
    _ end: EndVariables, _ key: Symbol, _ wider: WiderColumns
  ) -> (index: Int, variable: Variable) {
    guard let index = wider.words.keyIndex(of: key) else {
      preconditionFailure("a namespace selector was compiled that the vocabulary has not seen")
    }
    return (index, end.columns[wider.namespaceLabels.lowerBound + index])
  }

  /// Whether the labels of the end's namespace are variables; never in world `deployed`.
  func hasOpenNamespace(_ end: EndVariables) -> Formula {
    formulas.member(end.namespace, of: openNamespaces)
  }

  /// Whether the end is a pod of a namespace that the manifests do not have.
  func isInNewNamespace(_ end: EndVariables) -> Formula {
    schema.wider == nil ? .never : formulas.member(end.namespace, of: schema.newNamespaces)
  }

  /// The codes of the namespaces whose labels are variables.
  var openNamespaces: [Int] {
    guard schema.wider != nil else { return [] }
    return snapshot.namespaces.indices.filter { !snapshot.namespaces[$0].isDeclared }.map { $0 + 1 }
      + schema.newNamespaces
  }

  /// The codes of the namespaces whose labels are given and satisfy `selector`.
  private func namespaces(matching selector: LabelSelector) -> [Int] {
    if let known = namespaceSets[selector] { return known }
    let codes = snapshot.namespaces.indices.filter { index in
      hasGivenLabels(index) && selector.isSatisfied { namespaceLabel($0, of: index) }
    }.map { $0 + 1 }
    namespaceSets[selector] = codes
    return codes
  }

  /// A namespace that is not declared has its name label only in world `deployed`, and any other in wider ones.
  func hasGivenLabels(_ index: Int) -> Bool {
    schema.wider == nil || snapshot.namespaces[index].isDeclared
  }

  /// The label of a namespace as the API server keeps it: the name label is its own (C-28).
  func namespaceLabel(_ key: Symbol, of index: Int) -> Symbol? {
    let namespace = snapshot.namespaces[index]
    return key == nameKey ? namespace.name : namespace.labels[key]
  }
}
