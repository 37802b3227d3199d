public import ClusterModel

extension Diagnostic {
  /// As a person reads it, without a line break at the end:
  /// ```
  /// shop.yaml:14:10: error: no group is named `WEBB`
  ///    - only WEBB reaches API:3000
  ///           ^~~~ did you mean WEB?
  /// ```
  /// - Parameter isColoured: whether the severity and the caret are coloured for a terminal.
  public func text(files: FileTable, isColoured: Bool = false) -> String {
    var header = ""
    if let place {
      header = "\(files[place.file].escapingControls):\(place.line):\(place.column): "
    }
    header += Self.coloured(severity.word, severity.colour, isColoured) + ": "
    if !path.isEmpty { header += path.escapingControls + ": " }
    header += message.escapingControls
    // Of an empty line there is nothing to show.
    guard let excerpt, let place, excerpt.line.contains(where: { !$0.isWhitespace }) else {
      return suggestion.map { header + "\n " + $0.escapingControls } ?? header
    }
    let scalars = Array(excerpt.line.unicodeScalars)
    let column = min(max(Int(place.column) - 1 - excerpt.cut, 0), scalars.count)
    let end = min(column + max(excerpt.width, 1), max(scalars.count, column + 1))
    func shown(_ range: Range<Int>) -> String {
      scalars[range.clamped(to: scalars.indices)]
        .map { $0 == "\t" ? " " : String($0).escapingControls }.joined()
    }
    let blanks = String(repeating: " ", count: shown(0..<column).unicodeScalars.count + 1)
    let width = max(shown(column..<end).unicodeScalars.count, 1)
    let caret = "^" + String(repeating: "~", count: width - 1)
    return header + "\n " + shown(scalars.indices) + "\n" + blanks
      + Self.coloured(caret, severity.colour, isColoured)
      + (suggestion.map { " " + $0.escapingControls } ?? "")
  }

  private static func coloured(_ text: String, _ colour: String, _ isColoured: Bool) -> String {
    isColoured ? "\u{1b}[\(colour)m\(text)\u{1b}[0m" : text
  }
}

extension [Diagnostic] {
  /// In the order of files and places, what has no place first; equal ones once.
  public var inReadingOrder: [Diagnostic] {
    var seen: Set<Diagnostic> = []
    let distinct = filter { seen.insert($0).inserted }
    // `sorted` is stable.
    return distinct.sorted { left, right in
      switch (left.place, right.place) {
      case (let left?, let right?): left < right
      case (nil, .some): true
      default: false
      }
    }
  }

  public var hasErrors: Bool { contains { $0.severity == .error } }
}

extension Diagnostic.Severity {
  public var word: String {
    switch self {
    case .error: "error"
    case .warning: "warning"
    case .note: "note"
    }
  }

  fileprivate var colour: String {
    switch self {
    case .error: "1;31"
    case .warning: "1;33"
    case .note: "1;36"
    }
  }
}
