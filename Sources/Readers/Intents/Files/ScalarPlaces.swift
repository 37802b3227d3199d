import YAML

/// Where the parts of a YAML scalar stand in its file.
///
/// The text is found again word by word from the scalar's beginning on, through quotes, line breaks and the headers of block
/// scalars. Where that fails, as with escapes and aliases, every part is said to stand where the scalar does.
struct ScalarPlaces {
  /// Of each scalar of the text, and of what follows the last; nil where they could not be found.
  private let marks: [Mark]?
  private let node: Node

  init(of text: String, in node: Node, source: SourceText) {
    self.node = node
    var search = Search(source: source, start: node.mark)
    marks = search.marks(of: text)
  }

  /// The first column of a part, and how many columns of that line it spans.
  func span(of range: Range<Int>) -> (mark: Mark, width: Int) {
    guard let marks, marks.indices.contains(range.lowerBound) else {
      return (node.mark, node.width)
    }
    let start = marks[range.lowerBound]
    let sameLine = marks[range.clamped(to: marks.indices)].last { $0.line == start.line }
    return (start, Int((sameLine ?? start).column - start.column) + 1)
  }

  private struct Search {
    let source: SourceText
    var line: Int32
    var scalars: [Unicode.Scalar]
    var index: Int

    init(source: SourceText, start: Mark) {
      self.source = source
      line = start.line
      scalars = Array(source.line(start.line).unicodeScalars)
      index = Int(start.column) - 1
    }

    var mark: Mark { Mark(line: line, column: Int32(index) + 1) }

    mutating func marks(of text: String) -> [Mark]? {
      let text = Array(text.unicodeScalars)
      // A line of the text comes from at least one line of the file; an empty one is a line break of the text.
      let lastLine = line + Int32(text.count) + 2
      switch scalars.indices.contains(index) ? scalars[index] : nil {
      case "|", ">": nextLine()
      case "'", "\"": index += 1
      default: break
      }
      var marks: [Mark] = []
      for scalar in text {
        guard !scalar.isBlank else {
          // Folding makes one blank of several, and none stands where a line ended.
          marks.append(mark)
          if scalars.indices.contains(index), scalars[index].isBlank { index += 1 }
          continue
        }
        while !scalars.indices.contains(index) || scalars[index].isBlank {
          if scalars.indices.contains(index) { index += 1 } else { nextLine() }
          guard line <= lastLine else { return nil }
        }
        guard scalars[index] == scalar else { return nil }
        marks.append(mark)
        index += 1
      }
      return marks + [mark]
    }

    private mutating func nextLine() {
      line += 1
      scalars = Array(source.line(line).unicodeScalars)
      index = 0
    }
  }
}
