import ClusterModel
import YAML

extension DocumentReader {
  /// Reports what the YAML parser found wrong; mistakes that intent files invite get their own words.
  func reportSyntax() {
    for error in document.errors {
      switch error.cause {
      case .unknownTag(let tag):
        report(.selectorReadAsTag(tag), at: error.mark, width: error.width)
      case .syntax(_, "while scanning a tag"), .syntax(_, "while parsing a tag"):
        let tag = tag(before: error.mark)
        report(
          .selectorReadAsTag(tag.text), at: Mark(line: error.mark.line, column: tag.column),
          width: tag.text.unicodeScalars.count)
      case .syntax("mapping values are not allowed in this context", _):
        if let (target, port, column) = portAfterBlank(at: error.mark) {
          let mark = Mark(line: error.mark.line, column: column)
          report(
            .portAfterBlank(sentence: target, port: port), at: mark,
            width: target.unicodeScalars.count + 1)
        } else {
          fallthrough
        }
      default:
        report(
          .error, error.description, at: error.mark, width: error.width,
          suggestion: error.suggestion)
      }
    }
  }

  /// The word with `!` that ends at a mark.
  private func tag(before mark: Mark) -> (text: String, column: Int32) {
    let line = source.line(mark.line).unicodeScalars.prefix(Int(mark.column) - 1)
    let start = line.lastIndex(of: "!") ?? line.startIndex
    let column = line.distance(from: line.startIndex, to: start) + 1
    return (String(line[start...]), Int32(column))
  }

  /// The words on both sides of a colon, where they look like a target and a port: `API: 80`.
  private func portAfterBlank(at colon: Mark) -> (target: String, port: String, column: Int32)? {
    let line = Array(source.line(colon.line).unicodeScalars)
    let index = Int(colon.column) - 1
    guard line.indices.contains(index), line[index] == ":" else { return nil }
    let after = line[(index + 1)...].drop(while: \.isBlank).prefix { !$0.isBlank }
    guard let first = after.first, first.isDigit || first == "*" else { return nil }
    let start = line[..<index].lastIndex(where: \.isBlank).map { $0 + 1 } ?? 0
    let target = String(String.UnicodeScalarView(line[start..<index]))
    return (target, String(String.UnicodeScalarView(after)), Int32(start) + 1)
  }

  /// A line that is no proper YAML is not blamed for more.
  var diagnosticsBesideSyntax: [Diagnostic] {
    let broken = Set(document.errors.map(\.mark.line))
    return diagnostics.enumerated().filter { index, diagnostic in
      index < document.errors.count || diagnostic.place.map { !broken.contains($0.line) } ?? true
    }.map(\.element)
  }
}

extension Diagnostic {
  /// A text that could not even be looked at.
  init(refusal: SourceText.Refusal, of file: FileID) {
    let start = Place(file: file, document: 1, line: 1, column: 1)
    switch refusal {
    case .notUTF8(let mark):
      let place = Place(file: file, document: 1, line: mark.line, column: mark.column)
      self.init(.error, at: place, "the file is not UTF-8")
    case .utf16:
      self.init(.error, at: start, "the file is UTF-16 or UTF-32, expected UTF-8")
    case .tooLong(let bytes):
      self.init(
        .error, at: start,
        "a file of \(bytes) bytes is too long, at most \(Limits.bytes) are allowed")
    }
  }
}
