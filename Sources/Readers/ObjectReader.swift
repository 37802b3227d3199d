import ClusterModel
import YAML

/// Reads objects field by field: keeps the path, and says of every mistake what was found and what is allowed.
///
/// The extensions read one kind each, and add what they read to `collected`.
struct ObjectReader {
  var symbols: SymbolTable
  var files: FileTable
  var namespaces = NamespaceTable()
  var collected = CollectedObjects()
  var diagnostics: [Diagnostic] = []
  let defaultNamespace: String

  private var path = FieldPath()
  private(set) var file = FileID(rawValue: 0)
  private var document: Int32 = 1
  private var lines: LineCursor?
  /// For each symbol, the syntaxes it is known to be in.
  private var admitted: [UInt8] = []

  init(defaultNamespace: String, symbols: SymbolTable, files: FileTable) {
    self.defaultNamespace = defaultNamespace
    self.symbols = symbols
    self.files = files
  }

  /// - Parameter text: nil where the file could not be read.
  mutating func begin(_ file: FileID, _ text: SourceText?) {
    self.file = file
    lines = text.map { LineCursor($0) }
    document = 1
    path = FieldPath()
  }

  mutating func begin(document: Int32) {
    self.document = document
    path = FieldPath()
  }

  func place(_ mark: Mark) -> Place {
    Place(file: file, document: document, line: mark.line, column: mark.column)
  }

  /// Whether a string is in a syntax; asked once for each string.
  mutating func admits(_ symbol: Symbol, _ syntax: NameSyntax) -> Bool {
    let index = Int(symbol.rawValue)
    if index >= admitted.count {
      admitted += [UInt8](repeating: 0, count: max(symbols.count, 1024) - admitted.count)
    }
    let bit = UInt8(1) << syntax.number
    if admitted[index] & bit != 0 { return true }
    guard syntax.admits(symbols[symbol]) else { return false }
    admitted[index] |= bit
    return true
  }

  // MARK: Path

  /// Reads the value of a field; nil where it is missing, null, or `body` finds nothing to use.
  mutating func read<Value>(
    _ key: String, of fields: Fields, _ body: (inout ObjectReader, Node) -> Value?
  ) -> Value? {
    guard let node = fields[key] else { return nil }
    return read(node, at: .key(key), body)
  }

  /// Reads a node one step further down.
  mutating func read<Value>(
    _ node: Node, at step: FieldPath.Step, _ body: (inout ObjectReader, Node) -> Value
  ) -> Value {
    path.steps.append(step)
    defer { path.steps.removeLast() }
    return body(&self, node)
  }

  /// Reads the elements of a list field, leaving out those `body` cannot use; nil where the field is missing or null.
  mutating func readList<Value>(
    _ key: String, of fields: Fields, _ body: (inout ObjectReader, Node) -> Value?
  ) -> [Value]? {
    read(key, of: fields) { reader, node -> [Value]? in
      guard case .sequence(let elements) = node.content else {
        reader.fail(node, "expected a list, found \(node.found)")
        return []
      }
      return elements.enumerated().compactMap { index, element in
        reader.read(element, at: .index(index), body)
      }
    }
  }

  // MARK: Diagnostics

  mutating func fail(_ node: Node, _ message: String, suggestion: String? = nil) {
    report(.error, at: node.mark, width: node.width, message, suggestion: suggestion)
  }

  mutating func warn(_ node: Node, _ message: String, suggestion: String? = nil) {
    report(.warning, at: node.mark, width: node.width, message, suggestion: suggestion)
  }

  /// - Parameter field: a step to add to the path, where the mistake is a field that is absent or should be.
  mutating func report(
    _ severity: Diagnostic.Severity, at mark: Mark, width: Int = 1, field: String? = nil,
    _ message: String, suggestion: String? = nil
  ) {
    var path = path
    if let field { path.steps.append(.key(field)) }
    let excerpt = lines?.excerpt(at: mark)
    diagnostics.append(
      Diagnostic(
        severity, at: place(mark), path: path.description, message, suggestion: suggestion,
        excerpt: excerpt.map { Diagnostic.Excerpt(line: $0.text, width: width, cut: $0.cut) }))
  }

  /// Says what libyaml or the tree builder found wrong.
  mutating func report(_ error: YAMLError) {
    report(
      .error, at: error.mark, width: error.width, error.description, suggestion: error.suggestion)
  }
}

extension NameSyntax {
  fileprivate var number: UInt8 {
    switch self {
    case .labelKey: 0
    case .labelValue: 1
    case .dnsLabel: 2
    case .dnsSubdomain: 3
    case .portName: 4
    case .domainName: 5
    }
  }
}
