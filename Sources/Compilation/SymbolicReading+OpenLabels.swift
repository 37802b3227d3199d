import ClusterModel
import Formula
import Intents

/// Labels that wider worlds leave open: of new namespaces, of those used and not declared, and of pods whose
/// controller adds labels with values that nobody knows.
extension SymbolicReading {
  /// What holds of the namespace of one end.
  func hasPossibleNamespace(_ end: EndVariables, _ wider: WiderColumns) -> Formula {
    let isNew = isInNewNamespace(end)
    let name = formulas.equal(end.columns[wider.namespaceName], NamespaceVocabulary.freshName)
    let unset = wider.namespaceLabels.map {
      formulas.equal(end.columns[$0], NamespaceVocabulary.absent)
    }
    let fixed = assumptions.fixedNamespaceLabels.compactMap { key in
      wider.words.keyIndex(of: key).map { unusedValue(of: key, $0, end, wider) }
    }
    // What is given needs no variable; it is zero, so that one namespace has one description.
    return formulas.all([
      formulas.any([isNew, name]), formulas.any([hasOpenNamespace(end), formulas.all(unset)]),
      formulas.implies(isNew, formulas.all(fixed)),
    ])
  }

  /// A key that only an administrator sets: a new namespace lacks it, or has a value that no other has.
  private func unusedValue(
    of key: Symbol, _ index: Int, _ end: EndVariables, _ wider: WiderColumns
  ) -> Formula {
    let used = Set(snapshot.namespaces.compactMap { $0.labels[key] })
    let codes = used.compactMap { wider.words.code(of: $0, underKey: index) }
    return .not(
      formulas.member(end.columns[wider.namespaceLabels.lowerBound + index], of: codes))
  }

  /// What holds of the two ends together: one namespace has one set of labels, one pod too, and of descriptions
  /// that differ in the choice of new words and places only, one counts.
  func agreeOnOpenLabels(_ wider: WiderColumns) -> Formula {
    func isSame(_ column: Int) -> Formula {
      formulas.equal(source.columns[column], destination.columns[column])
    }
    let isOneNamespace = formulas.equal(source.namespace, destination.namespace)
    let names = formulas.all([
      isSame(wider.namespaceName),
      .not(
        formulas.equal(source.columns[wider.namespaceName], NamespaceVocabulary.freshName)),
    ])
    let isOnePod = formulas.all([
      .not(formulas.equal(source.columns[wider.individual], 0)), isSame(wider.individual),
    ])
    let unknownKeys = Set(
      wider.individuals.flatMap { vocabulary.unknownKeys(of: schema.snapshot[$0]) })
    let freshOnes = wider.words.keys.indices.filter { wider.words.freshCount(ofKey: $0) > 1 }.map {
      introducesFreshInOrder(wider.namespaceLabels.lowerBound + $0)
    }
    let (first, second) = (schema.newNamespaces.lowerBound, schema.newNamespaces.upperBound)
    return formulas.all([
      formulas.implies(
        formulas.all([hasOpenNamespace(source), isOneNamespace]),
        formulas.all(([wider.namespaceName] + wider.namespaceLabels).map(isSame))),
      // Two namespaces have two names.
      formulas.any([isOneNamespace, .not(names)]),
      formulas.implies(
        isOnePod, formulas.all(unknownKeys.sorted().map { isSame(labels.lowerBound + $0) })),
      formulas.all(freshOnes),
      .not(formulas.equal(source.namespace, second)),
      formulas.implies(
        formulas.equal(destination.namespace, second), formulas.equal(source.namespace, first)),
    ])
  }

  private var labels: Range<Int> { schema.labels }

  /// The second of the values that occur nowhere else is the destination's, where the source has the first.
  private func introducesFreshInOrder(_ column: Int) -> Formula {
    let (first, second) = (NamespaceVocabulary.fresh, NamespaceVocabulary.fresh + 1)
    return formulas.all([
      .not(formulas.equal(source.columns[column], second)),
      formulas.implies(
        formulas.equal(destination.columns[column], second),
        formulas.equal(source.columns[column], first)),
    ])
  }
}
