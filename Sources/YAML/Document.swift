/// One YAML document of a text.
public struct Document: Sendable {
  /// From 1; empty documents count.
  public var number: Int32
  /// Nil for an empty document, and for one whose end could not be read.
  public var root: Node?
  /// In the order of the text, without those inside streamed items.
  public var errors: [YAMLError]
  /// Where the document begins.
  public var mark: Mark

  /// Whether nothing was written.
  public var isEmpty: Bool { root == nil && errors.isEmpty }
}

/// One element of a `List`, handed out before the next one is read.
public struct Item: Sendable {
  /// The number of the list's document, from 1.
  public var document: Int32
  /// From 0.
  public var index: Int
  public var node: Node
  public var errors: [YAMLError]
}

/// What streaming a text yields: a list's items come before their document, in which `items` is then `.skipped`.
public enum Piece: Sendable {
  case item(Item)
  case document(Document)
}

extension SourceText {
  /// The documents, each as a whole.
  ///
  /// After a mistake that ends a document, reading goes on at the next `---`.
  public func documents(wanting projection: Projection = .all) -> [Document] {
    var documents: [Document] = []
    read(wanting: projection, streamsItems: false) { piece in
      if case .document(let document) = piece { documents.append(document) }
    }
    return documents
  }

  /// The documents one after the other, a list's `items` one by one; each item is read with the same projection as a root.
  public func stream(wanting projection: Projection = .all, _ receive: (Piece) -> Void) {
    read(wanting: projection, streamsItems: true, receive)
  }
}
