extension SourceText {
  /// Reads document by document; where one ends in a mistake, reading goes on behind it.
  func read(
    wanting projection: Projection, streamsItems: Bool, _ receive: (Piece) -> Void
  ) {
    let rest = isJSON ? readJSON(wanting: projection, streamsItems, receive) : Rest(byte: start)
    guard let rest else { return }
    let marks = MarkTranslation(self)
    var part = marks.text.part(at: marks.given(rest.byte), documents: rest.documents)
    var known = rest.items
    while let next = marks.text.read(
      part, marks, wanting: projection, streamsItems: streamsItems,
      { piece in
        if case .item = piece, known > 0 { known -= 1 } else { receive(piece) }
      })
    {
      part = next
      known = 0
    }
  }

  /// What is left for libyaml.
  struct Rest {
    /// Where its first document begins.
    var byte: Int
    /// How many documents lie before it.
    var documents: Int32 = 0
    /// How many items of its first document have been handed out.
    var items = 0
  }

  /// Reads documents as long as they are JSON.
  ///
  /// What is none may still be YAML, and if it is not, libyaml says why. So nothing depends on who read it, but the time.
  /// - Returns: nil where that is the whole text.
  func readJSON(
    wanting projection: Projection, _ streamsItems: Bool, _ receive: (Piece) -> Void
  ) -> Rest? {
    let first = firstByte
    return bytes.withUnsafeBufferPointer { buffer in
      var builder = TreeBuilder(
        events: JSONScanner(buffer, from: first, mark: mark(atByte: first)))
      var rest = Rest(byte: first)
      do throws(YAMLError) {
        while true {
          try builder.advance()
          rest = Rest(byte: builder.events.byte, documents: builder.document)
          switch builder.events.kind {
          case .streamEnd: return builder.events.isAtEnd ? nil : rest
          case .documentStart:
            receive(
              .document(
                try builder.readDocument(projection, isRoot: streamsItems) {
                  rest.items += 1
                  receive(.item($0))
                }))
          default: break
          }
        }
      } catch {
        return rest
      }
    }
  }

  /// Where libyaml starts, again after a mistake.
  private struct Part {
    var byte: Int
    /// Where the line of `byte` begins.
    var lineStart: Int
    var mark: Mark
    /// How many documents lie before it, and how many of them could not be read.
    var documents: Int32 = 0
    var mistakes = 0
  }

  private func part(at byte: Int, documents: Int32) -> Part {
    let mark = mark(atByte: byte)
    let lineStart = startOfLine(mark.line, from: (line: 1, byte: start)) ?? start
    return Part(byte: byte, lineStart: lineStart, mark: mark, documents: documents)
  }

  /// Reads a part up to its end, or up to a mistake: then the result is the part behind it.
  private func read(
    _ part: Part, _ marks: MarkTranslation, wanting projection: Projection, streamsItems: Bool,
    _ receive: (Piece) -> Void
  ) -> Part? {
    bytes[part.byte...].withUnsafeBufferPointer { buffer in
      var builder = TreeBuilder(events: EventParser(buffer, base: part.mark, marks))
      builder.document = part.documents
      var start = part.mark
      do throws(YAMLError) {
        while true {
          try builder.advance()
          switch builder.events.kind {
          case .streamEnd: return nil
          case .documentStart:
            start = builder.events.givenMark
            receive(
              .document(
                try builder.readDocument(projection, isRoot: streamsItems) { receive(.item($0)) }))
          default: break
          }
        }
      } catch {
        if let mark = builder.events.failure.mark,
          let next = concatenatedDocument(after: error, at: mark, part, builder.document)
        {
          return next
        }
        var failed = Document(
          number: builder.document, root: nil, errors: builder.errors + [error],
          mark: marks.original(start))
        if !builder.isInDocument {
          // A mistake before the first event of a document is one of that document.
          failed = Document(
            number: builder.document + 1, root: nil, errors: [error], mark: error.mark)
        }
        var next = partBehind(error, part, documents: failed.number, started: start.line)
        if let skipped = next, skipped.mistakes > Limits.mistakes {
          failed.errors.append(YAMLError(.tooManyMistakes, at: skipped.mark, endsDocument: true))
          next = nil
        }
        receive(.document(failed))
        return next
      }
    }
  }

  /// JSON objects one after the other, as several `kubectl get -o json` write them: no mistake for kubectl.
  private func concatenatedDocument(
    after error: YAMLError, at mark: Mark, _ part: Part, _ documents: Int32
  ) -> Part? {
    guard isJSON, case .syntax("did not find expected <document start>", _) = error.cause,
      let lineStart = startOfLine(mark.line, from: (part.mark.line, part.lineStart)),
      let byte = byte(at: mark, from: (mark.line, lineStart)),
      byte > part.byte, byte < bytes.endIndex,
      bytes[byte] == UInt8(ascii: "{") || bytes[byte] == UInt8(ascii: "[")
    else { return nil }
    return Part(
      byte: byte, lineStart: lineStart, mark: mark, documents: documents, mistakes: part.mistakes)
  }

  /// The part that begins at the next `---`.
  private func partBehind(
    _ error: YAMLError, _ part: Part, documents: Int32, started: Int32
  ) -> Part? {
    var line = max(error.mark.line, started + 1, part.mark.line + 1)
    guard var index = startOfLine(line, from: (part.mark.line, part.lineStart)) else {
      return nil
    }
    while true {
      let rest = bytes[index...]
      if rest.starts(with: [0x2d, 0x2d, 0x2d]),
        rest.count == 3 || [0x20, 0x09, 0x0a, 0x0d].contains(rest[index + 3])
      {
        return Part(
          byte: index, lineStart: index, mark: Mark(line: line, column: 1), documents: documents,
          mistakes: part.mistakes + 1)
      }
      guard let next = startOfLine(line + 1, from: (line, index)) else { return nil }
      (line, index) = (line + 1, next)
    }
  }
}
