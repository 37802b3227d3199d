public import ClusterModel
public import Intents
import YAML

/// Reads the intent files of a run, one after the other, and keeps what they say and what is wrong with them.
///
/// ```swift
/// var reader = IntentReader()
/// for (file, bytes) in texts { reader.read(bytes, of: file, files: files, symbols: &symbols) }
/// guard !reader.diagnostics.hasErrors else { ... }
/// ```
/// Every mistake of every file is reported, in reading order. Each document of a file stands by itself, with groups, assumptions
/// and a world of its own.
public struct IntentReader: Sendable {
  /// The documents that could be read without a mistake, in the order of reading.
  public private(set) var files: [IntentFile] = []
  /// What is wrong, and what may be. With errors among them, `files` is not what the user meant.
  public private(set) var diagnostics: [Diagnostic] = []
  /// Where each id of the run was first given.
  private var ids: [String: Place] = [:]

  public init() {}

  /// - Parameters:
  ///   - bytes: the whole text, YAML or JSON.
  ///   - files: names the file, and those read before it.
  ///   - symbols: the run's own, which the manifests share.
  public mutating func read(
    _ bytes: [UInt8], of file: FileID, files: FileTable, symbols: inout SymbolTable
  ) {
    let source: SourceText
    do {
      source = try SourceText(bytes)
    } catch {
      diagnostics.append(Diagnostic(refusal: error, of: file))
      return
    }
    let documents = source.documents()
    for document in documents where !document.isEmpty {
      let reader = DocumentReader(document, file: file, source: source)
      reader.reportSyntax()
      swap(&symbols, &reader.names.symbols)
      let result = reader.read()
      swap(&symbols, &reader.names.symbols)
      claimIDs(of: reader, files: files)
      diagnostics += reader.diagnosticsBesideSyntax
      if let result, !reader.diagnostics.hasErrors { self.files.append(result) }
    }
    if documents.allSatisfy(\.isEmpty) {
      let start = Place(file: file, document: 1, line: 1, column: 1)
      diagnostics.append(Diagnostic(.error, at: start, IntentError.noIntents.message))
    }
    diagnostics = diagnostics.inReadingOrder
  }

  /// Ids are unique over the run: a report and a waiver name an intent by its own.
  private mutating func claimIDs(of reader: DocumentReader, files: FileTable) {
    for (id, node) in reader.ids {
      if let first = ids[id] {
        let place = "\(files[first.file]):\(first.line)"
        reader.report(.duplicateID(id, first: place), at: node)
      } else {
        ids[id] = reader.place(of: node.mark)
      }
    }
  }
}
