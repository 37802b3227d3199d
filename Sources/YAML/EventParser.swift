import CYAML

/// libyaml's events for one part of a text. All that libyaml points to is copied before it leaves this type, but for `scalarBytes`.
struct EventParser: EventSource, ~Copyable {
  struct Failure {
    var problem: String
    var context: String
    /// Nil where libyaml gives a byte offset instead.
    var mark: Mark?
    /// Where that began in which the mistake was found.
    var contextMark: Mark?
    /// From the beginning of this part.
    var byte: Int
  }

  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private let event: UnsafeMutablePointer<yaml_event_t>
  /// What to add to libyaml's marks, which count from 0 and from the beginning of this part.
  private let base: Mark
  private let translation: MarkTranslation
  private(set) var kind = EventKind.streamStart

  /// - Parameter text: has to outlive the parser.
  init(_ text: UnsafeBufferPointer<UInt8>, base: Mark, _ translation: MarkTranslation) {
    parser = .allocate(capacity: 1)
    event = .allocate(capacity: 1)
    event.initialize(to: yaml_event_t())
    self.base = base
    self.translation = translation
    guard yaml_parser_initialize(parser) == 1 else { fatalError("out of memory") }
    // Without this libyaml would take a byte order mark for the sign of another encoding.
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(parser, text.baseAddress, text.count)
  }

  deinit {
    yaml_event_delete(event)
    yaml_parser_delete(parser)
    event.deinitialize(count: 1)
    event.deallocate()
    parser.deallocate()
  }

  mutating func advance() throws(YAMLError) {
    yaml_event_delete(event)
    guard yaml_parser_parse(parser, event) == 1 else { throw translation.error(for: failure) }
    kind =
      switch event.pointee.type {
      case YAML_SCALAR_EVENT: .scalar
      case YAML_MAPPING_START_EVENT: .mappingStart
      case YAML_MAPPING_END_EVENT: .mappingEnd
      case YAML_SEQUENCE_START_EVENT: .sequenceStart
      case YAML_SEQUENCE_END_EVENT: .sequenceEnd
      case YAML_ALIAS_EVENT: .alias
      case YAML_DOCUMENT_START_EVENT: .documentStart
      case YAML_DOCUMENT_END_EVENT: .documentEnd
      case YAML_STREAM_START_EVENT: .streamStart
      default: .streamEnd
      }
  }

  func skipCollection(levels: Int) -> Bool { false }

  var failure: Failure {
    func text(_ pointer: UnsafePointer<CChar>?) -> String {
      pointer.map { String(cString: $0) } ?? ""
    }
    let isFromReader = parser.pointee.error == YAML_READER_ERROR
    return Failure(
      problem: text(parser.pointee.problem), context: text(parser.pointee.context),
      mark: isFromReader ? nil : mark(parser.pointee.problem_mark),
      contextMark: parser.pointee.context == nil ? nil : mark(parser.pointee.context_mark),
      byte: parser.pointee.problem_offset)
  }

  var mark: Mark { translation.original(givenMark) }

  /// Where the current event begins, in the text that libyaml was given.
  var givenMark: Mark { mark(event.pointee.start_mark) }

  private func mark(_ mark: yaml_mark_t) -> Mark {
    Mark(
      line: base.line + Int32(clamping: mark.line),
      column: (mark.line == 0 ? base.column : 1) + Int32(clamping: mark.column))
  }

  var anchor: String? {
    switch kind {
    case .scalar: Self.string(event.pointee.data.scalar.anchor)
    case .alias: Self.string(event.pointee.data.alias.anchor)
    case .sequenceStart: Self.string(event.pointee.data.sequence_start.anchor)
    case .mappingStart: Self.string(event.pointee.data.mapping_start.anchor)
    default: nil
    }
  }

  var tag: String? {
    let long =
      switch kind {
      case .scalar: Self.string(event.pointee.data.scalar.tag)
      case .sequenceStart: Self.string(event.pointee.data.sequence_start.tag)
      case .mappingStart: Self.string(event.pointee.data.mapping_start.tag)
      default: String?.none
      }
    let prefix = "tag:yaml.org,2002:"
    return long.map { $0.hasPrefix(prefix) ? "!!" + $0.dropFirst(prefix.count) : $0 }
  }

  var isBareScalar: Bool {
    kind == .scalar && event.pointee.data.scalar.anchor == nil
      && event.pointee.data.scalar.tag == nil
  }

  var isPlain: Bool { event.pointee.data.scalar.style == YAML_PLAIN_SCALAR_STYLE }

  var scalarBytes: UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(
      start: event.pointee.data.scalar.value, count: event.pointee.data.scalar.length)
  }

  private static func string(_ pointer: UnsafeMutablePointer<UInt8>?) -> String? {
    pointer.map { String(cString: $0) }
  }
}
