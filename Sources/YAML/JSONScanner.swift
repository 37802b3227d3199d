/// The events of JSON documents, one after the other in one text: those that libyaml has for them, at the same places.
///
/// Strict (RFC 8259): what is no JSON is an error that nobody gets to see, for libyaml reads the document again. Documents begin
/// with `{` or `[`.
struct JSONScanner: EventSource, ~Copyable {
  /// What the scanner stands before.
  private enum Expectation {
    case stream, document, value, elementOrEnd, behindKey, behindValue, end
  }

  var bytes: JSONBytes
  private var strings: JSONStrings
  private var expectation = Expectation.stream
  /// The open collections, the innermost last: whether each is a mapping.
  private var open: [Bool] = []
  private(set) var kind = EventKind.streamStart
  private(set) var mark: Mark
  private(set) var isPlain = false
  private(set) var scalarBytes = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
  private var isSkipping = false

  /// - Parameters:
  ///   - text: has to outlive the scanner.
  ///   - first: the byte of the first document.
  init(_ text: UnsafeBufferPointer<UInt8>, from first: Int, mark: Mark) {
    bytes = JSONBytes(text, from: first, mark: mark)
    strings = JSONStrings()
    self.mark = mark
  }

  var anchor: String? { nil }
  var tag: String? { nil }
  var isBareScalar: Bool { kind == .scalar }

  /// The first byte that is not part of the current event or an earlier one.
  var byte: Int { bytes.next }

  /// Whether nothing of the text is left; else a line `---` comes next, which is not for JSON.
  var isAtEnd: Bool { bytes.peek == nil }

  mutating func advance() throws(YAMLError) {
    switch expectation {
    case .stream:
      kind = .streamStart
      expectation = .document
    case .document: beginDocument()
    case .value: try value()
    case .elementOrEnd:
      bytes.skipWhite()
      if bytes.peek == closing { end() } else { try element() }
    case .behindKey:
      bytes.skipWhite()
      guard bytes.take(UInt8(ascii: ":")) else { throw notJSON }
      try value()
    case .behindValue:
      guard !open.isEmpty else { return try endDocument() }
      bytes.skipWhite()
      if bytes.take(UInt8(ascii: ",")) {
        bytes.skipWhite()
        try element()
      } else if bytes.peek == closing {
        end()
      } else {
        throw notJSON
      }
    case .end: kind = .streamEnd
    }
  }

  mutating func skipCollection(levels: Int) throws(YAMLError) -> Bool {
    let outer = open.count - 1
    isSkipping = true
    defer { isSkipping = false }
    repeat {
      guard open.count - outer <= levels else { throw notJSON }
      try advance()
    } while open.count > outer
    return true
  }

  // MARK: Documents

  private mutating func beginDocument() {
    bytes.skipWhite()
    mark = bytes.mark
    if bytes.isAtDocument {
      kind = .documentStart
      expectation = .value
    } else {
      kind = .streamEnd
      expectation = .end
    }
  }

  private mutating func endDocument() throws(YAMLError) {
    bytes.skipWhite()
    mark = bytes.mark
    // Whatever else follows is a mistake, perhaps one that makes the document another one.
    guard bytes.peek == nil || bytes.isAtDocument || bytes.isAtDocumentMarker else { throw notJSON }
    kind = .documentEnd
    expectation = .document
  }

  // MARK: Collections

  private var closing: UInt8 {
    open.last == true ? UInt8(ascii: "}") : UInt8(ascii: "]")
  }

  private mutating func begin(isMapping: Bool) {
    bytes.next += 1
    open.append(isMapping)
    kind = isMapping ? .mappingStart : .sequenceStart
    expectation = .elementOrEnd
  }

  private mutating func end() {
    mark = bytes.mark
    bytes.next += 1
    kind = open.removeLast() ? .mappingEnd : .sequenceEnd
    expectation = .behindValue
  }

  /// An element of a sequence, or the key of one of a mapping.
  private mutating func element() throws(YAMLError) {
    guard open.last == true else { return try value() }
    mark = bytes.mark
    guard bytes.peek == UInt8(ascii: "\"") else { throw notJSON }
    try string()
    expectation = .behindKey
  }

  // MARK: Values

  private mutating func value() throws(YAMLError) {
    bytes.skipWhite()
    mark = bytes.mark
    switch bytes.peek {
    case UInt8(ascii: "{"): return begin(isMapping: true)
    case UInt8(ascii: "["): return begin(isMapping: false)
    case UInt8(ascii: "\""): try string()
    default:
      let start = bytes.next
      guard bytes.takeLiteral() else { throw notJSON }
      kind = .scalar
      isPlain = true
      scalarBytes = bytes.slice(start..<bytes.next)
    }
    expectation = .behindValue
  }

  private mutating func string() throws(YAMLError) {
    guard let found = strings.scan(&bytes) else { throw notJSON }
    kind = .scalar
    isPlain = false
    if isSkipping { return }
    scalarBytes = found.hasEscapes ? strings.unescaped(found.bytes) : found.bytes
  }

  private var notJSON: YAMLError {
    YAMLError(.syntax(problem: "not JSON", context: ""), at: bytes.mark, endsDocument: true)
  }
}
