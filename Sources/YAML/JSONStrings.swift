/// JSON's strings: their ends, and what their escapes mean.
struct JSONStrings: ~Copyable {
  /// Room for one string without its escapes, which is never longer than with them.
  private var room = UnsafeMutableBufferPointer<UInt8>(start: nil, count: 0)

  deinit { room.deallocate() }

  /// Passes over the string that begins at the next byte, its quotes included; nil where it is none, or where libyaml would
  /// count lines in it that JSON does not have.
  func scan(_ bytes: inout JSONBytes) -> (bytes: UnsafeBufferPointer<UInt8>, hasEscapes: Bool)? {
    bytes.next += 1
    let start = bytes.next
    var hasEscapes = false
    while true {
      while let word = bytes.word(at: bytes.next) {
        let special = Self.special(word)
        bytes.next += special.trailingZeroBitCount / 8
        if special != 0 { break }
      }
      guard let byte = bytes.peek else { return nil }
      switch byte {
      case UInt8(ascii: "\""):
        bytes.next += 1
        return (bytes.slice(start..<(bytes.next - 1)), hasEscapes)
      case UInt8(ascii: "\\"):
        guard let length = Self.lengthOfEscape(at: bytes.next, in: bytes) else { return nil }
        bytes.next += length
        hasEscapes = true
      case 0..<0x20: return nil
      case 0xc2 where bytes[bytes.next + 1] == 0x85: return nil
      case 0xe2
      where bytes[bytes.next + 1] == 0x80
        && (bytes[bytes.next + 2] == 0xa8 || bytes[bytes.next + 2] == 0xa9):
        return nil
      default:
        bytes.next += 1
        if byte & 0xc0 == 0x80 { bytes.countContinuation() }
      }
    }
  }

  /// The highest bit of the first byte that is a quote, a backslash, a control character or no ASCII, and perhaps of later ones; 0
  /// where there is none (Warren, Hacker's Delight, 6-1).
  private static func special(_ word: UInt64) -> UInt64 {
    let (ones, highs): (UInt64, UInt64) = (0x0101_0101_0101_0101, 0x8080_8080_8080_8080)
    let quotes = word ^ (ones * UInt64(UInt8(ascii: "\"")))
    let backslashes = word ^ (ones * UInt64(UInt8(ascii: "\\")))
    let found =
      ((quotes &- ones) & ~quotes) | ((backslashes &- ones) & ~backslashes)
      | (word &- ones * 0x20) | word
    return found & highs
  }

  // MARK: Escapes

  /// Nil where the backslash begins no escape of JSON, or half a surrogate pair.
  private static func lengthOfEscape(at index: Int, in bytes: JSONBytes) -> Int? {
    guard let letter = bytes[index + 1] else { return nil }
    if simple(letter) != nil { return 2 }
    guard let unit = unit(at: index, in: bytes) else { return nil }
    switch unit {
    case 0xd800..<0xdc00:
      guard let low = Self.unit(at: index + 6, in: bytes), (0xdc00..<0xe000).contains(low) else {
        return nil
      }
      return 12
    case 0xdc00..<0xe000: return nil
    default: return 6
    }
  }

  private static func simple(_ letter: UInt8) -> UInt8? {
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): letter
    case UInt8(ascii: "b"): 0x08
    case UInt8(ascii: "f"): 0x0c
    case UInt8(ascii: "n"): 0x0a
    case UInt8(ascii: "r"): 0x0d
    case UInt8(ascii: "t"): 0x09
    default: nil
    }
  }

  /// The 16 bits of a `\u` escape.
  private static func unit(at index: Int, in bytes: JSONBytes) -> UInt32? {
    guard bytes[index] == UInt8(ascii: "\\"), bytes[index + 1] == UInt8(ascii: "u") else {
      return nil
    }
    var unit: UInt32 = 0
    for offset in 2..<6 {
      guard let digit = bytes[index + offset].flatMap(hexDigit) else { return nil }
      unit = unit << 4 | digit
    }
    return unit
  }

  private static func hexDigit(_ byte: UInt8) -> UInt32? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - UInt8(ascii: "a")) + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - UInt8(ascii: "A")) + 10
    default: nil
    }
  }

  /// - Parameter written: what `scan` found.
  /// - Returns: valid until the next call.
  mutating func unescaped(_ written: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    if room.count < written.count {
      room.deallocate()
      room = .allocate(capacity: max(written.count, 1024))
    }
    let bytes = JSONBytes(written, from: 0, mark: Mark(line: 1, column: 1))
    var count = 0
    var index = 0
    while index < written.count {
      guard written[index] == UInt8(ascii: "\\") else {
        room.initializeElement(at: count, to: written[index])
        (count, index) = (count + 1, index + 1)
        continue
      }
      if let character = Self.simple(written[index + 1]) {
        room.initializeElement(at: count, to: character)
        (count, index) = (count + 1, index + 2)
        continue
      }
      let length = Self.lengthOfEscape(at: index, in: bytes) ?? 6
      var value = Self.unit(at: index, in: bytes) ?? 0
      if length == 12, let low = Self.unit(at: index + 6, in: bytes) {
        value = 0x10000 + (value - 0xd800) << 10 + (low - 0xdc00)
      }
      for byte in String(Unicode.Scalar(value) ?? "\u{fffd}").utf8 {
        room.initializeElement(at: count, to: byte)
        count += 1
      }
      index += length
    }
    return UnsafeBufferPointer(rebasing: room[..<count])
  }
}
