/// Where the tree builder gets its events from: libyaml, or a scanner for JSON.
protocol EventSource: ~Copyable {
  var kind: EventKind { get }

  /// Where the current event begins, in the text as written.
  var mark: Mark { get }

  /// Moves on to the next event.
  mutating func advance() throws(YAMLError)

  /// Moves on to the end of the collection that begins with the current event; false where its events have to be looked at one by
  /// one, for the sake of the anchors among them.
  /// - Parameter levels: how many more collections may be inside one another.
  mutating func skipCollection(levels: Int) throws(YAMLError) -> Bool

  /// The anchor of a scalar or of the beginning of a collection, or the name of an alias.
  var anchor: String? { get }

  /// The tag of a scalar or of the beginning of a collection, without YAML's own long prefix.
  var tag: String? { get }

  /// Whether the current event is a scalar with neither anchor nor tag.
  var isBareScalar: Bool { get }

  /// Whether the scalar was written without quotes and not as a block.
  var isPlain: Bool { get }

  /// Quotes and escapes resolved; valid until the next event.
  var scalarBytes: UnsafeBufferPointer<UInt8> { get }
}

enum EventKind {
  case streamStart, streamEnd, documentStart, documentEnd
  case scalar, alias, sequenceStart, sequenceEnd, mappingStart, mappingEnd
}
