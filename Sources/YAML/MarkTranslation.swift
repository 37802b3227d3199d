/// From places in the text that libyaml was given to places in the text that was written.
///
/// The two differ in one thing: JSON writes what lies beyond 16 bits as two escapes (`\ud83d\ude00`), which YAML does not know, so
/// that libyaml is given the character itself.
struct MarkTranslation: Sendable {
  /// The given text.
  let text: SourceText
  /// Where it has one character for `JSONEscapes.pairLength` written ones, in order.
  private let replacements: [Mark]
  /// The bytes of these.
  private let offsets: [Int]

  init(_ written: SourceText) {
    (text, offsets) = JSONEscapes.joiningSurrogates(of: written)
    replacements = text.marks(atBytes: offsets)
  }

  /// The byte of the given text for one of the written text that is not inside a replacement.
  func given(_ byte: Int) -> Int {
    let saved = JSONEscapes.pairLength - JSONEscapes.characterLength
    let before = offsets.enumerated().prefix { $0.element + $0.offset * saved < byte }.count
    return byte - before * saved
  }

  func original(_ mark: Mark) -> Mark {
    guard !replacements.isEmpty else { return mark }
    let before = index(of: mark) - index(of: Mark(line: mark.line, column: 1))
    return Mark(
      line: mark.line, column: mark.column + Int32(before * (JSONEscapes.pairLength - 1)))
  }

  /// How many replacements precede a mark.
  private func index(of mark: Mark) -> Int {
    var (low, high) = (0, replacements.count)
    while low < high {
      let middle = (low + high) / 2
      if replacements[middle] < mark { low = middle + 1 } else { high = middle }
    }
    return low
  }

  func error(for failure: EventParser.Failure) -> YAMLError {
    var mark = failure.mark ?? text.mark(atByte: failure.byte)
    // What is open at the end of the text is better shown where it began, or at the last thing written.
    if text.isEnd(mark) {
      mark = failure.contextMark.flatMap { text.isEnd($0) ? nil : $0 } ?? text.lastMark
    }
    return YAMLError(
      .syntax(problem: failure.problem, context: failure.context), at: original(mark),
      endsDocument: true)
  }
}
