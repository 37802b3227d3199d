/// JSON's way to write characters beyond 16 bits.
enum JSONEscapes {
  /// `\ud83d\ude00`
  static let pairLength = 12
  /// The same in UTF-8.
  static let characterLength = 4

  /// The text with each pair of surrogate escapes replaced by its character, and at which bytes of the new text these stand. Only
  /// JSON is changed: there, a backslash occurs in strings alone.
  static func joiningSurrogates(of text: SourceText) -> (SourceText, [Int]) {
    guard text.isJSON, let first = text.bytes.firstIndex(of: UInt8(ascii: "\\")) else {
      return (text, [])
    }
    let bytes = text.bytes
    var joined: [UInt8] = []
    var offsets: [Int] = []
    var copied = 0
    var index = first
    while index < bytes.count {
      guard bytes[index] == UInt8(ascii: "\\") else {
        index += 1
        continue
      }
      if let scalar = pair(at: index, in: bytes) {
        joined += bytes[copied..<index]
        offsets.append(joined.count)
        joined += Array(String(scalar).utf8)
        index += pairLength
        copied = index
      } else {
        // The escaped character may be a backslash itself.
        index += 2
      }
    }
    guard !offsets.isEmpty else { return (text, []) }
    joined += bytes[copied...]
    return (SourceText(valid: joined, start: text.start), offsets)
  }

  private static func pair(at index: Int, in bytes: [UInt8]) -> Unicode.Scalar? {
    guard let high = unit(at: index, in: bytes), let low = unit(at: index + 6, in: bytes),
      (0xd800..<0xdc00).contains(high), (0xdc00..<0xe000).contains(low)
    else { return nil }
    return Unicode.Scalar(0x10000 + (high - 0xd800) << 10 + (low - 0xdc00))
  }

  /// The 16 bits of a `\u` escape.
  private static func unit(at index: Int, in bytes: [UInt8]) -> UInt32? {
    guard index + 6 <= bytes.count, bytes[index] == UInt8(ascii: "\\"),
      bytes[index + 1] == UInt8(ascii: "u")
    else { return nil }
    return UInt32(String(decoding: bytes[(index + 2)..<(index + 6)], as: UTF8.self), radix: 16)
  }
}
