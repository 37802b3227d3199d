import ClusterModel
import YAML

extension DocumentReader {
  /// What `kubectl get -l` takes, or a LabelSelector object.
  func selector(_ node: Node) -> LabelSelector? {
    guard case .mapping(let entries) = node.content else {
      return selectorText(node)
    }
    let texts = entries.map { $0.value.string.map(Optional.some) ?? nil }
    if let first = entries.first, !texts.contains(nil),
      !entries.contains(where: { IntentFields.selector.names.contains($0.key) })
    {
      let labels = zip(entries, texts).map { "\($0.key)=\($1 ?? "")" }
      report(
        .labelsWrittenAsFields(labels), at: first.keyMark, width: first.key.unicodeScalars.count)
      return nil
    }
    guard let fields = fields(of: node, .selector) else { return nil }
    let pairs = fields["matchLabels"].map { matchLabels($0) } ?? []
    let requirements = fields["matchExpressions"].map { matchExpressions($0) } ?? []
    guard let pairs, let requirements else { return nil }
    return LabelSelector(matchLabels: pairs, matchExpressions: requirements)
  }

  private func selectorText(_ node: Node) -> LabelSelector? {
    if case .sequence(let elements) = node.content {
      let texts = elements.compactMap(\.string).joined(separator: ",")
      report(
        .wrongType(
          found: node.found, expected: "a selector", advice: "write \"\(texts)\""), at: node)
      return nil
    }
    guard let text = string(node, expected: "a selector") else { return nil }
    do {
      return try SelectorParser.selector(of: text, names: names)
    } catch {
      report([error], in: text, of: node)
      return nil
    }
  }

  private func matchLabels(_ node: Node) -> [Labels.Pair]? {
    guard case .mapping(let entries) = node.content else {
      report(
        .wrongType(
          found: node.found, expected: "a mapping from label keys to values", advice: nil),
        at: node)
      return nil
    }
    let pairs = entries.compactMap { entry -> Labels.Pair? in
      let key = labelKey(entry.key, at: entry.keyMark)
      guard let value = labelValue(entry.value), let key else { return nil }
      return Labels.Pair(key: key, value: value)
    }
    return pairs.count == entries.count ? pairs : nil
  }

  private func matchExpressions(_ node: Node) -> [LabelSelectorRequirement]? {
    let nodes = list(node, of: "requirements")
    let requirements = nodes.compactMap { requirement($0) }
    return requirements.count == nodes.count ? requirements : nil
  }

  private func requirement(_ node: Node) -> LabelSelectorRequirement? {
    guard let fields = fields(of: node, .requirement) else { return nil }
    func required(_ name: String) -> Node? {
      field(name, of: fields, mistake: .missing(field: name, of: IntentFields.requirement.owner))
    }
    let key = required("key").flatMap { node in
      string(node).flatMap { labelKey($0, at: node.mark) }
    }
    let operatorName: OperatorName? = required("operator").flatMap { value(of: $0) }
    guard let operatorName else { return nil }
    let takesValues = operatorName == .in || operatorName == .notIn
    if takesValues, !fields.writes("values") {
      report(.valuesMissing(operator: operatorName.rawValue), at: fields.mark)
      return nil
    }
    let nodes = fields["values"].map { node -> [Node] in
      if takesValues { return list(node, of: "values") }
      if case .sequence(let elements) = node.content, elements.isEmpty { return [] }
      report(.valuesNotAllowed(operator: operatorName.rawValue), at: node)
      return []
    }
    let values = (nodes ?? []).compactMap { labelValue($0) }
    guard let key, values.count == nodes?.count ?? 0, values.isEmpty != takesValues else {
      return nil
    }
    return LabelSelectorRequirement(key: key, operator: operatorName.meaning, values: values)
  }

  private func labelKey(_ text: String, at mark: Mark) -> Symbol? {
    if NameSyntax.labelKey.admits(text) { return names.intern(text) }
    report(.name(text, .labelKey, of: "label key"), at: mark, width: text.unicodeScalars.count)
    return nil
  }

  /// A label value, which may be the empty string.
  private func labelValue(_ node: Node) -> Symbol? {
    if node.string == "" { return names.intern("") }
    return name(node, .labelValue, of: "label value").map(names.intern)
  }

  // MARK: Commas in flow mappings

  /// `{pods: app=web,tier=db}` is a mapping with the field `tier=db` to YAML.
  func reportSelectorCutByComma(_ node: Node) -> Bool {
    let fields = node.entries
    guard let selector = fields.first(where: { $0.key == "pods" || $0.key == "namespaces" }),
      let rest = fields.first(where: { entry in
        entry.value.isNull && entry.keyMark > selector.keyMark
          && entry.keyMark.line == selector.keyMark.line
          && !IntentFields.group.names.contains(entry.key)
      })
    else { return false }
    report(
      .selectorCutByComma(rest.key), at: rest.keyMark, width: rest.key.unicodeScalars.count)
    return true
  }

  /// `[pods app=web,tier=db]` has two members to YAML.
  func reportMemberCutByComma(_ members: [Node]) -> Bool {
    for (previous, member) in zip(members, members.dropFirst()) {
      guard previous.mark.line == member.mark.line, let text = member.string,
        previous.string?.hasPrefix("pods ") ?? false, Self.isCondition(text)
      else { continue }
      report(.selectorCutByComma(text), at: member)
      return true
    }
    return false
  }

  /// Whether a text looks like one condition of a selector, or like the end of one with a list of values.
  private static func isCondition(_ text: String) -> Bool {
    let first = text.unicodeScalars.first
    return text.contains("=") && !text.hasPrefix("pods ") || first == "!" || text.hasSuffix(")")
  }
}

/// As the API writes operators.
private enum OperatorName: String, CaseIterable {
  case `in` = "In"
  case notIn = "NotIn"
  case exists = "Exists"
  case doesNotExist = "DoesNotExist"

  var meaning: LabelSelectorRequirement.Operator {
    switch self {
    case .in: .in
    case .notIn: .notIn
    case .exists: .exists
    case .doesNotExist: .doesNotExist
    }
  }
}
