import ClusterModel
import Intents
import YAML

/// Reads one document of an intent file; the extensions read one part each.
///
/// Nothing stops at a mistake: what can be read is read, so that one run shows them all.
final class DocumentReader {
  let file: FileID
  let document: Document
  let source: SourceText
  let names: Names
  /// The entries of `groups`.
  let declarations: [String: Node.Entry]
  private(set) var diagnostics: [Diagnostic] = []
  /// In written order; the places of ids, for whoever compares those of several documents.
  var ids: [(id: String, node: Node)] = []

  init(_ document: Document, file: FileID, source: SourceText) {
    self.file = file
    self.document = document
    self.source = source
    let fields = document.root?.entries ?? []
    // A group that lost its indentation is missing there, which is reported: not again wherever it is named.
    let strays = fields.map(\.key).filter { $0.unicodeScalars.first?.isCapital ?? false }
    let groups = document.root?["groups"]
    names = Names(
      declared: (groups?.entries.map(\.key) ?? []) + strays,
      declaresAll: groups.map { !$0.isMapping && !$0.isNull } ?? false)
    declarations = Dictionary(
      (groups?.entries ?? []).map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    names.read = { [unowned self] in self.readGroup(named: $0) }
  }

  /// The document's intents; nil where it is not one of them, or has mistakes.
  func read() -> IntentFile? {
    guard let root = document.root, isIntentFile(root) else { return nil }
    guard let fields = fields(of: root, .file, expected: "an intent file") else { return nil }
    var result = IntentFile(file: file)
    if let metadata = fields["metadata"].flatMap({ self.fields(of: $0, .metadata) }) {
      result.name = metadata["name"].flatMap { string($0) }
    }
    result.world = fields["world"].flatMap { value(of: $0) } ?? .deployed
    if let assume = fields["assume"] {
      result.assumptions = assumptions(assume)
      result.baselinePlace = assume["newNamespaces"]?["policiesOf"].map { place(of: $0.mark) }
    }
    if let groups = fields["groups"] { result.groups = self.groups(groups) }
    if let list = field("intents", of: fields, mistake: .noIntents) {
      result.intents = intents(list, world: result.world)
    }
    noteUnusedGroups(of: fields)
    return diagnostics.hasErrors ? nil : result
  }

  /// Whether `apiVersion` and `kind` are those of an intent file.
  private func isIntentFile(_ root: Node) -> Bool {
    guard case .mapping = root.content else {
      report(.wrongType(found: root.found, expected: "an intent file", advice: nil), at: root)
      return false
    }
    let (apiVersion, kind) = (root["apiVersion"], root["kind"])
    for (name, node) in [("apiVersion", apiVersion), ("kind", kind)] where node == nil {
      report(.missing(field: name, of: "an intent file"), at: root.mark)
    }
    // What is meant is clear enough to look for further mistakes.
    guard let apiVersion, let kind else { return root["intents"] != nil || root["groups"] != nil }
    if apiVersion.string == IntentFields.apiVersion, kind.string == IntentFields.kind {
      return true
    }
    if let version = apiVersion.string, let kind = kind.string,
      !version.hasPrefix("netproof.dev/"), Spelling.nearest(to: kind, among: ["Intents"]) == nil
    {
      report(.notAnIntentFile(apiVersion: version, kind: kind), at: root["kind"] ?? root)
      return false
    }
    for (node, known) in [(apiVersion, IntentFields.apiVersion), (kind, IntentFields.kind)]
    where node.string != known {
      guard let written = string(node) else { continue }
      report(.unknownValue(written, known: [known]), at: node)
    }
    return true
  }

  private func noteUnusedGroups(of fields: Fields) {
    guard !diagnostics.hasErrors else { return }
    for entry in fields["groups"]?.entries ?? [] where !names.used.contains(entry.key) {
      report(
        .note, "nothing mentions the group `\(entry.key)`", at: entry.keyMark,
        width: entry.key.unicodeScalars.count)
    }
  }

  // MARK: Diagnostics

  func place(of mark: Mark) -> Place {
    Place(file: file, document: document.number, line: mark.line, column: mark.column)
  }

  func report(_ error: IntentError, at node: Node) {
    report(error, at: node.mark, width: node.width)
  }

  func report(_ error: IntentError, at mark: Mark, width: Int = 1) {
    report(.error, error.message, at: mark, width: width, suggestion: error.suggestion)
  }

  /// Reports what is wrong inside the text of a node.
  func report(_ mistakes: [Mistake], in text: String, of node: Node) {
    guard !mistakes.isEmpty else { return }
    let places = ScalarPlaces(of: text, in: node, source: source)
    for mistake in mistakes {
      let span = places.span(of: mistake.range)
      report(mistake.error, at: span.mark, width: span.width)
    }
  }

  func report(
    _ severity: Diagnostic.Severity, _ message: String, at mark: Mark, width: Int,
    suggestion: String? = nil
  ) {
    var lines = LineCursor(source)
    let excerpt = lines.excerpt(at: mark)
    diagnostics.append(
      Diagnostic(
        severity, at: place(of: mark), message, suggestion: suggestion,
        excerpt: Diagnostic.Excerpt(line: excerpt.text, width: width, cut: excerpt.cut)))
  }
}
