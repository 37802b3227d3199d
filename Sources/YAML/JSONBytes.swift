/// A place in the bytes of a JSON text, which knows its line and column.
struct JSONBytes {
  private let text: UnsafeBufferPointer<UInt8>
  /// The first byte that has not been read.
  var next: Int
  private var line: Int32
  /// The byte of column 1 if every character of the line up to `next` were one byte long.
  private var lineStart: Int

  init(_ text: UnsafeBufferPointer<UInt8>, from first: Int, mark: Mark) {
    self.text = text
    next = first
    line = mark.line
    lineStart = first - Int(mark.column - 1)
  }

  var mark: Mark { Mark(line: line, column: Int32(clamping: next - lineStart + 1)) }

  var peek: UInt8? { next < text.count ? text[next] : nil }

  subscript(index: Int) -> UInt8? { index < text.count ? text[index] : nil }

  func slice(_ range: Range<Int>) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: text[range])
  }

  /// Eight bytes, the first of which is the lowest; nil close to the end.
  func word(at index: Int) -> UInt64? {
    guard index + 8 <= text.count, let base = text.baseAddress else { return nil }
    return UInt64(littleEndian: UnsafeRawPointer(base + index).loadUnaligned(as: UInt64.self))
  }

  /// Notes that the byte before `next` was not the first of its character.
  mutating func countContinuation() { lineStart += 1 }

  mutating func take(_ byte: UInt8) -> Bool {
    guard peek == byte else { return false }
    next += 1
    return true
  }

  mutating func skipWhite() {
    while next < text.count {
      switch text[next] {
      case 0x20: skipBlanks()
      case 0x09: next += 1
      case 0x0a: breakLine()
      case 0x0d:
        if self[next + 1] == 0x0a { next += 1 }
        breakLine()
      default: return
      }
    }
  }

  private mutating func breakLine() {
    next += 1
    line += 1
    lineStart = next
  }

  /// Indentation is half of what `kubectl` writes.
  private mutating func skipBlanks() {
    while let word = word(at: next) {
      let others = word ^ 0x2020_2020_2020_2020
      next += others.trailingZeroBitCount / 8
      if others != 0 { return }
    }
    while peek == 0x20 { next += 1 }
  }

  // MARK: Documents

  var isAtDocument: Bool { peek == UInt8(ascii: "{") || peek == UInt8(ascii: "[") }

  /// Whether a line `---` begins here, perhaps with more behind it.
  var isAtDocumentMarker: Bool {
    let dash = UInt8(ascii: "-")
    guard next == lineStart, peek == dash, self[next + 1] == dash, self[next + 2] == dash else {
      return false
    }
    return self[next + 3].map { [0x20, 0x09, 0x0a, 0x0d].contains($0) } ?? true
  }

  // MARK: Literals

  /// Takes a number, `true`, `false` or `null`, and leaves what follows to others.
  mutating func takeLiteral() -> Bool {
    switch peek {
    case UInt8(ascii: "t"): take("true")
    case UInt8(ascii: "f"): take("false")
    case UInt8(ascii: "n"): take("null")
    default: takeNumber()
    }
  }

  private mutating func take(_ word: StaticString) -> Bool {
    for offset in 0..<word.utf8CodeUnitCount where self[next + offset] != word.utf8Start[offset] {
      return false
    }
    next += word.utf8CodeUnitCount
    return true
  }

  /// `-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?`
  private mutating func takeNumber() -> Bool {
    _ = take(UInt8(ascii: "-"))
    if !take(UInt8(ascii: "0")), !takeDigits() { return false }
    if take(UInt8(ascii: ".")), !takeDigits() { return false }
    if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
      _ = take(UInt8(ascii: "+")) || take(UInt8(ascii: "-"))
      return takeDigits()
    }
    return true
  }

  private mutating func takeDigits() -> Bool {
    let start = next
    while let byte = peek, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { next += 1 }
    return next > start
  }
}
