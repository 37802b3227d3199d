/// Finds the lines of a text; fast when they are asked for in ascending order.
public struct LineCursor: Sendable {
  private let text: SourceText
  private var known: (line: Int32, byte: Int)

  public init(_ text: SourceText) {
    self.text = text
    known = (1, text.start)
  }

  /// What of a line to show for a mistake in it: all of it, or of a very long one (JSON without line breaks) the surroundings.
  /// - Returns: `cut` is the number of columns that were left out before `text`.
  public mutating func excerpt(at mark: Mark) -> (text: String, cut: Int) {
    if mark.line < known.line { known = (1, text.start) }
    guard let start = text.startOfLine(mark.line, from: known) else { return ("", 0) }
    known = (mark.line, start)
    var end = start
    var columns = 0
    while end < text.bytes.endIndex, columns < Int(mark.column) + Self.margin,
      text.lengthOfBreak(at: end) == 0
    {
      end += 1
      while end < text.bytes.endIndex, text.bytes[end] & 0xc0 == 0x80 { end += 1 }
      columns += 1
    }
    let line = String(decoding: text.bytes[start..<end], as: UTF8.self)
    let cut = max(0, Int(mark.column) - Self.margin)
    return (cut == 0 ? line : String(line.unicodeScalars.dropFirst(cut)), cut)
  }

  /// Columns shown on either side of the mistake.
  private static let margin = 120
}
