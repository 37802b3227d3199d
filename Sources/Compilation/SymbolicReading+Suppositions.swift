import ClusterModel
public import Formula
import Intents

/// Something that a flow of a wider world may suppose, and can do without where a variable is at rest: a label, a
/// service account, a named port, a name.
public struct Supposition: Sendable {
  let variable: Variable
  /// The value with which nothing is supposed.
  let rest: Int32
  /// The same thing at the other end, if the ends have the same value of `owner`.
  let twin: Variable?
  let owner: (source: Variable, destination: Variable)?
  /// What is supposed at an end of the manifests only for these values of a variable.
  let condition: (variable: Variable, values: [Int])?

  /// Whether the assignment supposes it.
  public func isSupposed(in values: [Int32]) -> Bool {
    if let condition,
      !condition.values.contains(Int(values[Int(condition.variable.index)]))
    {
      return false
    }
    return values[Int(variable.index)] != rest
  }

  /// Changes the assignment into one without it.
  public func drop(from values: inout [Int32]) {
    values[Int(variable.index)] = rest
    guard let twin, let owner,
      values[Int(owner.source.index)] == values[Int(owner.destination.index)]
    else { return }
    values[Int(twin.index)] = rest
  }
}

extension SymbolicReading {
  /// All that a flow with these new ends may suppose.
  public func suppositions(_ ends: NewEnds) -> [Supposition] {
    guard let wider = schema.wider else { return [] }
    return suppositions(of: source, destination, isNew: ends.hasSource, wider)
      + suppositions(of: destination, source, isNew: ends.hasDestination, wider)
  }

  /// All that a destination alone may suppose.
  public func suppositions(ofDestination isNew: Bool) -> [Supposition] {
    schema.wider.map { suppositions(of: destination, source, isNew: isNew, $0) } ?? []
  }

  private func suppositions(
    of end: EndVariables, _ other: EndVariables, isNew: Bool, _ wider: WiderColumns
  ) -> [Supposition] {
    func ofNamespace(_ column: Int, rest: Int) -> Supposition {
      Supposition(
        variable: end.columns[column], rest: Int32(rest), twin: other.columns[column],
        owner: (source.namespace, destination.namespace), condition: nil)
    }
    let own = isNew ? suppositions(ofNew: end) : unknownLabels(of: end, other, wider)
    return own
      + wider.namespaceLabels.map { ofNamespace($0, rest: NamespaceVocabulary.absent) }
      + [ofNamespace(wider.namespaceName, rest: NamespaceVocabulary.freshName)]
  }

  private func suppositions(ofNew end: EndVariables) -> [Supposition] {
    func plain(_ variable: Variable, _ rest: Int) -> Supposition {
      Supposition(
        variable: variable, rest: Int32(rest), twin: nil, owner: nil, condition: nil)
    }
    let ports =
      end.columns.count > schema.sourceWidth
      ? schema.namedPorts.map { plain(end.columns[$0], 0) } : []
    return end.labels.map { plain($0, Vocabulary.absent) }
      + [plain(end.serviceAccount, defaultServiceAccount)] + ports
  }

  /// The labels of pods of the manifests that only a controller knows.
  private func unknownLabels(
    of end: EndVariables, _ other: EndVariables, _ wider: WiderColumns
  ) -> [Supposition] {
    var individuals: [Int: [Int]] = [:]
    for (offset, pod) in wider.individuals.enumerated() {
      for key in vocabulary.unknownKeys(of: snapshot[pod]) {
        individuals[key, default: []].append(offset + 1)
      }
    }
    return individuals.sorted { $0.key < $1.key }.map { key, numbers in
      let column = schema.labels.lowerBound + key
      return Supposition(
        variable: end.columns[column], rest: Int32(Vocabulary.absent),
        twin: other.columns[column],
        owner: (source.columns[wider.individual], destination.columns[wider.individual]),
        condition: (end.columns[wider.individual], numbers))
    }
  }

  /// None of `suppositions` is made.
  public func supposesNone(of suppositions: [Supposition]) -> Formula {
    formulas.all(
      suppositions.map { supposition in
        let rests = formulas.equal(supposition.variable, Int(supposition.rest))
        guard let condition = supposition.condition else { return rests }
        return formulas.any([
          rests, .not(formulas.member(condition.variable, of: condition.values)),
        ])
      })
  }
}
