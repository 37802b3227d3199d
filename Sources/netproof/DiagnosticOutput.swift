import ClusterModel
import Readers
import Reports

/// What is said about the input on standard error.
struct DiagnosticOutput {
  var files: FileTable
  var isColoured: Bool
  var isQuiet = false
  var isVerbose = false

  /// More of a kind would bury the report; errors are never cut.
  private static let limit = 20

  func text(_ diagnostics: [Diagnostic]) -> String {
    let ordered = diagnostics.inReadingOrder
    guard !ordered.hasErrors else { return text(all: ordered.filter { $0.severity == .error }) }
    let warnings = ordered.filter { $0.severity == .warning }
    let notes = isQuiet ? [] : ordered.filter { $0.severity == .note }
    return text(some: warnings, "warnings") + text(some: notes, "notes")
  }

  private func text(some diagnostics: [Diagnostic], _ word: String) -> String {
    guard !isVerbose, diagnostics.count > Self.limit else { return text(all: diagnostics) }
    return text(all: Array(diagnostics.prefix(Self.limit)))
      + "\(diagnostics.count - Self.limit) more \(word): --verbose shows all\n"
  }

  private func text(all diagnostics: [Diagnostic]) -> String {
    diagnostics.map { diagnostic in
      // What has no place in a file says who speaks.
      (diagnostic.place == nil ? "netproof: " : "")
        + diagnostic.text(files: files, isColoured: isColoured) + "\n"
    }.joined()
  }
}

extension Remark {
  init(_ diagnostic: Diagnostic, files: FileTable) {
    self.init(
      diagnostic.severity.word, file: diagnostic.place.map { files[$0.file] },
      line: diagnostic.place.map { Int($0.line) }, column: diagnostic.place.map { Int($0.column) },
      path: diagnostic.path, diagnostic.message, suggestion: diagnostic.suggestion)
  }
}
