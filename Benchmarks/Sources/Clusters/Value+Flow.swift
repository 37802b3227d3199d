extension Value {
  /// What `{a: b, c: [d, 1]}` says, in which no text has a bracket, a comma or a quote.
  init(flow: String) {
    var parser = FlowParser(rest: Substring(flow))
    self = parser.value()
  }
}

private struct FlowParser {
  var rest: Substring

  mutating func value() -> Value {
    skipBlanks()
    switch rest.first {
    case "{": return map()
    case "[": return list()
    default: return leaf()
    }
  }

  private mutating func map() -> Value {
    var entries: [(key: String, value: Value)] = []
    rest.removeFirst()
    while !ends(with: "}") {
      let colon = rest.firstRange(of: ":")
      guard let colon else { preconditionFailure("a key without a value: \(rest)") }
      let key = String(rest[..<colon.lowerBound])
      rest = rest[colon.upperBound...]
      entries.append((key, value()))
    }
    return .map(entries)
  }

  private mutating func list() -> Value {
    var elements: [Value] = []
    rest.removeFirst()
    while !ends(with: "]") { elements.append(value()) }
    return .list(elements)
  }

  private mutating func leaf() -> Value {
    let text = rest.prefix { !"},]".contains($0) }
    rest = rest[text.endIndex...]
    return Int(text).map { .number($0) } ?? .text(String(text))
  }

  /// Takes the bracket that closes a collection, or the comma before its next element.
  private mutating func ends(with bracket: Character) -> Bool {
    skipBlanks()
    if rest.first == "," {
      rest.removeFirst()
      skipBlanks()
    }
    guard rest.first == bracket else { return false }
    rest.removeFirst()
    return true
  }

  private mutating func skipBlanks() {
    rest = rest.drop { $0 == " " }
  }
}
