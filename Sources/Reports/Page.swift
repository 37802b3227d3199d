/// Colours of a terminal, by what they say.
enum Ink: String {
  case plain = ""
  case good = "32"
  case bad = "1;31"
  case doubtful = "33"
  case faint = "2"
  case strong = "1"
}

/// Lines of text with one column of places and deciders at the right.
struct Page {
  private struct Entry {
    var mark: String
    var ink: Ink
    var left: String
    var right: String
    var hanging: Int
  }

  let width: Int
  let isColoured: Bool
  private var entries: [Entry] = []

  init(width: Int, isColoured: Bool) {
    self.width = width
    self.isColoured = isColoured
  }

  /// Adds text that begins with `mark`, in words below each other if it is long, and with `right` at the right.
  ///
  /// - Parameter hanging: the indentation of the lines after the first one.
  mutating func add(
    _ mark: String = "", _ ink: Ink = .plain, _ left: String = "", right: String = "",
    hanging: Int
  ) {
    entries.append(Entry(mark: mark, ink: ink, left: left, right: right, hanging: hanging))
  }

  mutating func addBlank() {
    add(hanging: 0)
  }

  /// The whole page, with a line break at its end.
  var text: String {
    // Half of the width belongs to what is said, however long the paths are.
    let longest = entries.lazy.map(\.right.count).filter { $0 <= width / 2 }.max() ?? 0
    return entries.map { text($0, column: width - longest) }.joined()
  }

  private func text(_ entry: Entry, column: Int) -> String {
    let first = entry.mark.count + entry.left.count
    let right = entry.right.count
    if right == 0 { return text(entry, wrapped(entry, within: width)) }
    if max(column, first + 2) + right <= width {
      return text(entry, [entry.left], at: max(column, first + 2))
    }
    if first + 2 + right <= width { return text(entry, [entry.left], at: width - right) }
    let start = min(column, width - right)
    if start - 2 - entry.hanging >= 24 {
      return text(entry, wrapped(entry, within: start - 2), at: start)
    }
    // Too long a path to stand beside anything.
    var left = entry
    left.right = ""
    return text(left, wrapped(left, within: width))
      + String(repeating: " ", count: max(width - right, entry.hanging))
      + inked(entry.right, .faint) + "\n"
  }

  private func text(_ entry: Entry, _ lines: [String], at start: Int = 0) -> String {
    var text = inked(entry.mark, entry.ink) + (lines.first ?? "")
    if !entry.right.isEmpty {
      let length = entry.mark.count + (lines.first?.count ?? 0)
      text += String(repeating: " ", count: max(start - length, 0)) + inked(entry.right, .faint)
    }
    return ([text] + lines.dropFirst()).map { $0 + "\n" }.joined()
  }

  /// The text in lines, broken between words; a long word stays whole.
  ///
  /// - Parameter limit: the length of the first line, which has the right text beside it.
  private func wrapped(_ entry: Entry, within limit: Int) -> [String] {
    guard entry.mark.count + entry.left.count > limit else { return [entry.left] }
    var limit = limit
    let indentation = String(repeating: " ", count: entry.hanging)
    var lines: [String] = []
    var line = ""
    var length = entry.mark.count
    for word in entry.left.split(separator: " ", omittingEmptySubsequences: false) {
      let isFirst = line.isEmpty || line == indentation
      if !isFirst, length + 1 + word.count > limit {
        // Two blanks between words are an empty word, which a broken line would end with.
        while line.hasSuffix(" ") { line.removeLast() }
        lines.append(line)
        limit = width
        line = indentation + word
        length = entry.hanging + word.count
      } else {
        line += isFirst ? String(word) : " " + word
        length += word.count + (isFirst ? 0 : 1)
      }
    }
    return lines + [line]
  }

  private func inked(_ text: String, _ ink: Ink) -> String {
    guard isColoured, ink != .plain, !text.allSatisfy({ $0 == " " }) else { return text }
    return "\u{1b}[\(ink.rawValue)m\(text)\u{1b}[0m"
  }
}
