import ClusterModel
import YAML

/// Values of the API's basic types.
extension ObjectReader {
  /// The fields of an object; null is one without any (Go's zero value), nil is an error that was reported.
  mutating func fields(_ node: Node) -> Fields? {
    switch node.content {
    case .mapping(let entries): return Fields(entries: entries, mark: node.mark)
    case _ where node.isNull: return Fields(mark: node.mark)
    default:
      fail(node, "expected a mapping, found \(node.found)")
      return nil
    }
  }

  /// A string; null is the empty one (C-30).
  mutating func string(_ node: Node) -> String? {
    guard case .scalar(let scalar) = node.content else {
      fail(node, "expected a string, found \(node.found)")
      return nil
    }
    switch scalar.value {
    case .null: return ""
    case .string:
      if scalar.text.utf8.contains(UInt8(ascii: "{")), scalar.text.contains("{{") {
        fail(node, "`\(scalar.text)` holds a template", suggestion: Self.renderSuggestion)
        return nil
      }
      return scalar.text
    case .bool, .int, .float:
      fail(
        node, "expected a string, found \(node.found)",
        suggestion: "write \"\(scalar.text)\" with quotes")
      return nil
    }
  }

  mutating func symbol(_ node: Node) -> Symbol? {
    string(node).map { symbols.intern($0) }
  }

  /// A string in one of the syntaxes of names.
  mutating func name(_ node: Node, _ syntax: NameSyntax) -> Symbol? {
    guard let text = string(node) else { return nil }
    let symbol = symbols.intern(text)
    guard admits(symbol, syntax) else {
      fail(node, text.isEmpty ? "a name is missing" : "found `\(text)`, expected \(syntax.rule)")
      return nil
    }
    return symbol
  }

  mutating func bool(_ node: Node) -> Bool? {
    guard case .scalar(let scalar) = node.content, case .bool(let truth) = scalar.value else {
      fail(node, "expected `true` or `false`, found \(node.found)")
      return nil
    }
    return truth
  }

  /// A whole number; one that is written in another way than the usual gets a warning, since `010` is 8.
  mutating func integer(_ node: Node, in range: ClosedRange<Int64>) -> Int? {
    guard case .scalar(let scalar) = node.content, case .int(let integer) = scalar.value else {
      fail(node, "expected a whole number, found \(node.found)")
      return nil
    }
    guard range.contains(integer) else {
      fail(
        node, "found \(integer), must be between \(range.lowerBound) and \(range.upperBound)")
      return nil
    }
    if String(integer) != scalar.text, scalar.text != "+\(integer)" {
      warn(node, "`\(scalar.text)` is read as \(integer)", suggestion: "write \(integer)")
    }
    return Int(integer)
  }

  /// A port (V-02).
  mutating func portNumber(_ node: Node) -> UInt16? {
    integer(node, in: 1...65535).map { UInt16($0) }
  }

  /// A port number or a port name (V-02, V-03).
  mutating func portNumberOrName(_ node: Node) -> NetworkPolicyPort.Port? {
    guard case .scalar(let scalar) = node.content, scalar.value == .string else {
      return portNumber(node).map { .number($0) }
    }
    guard NameSyntax.portName.admits(scalar.text) else {
      let isNumber = UInt16(scalar.text) != nil
      fail(
        node,
        isNumber
          ? "\"\(scalar.text)\" with quotes is a port name, and a name needs a letter"
          : "found `\(scalar.text)`, expected a number or a name of \(NameSyntax.portName.rule)",
        suggestion: isNumber ? "write \(scalar.text) without quotes" : nil)
      return nil
    }
    return .name(symbols.intern(scalar.text))
  }

  /// `TCP`, `UDP` or `SCTP`, in capital letters (V-01).
  mutating func transportProtocol(_ node: Node) -> TransportProtocol? {
    guard let text = string(node) else { return nil }
    if let known = TransportProtocol.allCases.first(where: { $0.name == text }) { return known }
    let nearest = Spelling.nearest(to: text, among: TransportProtocol.allCases.map(\.name))
    fail(
      node, "found `\(text)`, expected TCP, UDP or SCTP",
      suggestion: nearest.map { "did you mean \($0)?" })
    return nil
  }

  static let renderSuggestion =
    "render it first: helm template CHART | netproof verify - --intents FILE"
}
