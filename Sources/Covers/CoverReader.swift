/// The text of a certificate, taken apart; what it says is not looked at yet.
public struct CoverDocument: Sendable {
  /// What the certificate calls its intent.
  public let intent: String
  let header: [String]
  let parts: [Part]

  struct Part: Sendable {
    var head: [String]
    var lines: [String]
    /// The number of the first of `lines` in the file, from 1.
    var first: Int
  }

  /// - Parameter text: the whole file.
  public init(_ text: String) throws(CoverSyntaxError) {
    guard text.hasSuffix("\n"), !text.contains("\r"), !text.contains("\t") else {
      throw CoverSyntaxError(line: 1, message: "expected lines that end in LF, without tabs")
    }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
      .map(String.init)
    guard lines.first == "cover 1" else {
      throw CoverSyntaxError(line: 1, message: "expected `cover 1`")
    }
    var blocks: [(first: Int, lines: [String])] = [(1, [])]
    for (index, line) in lines.enumerated() {
      if line.isEmpty {
        blocks.append((index + 2, []))
      } else {
        blocks[blocks.count - 1].lines.append(line)
      }
    }
    if let empty = blocks.first(where: { $0.lines.isEmpty }) {
      throw CoverSyntaxError(line: empty.first, message: "expected a line that is not empty")
    }
    header = blocks[0].lines
    guard let intent = header.compactMap({ CoverText.text("intent", in: $0) }).first else {
      throw CoverSyntaxError(line: 2, message: "expected the line `intent`")
    }
    self.intent = intent
    var parts: [Part] = []
    var index = 1
    while index < blocks.count {
      let head = blocks[index].lines
      guard CoverText.text("part", in: head[0]) != nil else {
        throw CoverSyntaxError(line: blocks[index].first, message: "expected the line `part`")
      }
      var part = Part(head: head, lines: [], first: 0)
      index += 1
      if index < blocks.count, CoverText.text("part", in: blocks[index].lines[0]) == nil {
        (part.lines, part.first) = (blocks[index].lines, blocks[index].first)
        index += 1
      }
      parts.append(part)
    }
    guard !parts.isEmpty else {
      throw CoverSyntaxError(line: 1, message: "expected the line `part`")
    }
    self.parts = parts
  }
}
