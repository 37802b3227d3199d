import ClusterModel
import Formula
import Intents

/// New pods and namespaces as an assignment describes them.
extension SymbolicReading {
  /// The pod at a new end, without ports and address; its namespace is supposed where it is new, too.
  func hypotheticalPod(
    _ end: EndVariables, _ valuation: Valuation, _ wider: WiderColumns,
    _ hypothesis: inout Hypothesis
  ) -> HypotheticalPod {
    let code = valuation[end.namespace]
    var namespace = NamespaceID(rawValue: Int32(code - 1))
    if schema.newNamespaces.contains(code) {
      // Codes are given in the order of the ends, so that the second place follows the first.
      let position = code - schema.newNamespaces.lowerBound
      namespace = NamespaceID(rawValue: Int32(snapshot.namespaces.count + position))
      if position == hypothesis.namespaces.count {
        hypothesis.namespaces.append(
          HypotheticalNamespace(
            name: name(end, valuation, wider, position),
            labels: namespaceLabels(end, valuation, wider), policiesOf: newNamespacePolicies))
      }
    }
    return HypotheticalPod(
      namespace: namespace,
      labels: vocabulary.keys.indices.compactMap { label($0, of: end, valuation, in: namespace) },
      serviceAccount: serviceAccount(of: end, valuation))
  }

  private func name(
    _ end: EndVariables, _ valuation: Valuation, _ wider: WiderColumns, _ position: Int
  ) -> HypotheticalText {
    let code = valuation[end.columns[wider.namespaceName]]
    return code == NamespaceVocabulary.freshName
      ? .fresh(position) : .mentioned(wider.words.names[code - 1])
  }

  /// The labels of an end's namespace, where they are open.
  func namespaceLabels(
    _ end: EndVariables, _ valuation: Valuation, _ wider: WiderColumns
  ) -> [HypotheticalLabel] {
    wider.words.keys.indices.compactMap { index in
      let code = valuation[end.columns[wider.namespaceLabels.lowerBound + index]]
      return wider.words.text(ofCode: code, underKey: index).map {
        HypotheticalLabel(key: wider.words.keys[index], value: $0)
      }
    }
  }

  /// The label of an end under the key with this index.
  ///
  /// - Parameter namespace: Of a new pod, to which fixed keys apply: another value is one that a pod there has.
  func label(
    _ index: Int, of end: EndVariables, _ valuation: Valuation, in namespace: NamespaceID?
  ) -> HypotheticalLabel? {
    let code = valuation[end.labels[end.labels.startIndex + index]]
    let key = vocabulary.keys[index]
    if code == Vocabulary.absent { return nil }
    if let value = vocabulary.value(ofCode: code, underKey: index) {
      return HypotheticalLabel(key: key, value: .mentioned(value))
    }
    if let namespace, assumptions.fixedPodLabels.contains(key) {
      let carried = carriedValues(of: key)[namespace, default: []]
        .first { vocabulary.code(of: $0, under: key) == Vocabulary.other }
      if let carried { return HypotheticalLabel(key: key, value: .mentioned(carried)) }
    }
    return HypotheticalLabel(key: key, value: .fresh(0))
  }

  private func serviceAccount(
    of end: EndVariables, _ valuation: Valuation
  ) -> HypotheticalText? {
    let code = valuation[end.serviceAccount]
    if code == defaultServiceAccount { return nil }
    let name = vocabulary.serviceAccounts.first { $0.value == code }?.key
    return name.map { .mentioned($0) } ?? .fresh(0)
  }

  /// The names that a new destination has for the port of the flow.
  func namedPorts(
    _ end: EndVariables, _ valuation: Valuation, _ number: UInt16
  ) -> [ContainerPort] {
    guard end.columns.count > schema.sourceWidth else { return [] }
    return zip(schema.namedPorts, schema.ports).compactMap { column, port in
      guard valuation[end.columns[column]] == port.flowsOwn else { return nil }
      return ContainerPort(
        name: port.name.name, number: number, protocol: port.name.protocol)
    }
  }
}
