/// The bytes of one YAML or JSON text, known to be UTF-8.
public struct SourceText: Sendable {
  public enum Refusal: Error, Hashable, Sendable {
    /// The first byte sequence that is not UTF-8.
    case notUTF8(at: Mark)
    /// The text begins like UTF-16 or UTF-32.
    case utf16
    /// Longer than `Limits.bytes`.
    case tooLong(bytes: Int)
  }

  public let bytes: [UInt8]
  /// Where the text begins, after a byte order mark (C-150).
  let start: Int

  public init(_ bytes: [UInt8]) throws(Refusal) {
    guard bytes.count <= Limits.bytes else { throw .tooLong(bytes: bytes.count) }
    guard !bytes.starts(with: [0xff, 0xfe]), !bytes.starts(with: [0xfe, 0xff]) else {
      throw .utf16
    }
    start = bytes.starts(with: [0xef, 0xbb, 0xbf]) ? 3 : 0
    self.bytes = bytes
    var invalid: Int?
    do {
      _ = try UTF8Span(validating: bytes.span)
    } catch {
      invalid = error.byteOffsets.lowerBound
    }
    if let invalid { throw .notUTF8(at: mark(atByte: invalid)) }
  }

  /// - Parameter bytes: known to be UTF-8.
  init(valid bytes: [UInt8], start: Int) {
    self.bytes = bytes
    self.start = start
  }

  /// Whether the text is JSON for Kubernetes' readers: it begins with `{` or `[`.
  public var isJSON: Bool {
    let first = bytes[firstByte...].first
    return first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
  }

  /// The first byte that is not white, else the end.
  var firstByte: Int {
    bytes[start...].firstIndex { $0 != 0x20 && $0 != 0x09 && $0 != 0x0a && $0 != 0x0d }
      ?? bytes.endIndex
  }

  /// The text of a line, without its end; empty where there is no such line.
  public func line(_ number: Int32) -> String {
    guard number >= 1, let lineStart = startOfLine(number, from: (line: 1, byte: start)) else {
      return ""
    }
    let end = bytes[lineStart...].indices.first { lengthOfBreak(at: $0) > 0 } ?? bytes.endIndex
    return String(decoding: bytes[lineStart..<end], as: UTF8.self)
  }

  /// The byte at which a line begins, counted on from a known start of an earlier one.
  func startOfLine(_ number: Int32, from known: (line: Int32, byte: Int)) -> Int? {
    var (line, index) = known
    while line < number {
      guard index < bytes.endIndex else { return nil }
      let length = lengthOfBreak(at: index)
      if length > 0 { line += 1 }
      index += max(length, 1)
    }
    return index
  }

  /// The byte at a mark, which may be the end of its line.
  func byte(at mark: Mark, from known: (line: Int32, byte: Int)) -> Int? {
    guard var index = startOfLine(mark.line, from: known) else { return nil }
    var column: Int32 = 1
    while column < mark.column, index < bytes.endIndex {
      index += 1
      while index < bytes.endIndex, bytes[index] & 0xc0 == 0x80 { index += 1 }
      column += 1
    }
    return index
  }

  /// Whether nothing but line breaks follows a mark.
  func isEnd(_ mark: Mark) -> Bool {
    guard let byte = byte(at: mark, from: (line: 1, byte: start)) else { return true }
    return bytes[byte...].allSatisfy { $0 == 0x0a || $0 == 0x0d }
  }

  /// The last byte that is not white.
  var lastMark: Mark {
    mark(atByte: bytes.lastIndex { ![0x20, 0x09, 0x0a, 0x0d].contains($0) } ?? start)
  }

  func mark(atByte target: Int) -> Mark {
    marks(atBytes: [target]).first ?? Mark(line: 1, column: 1)
  }

  /// The marks of some bytes, given in ascending order.
  func marks(atBytes targets: [Int]) -> [Mark] {
    var mark = Mark(line: 1, column: 1)
    var index = start
    return targets.map { target in
      while index < min(target, bytes.endIndex) {
        let length = lengthOfBreak(at: index)
        if length > 0 {
          mark.line += 1
          mark.column = 1
        } else if bytes[index] & 0xc0 != 0x80 {
          mark.column += 1
        }
        index += max(length, 1)
      }
      return mark
    }
  }

  /// The length of the line break at `index`, 0 for none; the breaks are libyaml's, so that its lines are ours.
  func lengthOfBreak(at index: Int) -> Int {
    func follows(_ offset: Int, _ byte: UInt8) -> Bool {
      index + offset < bytes.endIndex && bytes[index + offset] == byte
    }
    switch bytes[index] {
    case 0x0a: return 1
    case 0x0d: return follows(1, 0x0a) ? 2 : 1
    case 0xc2: return follows(1, 0x85) ? 2 : 0
    case 0xe2: return follows(1, 0x80) && (follows(2, 0xa8) || follows(2, 0xa9)) ? 3 : 0
    default: return 0
    }
  }
}
