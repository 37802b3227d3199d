import ClusterModel
import YAML

/// What concerns whole files and documents.
extension ObjectReader {
  /// Reads the root of a document whose items have been streamed before it.
  /// - Parameter pending: items that do not name their kind.
  mutating func readObject(_ root: Node, streamed pending: [Item]) {
    guard let items = root["items"], case .skipped = items.content else {
      return readObject(root)
    }
    let kind = root["kind"]?.string.flatMap { kind in
      root["apiVersion"]?.string.map { ObjectKind(kind: kind, apiVersion: $0) }
    }
    guard let kind, kind.kind.hasSuffix("List") else {
      // Not a list, but an object of another kind with a field of that name.
      return readObject(root.without("items"))
    }
    for item in pending { readObject(item.node, itemOf: kind) }
  }

  mutating func report(_ refusal: SourceText.Refusal) {
    switch refusal {
    case .notUTF8(let mark):
      report(.error, at: mark, "not UTF-8", suggestion: "save the file as UTF-8")
    case .utf16:
      report(
        .error, at: Mark(line: 1, column: 1), "UTF-16, expected UTF-8",
        suggestion: "save the file as UTF-8")
    case .tooLong(let bytes):
      report(
        .error, at: Mark(line: 1, column: 1),
        "\(bytes) bytes are too long, at most \(Limits.bytes) are allowed")
    }
  }

  /// C-163.
  mutating func reportTemplate(_ error: YAMLError) {
    report(
      .error, at: error.mark, width: error.width,
      "templates with `{{` are not YAML until they are rendered", suggestion: Self.renderSuggestion)
  }

  mutating func reportEmptyFile() {
    report(.note, at: Mark(line: 1, column: 1), "the file holds no object")
  }
}

extension Node {
  fileprivate func without(_ key: String) -> Node {
    Node(content: .mapping(entries.filter { $0.key != key }), mark: mark)
  }
}
