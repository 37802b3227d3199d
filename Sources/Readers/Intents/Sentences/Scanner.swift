/// A text and how far it has been read; positions count Unicode scalars from 0.
struct Scanner {
  let scalars: [Unicode.Scalar]
  var position = 0

  init(_ text: String) {
    scalars = Array(text.unicodeScalars)
  }

  /// A run of scalars without blanks.
  struct Word: Hashable {
    var text: String
    var range: Range<Int>
  }

  var next: Unicode.Scalar? { scalar(at: position) }

  func scalar(at index: Int) -> Unicode.Scalar? {
    scalars.indices.contains(index) ? scalars[index] : nil
  }

  func text(_ range: Range<Int>) -> String {
    String(String.UnicodeScalarView(scalars[range]))
  }

  mutating func skipBlanks() {
    while let next, next.isBlank { position += 1 }
  }

  /// The word that comes next, left unread; nil at the end.
  ///
  /// A comma that a blank or the end follows separates list members and is a word of its own. Any other comma belongs to its
  /// word, as in `app=web,tier=db` and `80,443`.
  func peek() -> Word? {
    var start = position
    while let scalar = scalar(at: start), scalar.isBlank { start += 1 }
    guard start < scalars.count else { return nil }
    var end = start
    while let scalar = scalar(at: end), !scalar.isBlank, !isListComma(at: end) { end += 1 }
    return word(start..<max(end, start + 1))
  }

  func isListComma(at index: Int) -> Bool {
    scalar(at: index) == "," && scalar(at: index + 1)?.isBlank ?? true
  }

  func word(_ range: Range<Int>) -> Word {
    Word(text: text(range), range: range)
  }

  /// Where what does not fit begins: the next word, or the end of the text.
  var nextRange: Range<Int> {
    peek()?.range ?? endRange
  }

  /// The place behind the last word.
  var endRange: Range<Int> {
    let end = (scalars.lastIndex { !$0.isBlank } ?? -1) + 1
    return end..<end
  }

  /// Reads the next word if it is `expected`.
  mutating func take(_ expected: String) -> Bool {
    guard let word = peek(), word.text == expected else { return false }
    position = word.range.upperBound
    return true
  }

  /// Reads the next scalar, no blank before it, if it is `expected`.
  mutating func takeScalar(_ expected: Unicode.Scalar) -> Bool {
    guard next == expected else { return false }
    position += 1
    return true
  }

  /// Reads the scalars up to the first that does not satisfy `belongs`; perhaps none.
  mutating func takeRun(while belongs: (Unicode.Scalar) -> Bool) -> Word {
    let start = position
    while let next, belongs(next) { position += 1 }
    return word(start..<position)
  }
}

extension Unicode.Scalar {
  /// Blanks, tabs, line ends and what word processors put in their place.
  var isBlank: Bool { properties.isWhitespace }
  var isDigit: Bool { ("0"..."9").contains(self) }
  var isCapital: Bool { ("A"..."Z").contains(self) }
  var isHexadecimal: Bool { isDigit || ("a"..."f").contains(self) || ("A"..."F").contains(self) }
  /// What may follow in a group name.
  var continuesGroupName: Bool {
    isDigit || isCapital || ("a"..."z").contains(self) || self == "-" || self == "_"
  }
}
