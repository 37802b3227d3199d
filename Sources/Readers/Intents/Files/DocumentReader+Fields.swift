import ClusterModel
import YAML

extension Node {
  var isMapping: Bool {
    if case .mapping = content { true } else { false }
  }
}

extension DocumentReader {
  /// The entries of a mapping with known fields; unknown ones are reported, and so are those without a value.
  func fields(
    of node: Node, _ known: IntentFields, expected: String = "a mapping", advice: String? = nil
  ) -> Fields? {
    guard case .mapping(let entries) = node.content else {
      report(.wrongType(found: node.found, expected: expected, advice: advice), at: node)
      return nil
    }
    for entry in entries {
      let width = entry.key.unicodeScalars.count
      if !known.names.contains(entry.key) {
        let error = IntentError.unknownField(
          entry.key, known: known.names, home: home(of: entry, in: known))
        report(error, at: entry.keyMark, width: width)
      } else if entry.value.isNull {
        report(.empty("`\(entry.key)`"), at: entry.keyMark, width: width)
      }
    }
    return Fields(entries: entries, mark: node.mark)
  }

  /// Where an unknown field probably belongs.
  private func home(of entry: Node.Entry, in known: IntentFields) -> String? {
    if let home = known.home(of: entry.key) { return home }
    // A group that lost its indentation.
    let isCapitalised = entry.key.unicodeScalars.first?.isCapital ?? false
    return isCapitalised && known.names.contains("groups") ? "`groups`" : nil
  }

  /// The value of a required field.
  func field(_ name: String, of fields: Fields, mistake: IntentError) -> Node? {
    if let node = fields[name] { return node }
    // Without a value or misspelled it is reported already.
    let isReported = fields.entries.contains { Spelling.nearest(to: $0.key, among: [name]) != nil }
    if !isReported { report(mistake, at: fields.mark) }
    return nil
  }

  func string(_ node: Node, expected: String = "a string") -> String? {
    if case .scalar(let scalar) = node.content, scalar.value != .null {
      if scalar.value == .string {
        if !scalar.text.isEmpty { return scalar.text }
        let noun = expected == "a string" ? "text" : String(expected.drop { $0 != " " }.dropFirst())
        report(.empty("the \(noun)"), at: node)
        return nil
      }
      let advice = expected == "a string" ? "quote it: \"\(scalar.text)\"" : nil
      report(.wrongType(found: node.found, expected: expected, advice: advice), at: node)
      return nil
    }
    report(.wrongType(found: node.found, expected: expected, advice: nil), at: node)
    return nil
  }

  /// A string of a certain syntax.
  func name(_ node: Node, _ syntax: NameSyntax, of what: String) -> String? {
    guard let text = string(node) else { return nil }
    if syntax.admits(text) { return text }
    report(.name(text, syntax, of: what), at: node)
    return nil
  }

  /// One of the raw values of an enumeration.
  func value<Value: RawRepresentable & CaseIterable>(of node: Node) -> Value?
  where Value.RawValue == String {
    let known = Value.allCases.map(\.rawValue)
    guard case .scalar(let scalar) = node.content else {
      report(
        .wrongType(found: node.found, expected: IntentError.list(known), advice: nil), at: node)
      return nil
    }
    // `none` and the like are strings to YAML 1.1; what is not is no value of ours in any case.
    if let value = Value(rawValue: scalar.text) { return value }
    report(.unknownValue(scalar.text, known: known), at: node)
    return nil
  }

  /// The elements of a list that is not empty.
  func list(_ node: Node, of what: String, advice: String? = nil) -> [Node] {
    guard case .sequence(let elements) = node.content else {
      var advice = advice
      if case .scalar(let scalar) = node.content, advice == nil {
        advice = "write [\(scalar.text)]"
      }
      report(
        .wrongType(found: node.found, expected: "a list of \(what)", advice: advice), at: node)
      return []
    }
    if elements.isEmpty { report(.empty("the list of \(what)"), at: node) }
    return elements
  }
}
