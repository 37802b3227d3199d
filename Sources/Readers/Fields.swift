import YAML

/// The entries of one mapping; a null value is a missing one, as in the API (C-14).
struct Fields {
  var entries: [Node.Entry] = []
  var mark: Mark

  subscript(key: String) -> Node? {
    guard let value = entries.first(where: { $0.key == key })?.value, !value.isNull else {
      return nil
    }
    return value
  }

  /// Whether the key is written, with whatever value.
  func writes(_ key: String) -> Bool {
    entries.contains { $0.key == key }
  }
}

extension Node {
  var isNull: Bool {
    if case .scalar(let scalar) = content { scalar.value == .null } else { false }
  }

  /// The entries of a mapping, else none.
  var entries: [Entry] {
    if case .mapping(let entries) = content { entries } else { [] }
  }

  /// The value of a key, without any check.
  subscript(key: String) -> Node? {
    entries.first { $0.key == key }?.value
  }

  /// The text of a string, else nil.
  var string: String? {
    guard case .scalar(let scalar) = content, scalar.value == .string else { return nil }
    return scalar.text
  }

  /// What stands here, to follow `found`.
  var found: String {
    switch content {
    case .sequence: return "a list"
    case .mapping: return "a mapping"
    case .skipped: return "a value"
    case .scalar(let scalar):
      switch scalar.value {
      case .null: return "nothing"
      case .string: return "`\(scalar.text)`"
      case .bool(let truth):
        let isPlainWord = scalar.text == String(truth)
        return "`\(scalar.text)`" + (isPlainWord ? "" : ", which YAML reads as \(truth)")
      case .int(let integer):
        let isDecimal = scalar.text == String(integer)
        return "the number `\(scalar.text)`" + (isDecimal ? "" : ", which YAML reads as \(integer)")
      case .float(let number):
        let isDecimal = scalar.text.allSatisfy { $0.isNumber || $0 == "." || $0 == "-" }
        return "the number `\(scalar.text)`" + (isDecimal ? "" : ", which YAML reads as \(number)")
      }
    }
  }

  /// How many columns a caret under this node spans.
  var width: Int {
    guard case .scalar(let scalar) = content, !scalar.text.contains("\n") else { return 1 }
    return max(scalar.text.unicodeScalars.count + (scalar.isPlain ? 0 : 2), 1)
  }
}
