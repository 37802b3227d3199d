import Testing
import YAML

/// The documents of a text.
func documents(_ text: String) throws -> [Document] {
  try SourceText(Array(text.utf8)).documents()
}

/// The root of a text of one document without mistakes.
func root(_ text: String) throws -> Node {
  let documents = try documents(text)
  #expect(documents.count == 1)
  #expect(documents.flatMap(\.errors) == [])
  return try #require(documents.first?.root)
}

func errors(_ text: String) throws -> [String] {
  try documents(text).flatMap(\.errors).map { "\($0.mark.line):\($0.mark.column) \($0)" }
}

extension Node {
  /// A compact notation: strings in quotes, everything else as it was resolved.
  var notation: String {
    switch content {
    case .skipped: "…"
    case .sequence(let elements): "[" + elements.map(\.notation).joined(separator: ", ") + "]"
    case .mapping(let entries):
      "{" + entries.map { "\($0.key): \($0.value.notation)" }.joined(separator: ", ") + "}"
    case .scalar(let scalar):
      switch scalar.value {
      case .null: "null"
      case .bool(let truth): "\(truth)"
      case .int(let integer): "\(integer)"
      case .float(let number): "\(number)"
      case .string: "\"\(scalar.text)\""
      }
    }
  }
}
