/// The lines of a case split: `src.label.app api`, two blanks deeper for each split, with the reason behind a case
/// that is closed.
enum TreeText {
  /// A root that is closed at once has no dimension to name.
  private static let whole = "every flow"
  private static let narrowest = 24
  private static let widest = 60

  static func lines(_ tree: Tree, _ space: Space) -> [String] {
    var rows: [(text: String, reason: String?)] = []
    collect(tree, whole, 0, space, &rows)
    let longest = rows.filter { $0.reason != nil }.map(\.text.count).max() ?? 0
    let column = min(max(longest, narrowest), widest)
    return rows.map { text, reason in
      guard let reason else { return text }
      return text + String(repeating: " ", count: max(column - text.count, 0) + 2) + reason
    }
  }

  private static func collect(
    _ tree: Tree, _ line: String, _ depth: Int, _ space: Space,
    _ rows: inout [(text: String, reason: String?)]
  ) {
    let indent = String(repeating: "  ", count: max(depth - 1, 0))
    switch tree {
    case .closed(let reason): rows.append((indent + line, space.text(reason)))
    case .split(let dimension, let cases):
      if depth > 0 { rows.append((indent + line, nil)) }
      for part in cases {
        collect(part.tree, space.line(dimension, part.values), depth + 1, space, &rows)
      }
    }
  }

  // MARK: Reading

  /// What one line says.
  private struct Row {
    var number: Int
    var depth: Int
    /// Nil for the whole.
    var dimension: Dimension?
    var values: Values?
    var reason: Reason?
  }

  /// - Parameter first: the number of the first line in its file.
  static func tree(_ lines: [String], from first: Int, _ space: Space) throws(CoverSyntaxError)
    -> Tree
  {
    var rows: [Row] = []
    for (offset, line) in lines.enumerated() { rows.append(try row(line, first + offset, space)) }
    guard let head = rows.first else {
      throw CoverSyntaxError(line: first, message: "there are no cases")
    }
    if head.dimension == nil, let reason = head.reason {
      guard rows.count == 1 else {
        throw CoverSyntaxError(line: first + 1, message: "nothing comes after every flow")
      }
      return .closed(reason)
    }
    var index = 0
    let tree = try split(rows, &index, depth: 0)
    guard index == rows.count else {
      throw CoverSyntaxError(line: rows[index].number, message: "the line is too deep")
    }
    return tree
  }

  private static func row(
    _ line: String, _ number: Int, _ space: Space
  ) throws(CoverSyntaxError) -> Row {
    func wrong(_ message: String) -> CoverSyntaxError {
      CoverSyntaxError(line: number, message: message)
    }
    let blanks = line.prefix { $0 == " " }.count
    guard blanks % 2 == 0 else { throw wrong("expected two blanks a level") }
    var row = Row(number: number, depth: blanks / 2)
    let content = line.dropFirst(blanks)
    var text = content
    if let gap = content.firstRange(of: "  ") {
      text = content[..<gap.lowerBound]
      let rest = content[gap.lowerBound...].drop { $0 == " " }
      guard let reason = Space.reason(rest) else { throw wrong("no reason: `\(rest)`") }
      row.reason = reason
    }
    if text == whole, blanks == 0, row.reason != nil { return row }
    let words = text.split(separator: " ", omittingEmptySubsequences: false)
    guard words.count == 2, let dimension = Dimension(words[0], &space.symbols) else {
      throw wrong("no dimension and value: `\(text)`")
    }
    row.dimension = dimension
    if words[1] != "otherwise" {
      guard let values = space.values(String(words[1]), of: dimension) else {
        throw wrong("no value of \(words[0]): `\(words[1])`")
      }
      row.values = values
    }
    return row
  }

  private static func split(
    _ rows: [Row], _ index: inout Int, depth: Int
  ) throws(CoverSyntaxError) -> Tree {
    guard let dimension = rows[index].dimension else {
      throw CoverSyntaxError(line: rows[index].number, message: "nothing comes beside every flow")
    }
    var cases: [Tree.Case] = []
    while index < rows.count, rows[index].depth == depth {
      let row = rows[index]
      guard row.dimension == dimension else {
        throw CoverSyntaxError(
          line: row.number, message: "cases beside each other differ in one thing")
      }
      index += 1
      let hasCases = index < rows.count && rows[index].depth > depth
      if let reason = row.reason, !hasCases {
        cases.append(Tree.Case(values: row.values, tree: .closed(reason)))
      } else if row.reason == nil, hasCases, rows[index].depth == depth + 1 {
        cases.append(
          Tree.Case(values: row.values, tree: try split(rows, &index, depth: depth + 1)))
      } else {
        throw CoverSyntaxError(
          line: row.number, message: "a case has either a reason or cases of its own")
      }
    }
    return .split(dimension, cases)
  }
}

/// A certificate that cannot be read.
public struct CoverSyntaxError: Error, Hashable, Sendable {
  /// From 1.
  public var line: Int
  public var message: String

  public init(line: Int, message: String) {
    self.line = line
    self.message = message
  }
}
