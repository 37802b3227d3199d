extension SourceText {
  /// Reads document by document; where one ends in a mistake, reading goes on behind it.
  func read(
    wanting projection: Projection, streamsItems: Bool, _ receive: (Piece) -> Void
  ) {
    let marks = MarkTranslation(self)
    // libyaml takes no tab before the first bracket, JSON does.
    let first = isJSON ? marks.text.firstByte : marks.text.start
    var part = Part(byte: first, mark: marks.text.mark(atByte: first), documents: 0)
    while let next = marks.text.read(
      part, marks, wanting: projection, streamsItems: streamsItems, receive)
    {
      part = next
    }
  }

  /// Where libyaml starts, again after a mistake.
  private struct Part {
    var byte: Int
    var mark: Mark
    /// How many documents lie before it.
    var documents: Int32
  }

  /// Reads a part up to its end, or up to a mistake: then the result is the part behind it.
  private func read(
    _ part: Part, _ marks: MarkTranslation, wanting projection: Projection, streamsItems: Bool,
    _ receive: (Piece) -> Void
  ) -> Part? {
    bytes[part.byte...].withUnsafeBufferPointer { buffer in
      var builder = TreeBuilder(events: EventParser(buffer, base: part.mark), marks: marks)
      builder.document = part.documents
      var start = part.mark
      do throws(YAMLError) {
        while true {
          try builder.advance()
          switch builder.events.kind {
          case .streamEnd: return nil
          case .documentStart:
            start = builder.events.mark
            receive(
              .document(
                try builder.readDocument(projection, isRoot: streamsItems) { receive(.item($0)) }))
          default: break
          }
        }
      } catch {
        if let next = concatenatedDocument(after: error, part, builder.document) { return next }
        // A mistake before the first event of a document is one of that document.
        if !builder.isInDocument { builder.document += 1 }
        receive(
          .document(
            Document(
              number: builder.document, root: nil, errors: builder.errors + [error],
              mark: marks.original(builder.isInDocument ? start : error.mark))))
        return partBehind(error, part, documents: builder.document, started: start.line)
      }
    }
  }

  /// JSON objects one after the other, as several `kubectl get -o json` write them: no mistake for kubectl.
  private func concatenatedDocument(
    after error: YAMLError, _ part: Part, _ documents: Int32
  ) -> Part? {
    guard isJSON, case .syntax("did not find expected <document start>", _) = error.cause,
      let byte = byte(at: error.mark, from: (part.mark.line, lineStart(of: part))),
      byte > part.byte, byte < bytes.endIndex,
      bytes[byte] == UInt8(ascii: "{") || bytes[byte] == UInt8(ascii: "[")
    else { return nil }
    return Part(byte: byte, mark: error.mark, documents: documents)
  }

  /// The part that begins at the next `---`.
  private func partBehind(
    _ error: YAMLError, _ part: Part, documents: Int32, started: Int32
  ) -> Part? {
    var line = max(error.mark.line, started + 1, part.mark.line + 1)
    guard var index = startOfLine(line, from: (part.mark.line, lineStart(of: part))) else {
      return nil
    }
    while true {
      let rest = bytes[index...]
      if rest.starts(with: [0x2d, 0x2d, 0x2d]),
        rest.count == 3 || [0x20, 0x09, 0x0a, 0x0d].contains(rest[index + 3])
      {
        return Part(byte: index, mark: Mark(line: line, column: 1), documents: documents)
      }
      guard let next = startOfLine(line + 1, from: (line, index)) else { return nil }
      (line, index) = (line + 1, next)
    }
  }

  /// Where the line begins in which a part does.
  private func lineStart(of part: Part) -> Int {
    guard part.mark.column > 1 else { return part.byte }
    return startOfLine(part.mark.line, from: (1, start)) ?? part.byte
  }
}
