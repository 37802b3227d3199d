/// A part of a manifest, which can be written as `kubectl get -o yaml` and as `kubectl get -o json` do.
indirect enum Value: Sendable {
  case map([(key: String, value: Value)])
  case list([Value])
  /// A string whose spelling in YAML needs no quotes.
  case text(String)
  /// A string that YAML would take for something else without quotes.
  case quoted(String)
  case number(Int)

  subscript(key: String) -> Value? {
    guard case .map(let entries) = self else { return nil }
    return entries.first { $0.key == key }?.value
  }

  private var isLeaf: Bool {
    switch self {
    case .map(let entries): entries.isEmpty
    case .list(let elements): elements.isEmpty
    case .text, .quoted, .number: true
    }
  }

  // MARK: YAML

  /// Block style; elements of a list stand as far left as the key that they belong to.
  func writeYAML(to text: inout String, indent: Int = 0) {
    let margin = String(repeating: " ", count: indent)
    switch self {
    case .map(let entries):
      for (key, value) in entries {
        text += margin
        value.writeYAML(asValueOf: key, to: &text, indent: indent)
      }
    case .list(let elements):
      for element in elements { element.writeYAML(asElementTo: &text, indent: indent) }
    case .text, .quoted, .number: text += margin + leaf + "\n"
    }
  }

  private func writeYAML(asValueOf key: String, to text: inout String, indent: Int) {
    text += key + ":"
    if isLeaf {
      text += " " + leaf + "\n"
    } else if case .list = self {
      text += "\n"
      writeYAML(to: &text, indent: indent)
    } else {
      text += "\n"
      writeYAML(to: &text, indent: indent + 2)
    }
  }

  private func writeYAML(asElementTo text: inout String, indent: Int) {
    text += String(repeating: " ", count: indent) + "- "
    guard case .map(let entries) = self, let first = entries.first else {
      text += leaf + "\n"
      return
    }
    first.value.writeYAML(asValueOf: first.key, to: &text, indent: indent + 2)
    Value.map(Array(entries.dropFirst())).writeYAML(to: &text, indent: indent + 2)
  }

  private var leaf: String {
    switch self {
    case .map: "{}"
    case .list: "[]"
    case .text(let text): text
    case .quoted(let text): "\"\(text)\""
    case .number(let number): "\(number)"
    }
  }

  // MARK: JSON

  /// Four blanks a level, as kubectl writes it. No text of a generated cluster needs an escape.
  func writeJSON(to text: inout String, indent: Int = 0) {
    switch self {
    case .map(let entries) where !entries.isEmpty:
      writeJSON(entries, "{", "}", to: &text, indent: indent) { entry, text in
        text += "\"\(entry.key)\": "
        entry.value.writeJSON(to: &text, indent: indent + 4)
      }
    case .list(let elements) where !elements.isEmpty:
      writeJSON(elements, "[", "]", to: &text, indent: indent) { element, text in
        element.writeJSON(to: &text, indent: indent + 4)
      }
    case .text(let string), .quoted(let string): text += "\"\(string)\""
    case .map, .list, .number: text += leaf
    }
  }

  private func writeJSON<Element>(
    _ elements: [Element], _ open: String, _ close: String, to text: inout String, indent: Int,
    _ write: (Element, inout String) -> Void
  ) {
    let margin = "\n" + String(repeating: " ", count: indent)
    text += open
    for (index, element) in elements.enumerated() {
      if index > 0 { text += "," }
      text += margin + "    "
      write(element, &text)
    }
    text += margin + close
  }
}
