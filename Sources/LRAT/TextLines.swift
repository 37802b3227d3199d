/// The lines of a text, and the words of a line, without a copy of either.
///
/// A line ends with LF, the last one too: a text cut short is not taken for a whole one.
struct TextLines {
  private let bytes: [UInt8]
  private var position = 0
  /// Of the line last taken, from 1.
  private(set) var number = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// The next line; nil after the last one.
  ///
  /// - Throws: ``Problem/unendedLine`` for one without LF.
  mutating func next() throws(Problem) -> Line? {
    guard position < bytes.count else { return nil }
    number += 1
    let start = position
    while position < bytes.count, bytes[position] != UInt8(ascii: "\n") { position += 1 }
    guard position < bytes.count else { throw .unendedLine }
    defer { position += 1 }
    return Line(bytes: bytes[start..<position])
  }

  struct Line {
    /// What is not read yet.
    private(set) var bytes: ArraySlice<UInt8>

    init(bytes: ArraySlice<UInt8>) {
      self.bytes = bytes
    }

    private mutating func skipBlanks() {
      while bytes.first == UInt8(ascii: " ") { bytes.removeFirst() }
    }

    var isAtEnd: Bool {
      mutating get {
        skipBlanks()
        return bytes.isEmpty
      }
    }

    /// Takes `word` if it comes next, as a word of its own.
    mutating func take(_ word: StaticString) -> Bool {
      skipBlanks()
      let rest = bytes.prefix { $0 != UInt8(ascii: " ") }
      guard rest.elementsEqual(word.description.utf8) else { return false }
      bytes.removeFirst(rest.count)
      return true
    }

    /// The next number.
    ///
    /// - Throws: ``Problem/unendedList`` at the end of the line, ``Problem/notANumber(_:)`` for another word, and for a number
    ///   that no file of this world contains.
    mutating func number() throws(Problem) -> Int {
      skipBlanks()
      let word = bytes.prefix { $0 != UInt8(ascii: " ") }
      if word.isEmpty { throw .unendedList }
      let digits = word.first == UInt8(ascii: "-") ? word.dropFirst() : word
      guard (1...15).contains(digits.count), digits.allSatisfy({ (48...57).contains($0) }),
        // One number has one spelling.
        digits.first != UInt8(ascii: "0") || word.count == 1
      else { throw .notANumber(String(decoding: word, as: UTF8.self)) }
      bytes.removeFirst(word.count)
      let magnitude = digits.reduce(0) { $0 * 10 + Int($1 - 48) }
      return digits.count == word.count ? magnitude : -magnitude
    }

    /// The rest of the line as text.
    var text: String {
      mutating get {
        skipBlanks()
        return String(decoding: bytes, as: UTF8.self)
      }
    }
  }
}
