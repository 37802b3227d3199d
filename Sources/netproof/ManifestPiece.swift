import Readers
import YAML

/// One object of the manifests, as a text that stands by itself.
struct ManifestPiece {
  /// Where it comes from, as `manifests/web.yaml:3`.
  var place: String
  var text: String

  /// - Parameter name: what a file is called; nil of a file that is none of the inputs.
  static func all(
    of sources: [ManifestReading.Source], _ name: (String) -> String?
  ) -> [ManifestPiece] {
    sources.flatMap { source -> [ManifestPiece] in
      let bytes: [UInt8]?
      switch source.content {
      case .bytes(let content): bytes = content
      case .path(let path): bytes = try? FileBytes.contents(ofFile: path)
      }
      guard let bytes, let text = String(validating: bytes, as: UTF8.self) else { return [] }
      return pieces(of: text, name(source.name) ?? source.name)
    }
  }

  private static func pieces(of text: String, _ name: String) -> [ManifestPiece] {
    documents(of: text).flatMap { first, lines -> [ManifestPiece] in
      let text = lines.joined(separator: "\n") + "\n"
      guard let source = try? SourceText(Array(text.utf8)) else { return [] }
      guard let root = source.documents().first(where: { !$0.isEmpty })?.root else { return [] }
      guard let items = root.value("items"), case .sequence(let items) = items.content else {
        return [ManifestPiece(place: "\(name):\(first)", text: text)]
      }
      return items.map { item in
        let line = first + Int(item.mark.line) - 1
        return ManifestPiece(
          place: "\(name):\(line)", text: JSONText.text(item.named(like: root)) + "\n")
      }
    }
  }

  /// The documents of a text, each with the number of its first line; a line that begins with `---` is between two.
  private static func documents(of text: String) -> [(first: Int, lines: [Substring])] {
    var documents: [(first: Int, lines: [Substring])] = [(1, [])]
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for (index, line) in lines.enumerated() {
      if line.hasPrefix("---") {
        documents.append((index + 2, []))
      } else {
        documents[documents.count - 1].lines.append(line)
      }
    }
    return documents.map { document in
      let blank = document.lines.prefix { $0.allSatisfy(\.isWhitespace) }.count
      var lines = document.lines.dropFirst(blank)
      while lines.last?.allSatisfy(\.isWhitespace) ?? false { lines.removeLast() }
      return (document.first + blank, Array(lines))
    }
  }
}

extension Node {
  fileprivate func value(_ key: String) -> Node? {
    guard case .mapping(let entries) = content else { return nil }
    return entries.first { $0.key == key }?.value
  }

  /// The object with the kind that a typed list leaves to its own name.
  fileprivate func named(like list: Node) -> Node {
    guard value("kind") == nil, case .mapping(var entries) = content else { return self }
    for key in ["kind", "apiVersion"] {
      guard let said = list.value(key), case .scalar(var scalar) = said.content else { continue }
      if key == "kind", scalar.text.hasSuffix("List") { scalar.text.removeLast(4) }
      if value(key) != nil { continue }
      entries.insert(
        Entry(key: key, keyMark: mark, value: Node(content: .scalar(scalar), mark: mark)), at: 0)
    }
    return Node(content: .mapping(entries), mark: mark)
  }
}

/// Nodes as JSON, which is YAML.
enum JSONText {
  static func text(_ node: Node, indent: String = "") -> String {
    let inner = indent + "  "
    switch node.content {
    case .skipped: return "null"
    case .scalar(let scalar): return text(scalar)
    case .sequence(let nodes):
      if nodes.isEmpty { return "[]" }
      return "[\n" + nodes.map { inner + text($0, indent: inner) }.joined(separator: ",\n")
        + "\n\(indent)]"
    case .mapping(let entries):
      if entries.isEmpty { return "{}" }
      let lines = entries.map { "\(inner)\(quoted($0.key)): \(text($0.value, indent: inner))" }
      return "{\n" + lines.joined(separator: ",\n") + "\n\(indent)}"
    }
  }

  private static func text(_ scalar: Scalar) -> String {
    switch scalar.value {
    case .null: "null"
    case .bool(let value): value ? "true" : "false"
    case .int(let value): "\(value)"
    case .float: scalar.text
    case .string: quoted(scalar.text)
    }
  }

  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": quoted += "\\" + String(scalar)
      case _ where scalar.value < 0x20 || scalar.value == 0x7f:
        let digits = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
