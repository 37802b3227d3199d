import ClusterModel
import YAML

extension ObjectReader {
  /// Labels or `matchLabels`, in written order: strings in the syntax that the API server asks for (C-161, V-10, V-13).
  mutating func labelPairs(_ node: Node) -> [Labels.Pair] {
    guard let fields = fields(node) else { return [] }
    return fields.entries.compactMap { entry in
      guard let key = labelKey(entry.key, at: entry.keyMark) else { return nil }
      return read(entry.value, at: .key(entry.key)) { reader, node in
        reader.labelValue(node).map { Labels.Pair(key: key, value: $0) }
      }
    }
  }

  /// A `metav1.LabelSelector` (V-10).
  /// - Parameter selectsPods: whether labels that controllers inject could be meant (C-154).
  mutating func labelSelector(_ node: Node, selectsPods: Bool) -> LabelSelector? {
    guard let fields = fields(node) else { return nil }
    let isBare = !fields.entries.isEmpty && fields.entries.allSatisfy { $0.value.string != nil }
    checkKeys(
      fields, ["matchLabels", "matchExpressions"],
      hints: isBare
        ? Dictionary(
          fields.entries.map { ($0.key, "write it under matchLabels") }, uniquingKeysWith: { $1 })
        : [:])
    let selector = LabelSelector(
      matchLabels: read("matchLabels", of: fields) { $0.labelPairs($1) } ?? [],
      matchExpressions: readList("matchExpressions", of: fields) { $0.requirement($1) } ?? [])
    if selectsPods { warnOfInjectedLabels(selector, at: node) }
    return selector
  }

  private mutating func requirement(_ node: Node) -> LabelSelectorRequirement? {
    guard let fields = fields(node) else { return nil }
    checkKeys(fields, ["key", "operator", "values"])
    let values = readList("values", of: fields) { $0.labelValue($1) } ?? []
    // What is no list was reported, and is not counted.
    let valueCount = fields["values"].map { $0.elementCount } ?? 0
    guard
      let key = required(
        "key", of: fields,
        { reader, node -> Symbol? in
          reader.string(node).flatMap { reader.labelKey($0, at: node.mark) }
        }),
      let operation = required("operator", of: fields, { $0.selectorOperator($1) })
    else { return nil }
    switch operation {
    case .in, .notIn:
      if valueCount == 0 {
        report(
          .error, at: fields["values"]?.mark ?? fields.mark, field: "values",
          "`\(operation.name)` needs at least one value")
        return nil
      }
    case .exists, .doesNotExist:
      if let valueCount, valueCount > 0, let node = fields["values"] {
        read(node, at: .key("values")) { reader, node in
          reader.fail(node, "`\(operation.name)` takes no values")
        }
        return nil
      }
    }
    return LabelSelectorRequirement(key: key, operator: operation, values: values)
  }

  private mutating func selectorOperator(_ node: Node) -> LabelSelectorRequirement.Operator? {
    guard let text = string(node) else { return nil }
    let all = LabelSelectorRequirement.Operator.allCases
    if let known = all.first(where: { $0.name == text }) { return known }
    let nearest = Spelling.nearest(to: text, among: all.map(\.name))
    fail(
      node, "found `\(text)`, expected \(Self.list(all.map(\.name)))",
      suggestion: nearest.map { "did you mean \($0)?" })
    return nil
  }

  private mutating func labelKey(_ key: String, at mark: Mark) -> Symbol? {
    let symbol = symbols.intern(key)
    if admits(symbol, .labelKey) { return symbol }
    let width = key.unicodeScalars.count
    if key.contains("{{") {
      report(
        .error, at: mark, width: width, "`\(key)` holds a template",
        suggestion: Self.renderSuggestion)
    } else {
      report(
        .error, at: mark, width: width,
        "found the label key `\(key)`, expected \(NameSyntax.labelKey.rule)")
    }
    return nil
  }

  private mutating func labelValue(_ node: Node) -> Symbol? {
    guard let text = string(node) else { return nil }
    let symbol = symbols.intern(text)
    guard admits(symbol, .labelValue) else {
      fail(node, "found the label value `\(text)`, expected \(NameSyntax.labelValue.rule)")
      return nil
    }
    return symbol
  }

  /// C-154, L-24: labels whose values a controller makes up.
  private mutating func warnOfInjectedLabels(_ selector: LabelSelector, at node: Node) {
    for key in selector.matchLabels.map(\.key) + selector.matchExpressions.map(\.key) {
      let text = symbols[key]
      guard Self.injectedLabels.contains(text) else { continue }
      warn(
        node,
        "`\(text)` is set by a controller at run time: pods made from templates are read without it"
      )
    }
  }

  private static let injectedLabels: Set<String> = [
    "pod-template-hash", "controller-revision-hash", "pod-template-generation",
    "controller-uid", "batch.kubernetes.io/controller-uid",
  ]
}

extension LabelSelectorRequirement.Operator {
  /// As the API writes it.
  var name: String {
    switch self {
    case .in: "In"
    case .notIn: "NotIn"
    case .exists: "Exists"
    case .doesNotExist: "DoesNotExist"
    }
  }
}

extension Node {
  fileprivate var elementCount: Int? {
    if case .sequence(let elements) = content { elements.count } else { nil }
  }
}
