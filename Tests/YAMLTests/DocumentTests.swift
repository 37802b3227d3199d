import Testing
import YAML

@Suite struct DocumentTests {
  @Test func c150DocumentsAreNumberedAndEmptyOnesAreNil() throws {
    let text = "\u{feff}# only a comment\n---\na: 1\n---\n---\n# nothing\n---\nb: 2\n...\n"
    let documents = try documents(text)
    #expect(documents.map { $0.root?.notation ?? "-" } == ["{a: 1}", "-", "-", "{b: 2}"])
    #expect(documents.map(\.number) == [1, 2, 3, 4])
    #expect(documents.flatMap(\.errors) == [])
    #expect(documents[3].root?.mark == Mark(line: 8, column: 1))
  }

  @Test func anEmptyTextHasNoDocuments() throws {
    #expect(try documents("").isEmpty)
    #expect(try documents("# comment\n").isEmpty)
  }

  @Test func c150JSONIsRead() throws {
    #expect(
      try root("{\"a\":1,\"b\":[true,null,\"x\"]}").notation == "{a: 1, b: [true, null, \"x\"]}")
    #expect(try root("\t{\n\t\"a\" : {\"b\":\"c\"}\n}\n").notation == "{a: {b: \"c\"}}")
    #expect(try root("{\"a\":\"\\/ \\u00e9 \\n \\\" \\\\\"}").notation == "{a: \"/ é \n \" \\\"}")
  }

  @Test func jsonSurrogatePairsAreCharacters() throws {
    let node = try root(#"{"a":"\ud83d\ude00!","b":"\\ud83d\\ude00", "c":"\uD83D\uDE00"}"#)
    #expect(node.notation == #"{a: "😀!", b: "\ud83d\ude00", c: "😀"}"#)
    guard case .mapping(let entries) = node.content else { return }
    #expect(entries.map(\.keyMark.column) == [2, 22, 44])
    #expect(try errors(#"{"a":"\ud83d"}"#).count == 1)
  }

  @Test func concatenatedJSONObjectsAreDocuments() throws {
    let documents = try documents("{\"a\":1}\n{\"b\":2} {\"c\":[}\n")
    #expect(documents.map { $0.root?.notation ?? "-" } == ["{a: 1}", "{b: 2}", "-"])
    #expect(documents.map(\.number) == [1, 2, 3])
    #expect(documents[1].root?.mark == Mark(line: 2, column: 1))
    #expect(documents[2].errors.first?.mark.line == 2)
  }

  @Test func concatenatedJSONMayHoldSurrogatePairs() throws {
    let documents = try documents(#"{"a":"\ud83d\ude00"} {"b":1} {"c":"\ud83d\ude00"}"#)
    #expect(documents.flatMap(\.errors) == [])
    #expect(documents.map { $0.root?.mark.column } == [1, 22, 30])
  }

  @Test func aMistakeBetweenDocumentsIsNotThatOfTheLastOne() throws {
    let documents = try documents("a: 1\na: 2\n--- b\nc: d\n")
    #expect(documents.map(\.errors.count) == [1, 1])
  }

  @Test func marksCountCharactersFromOne() throws {
    guard case .mapping(let entries) = try root("é: ü\n  \nb:\n  - x\n").content else { return }
    #expect(entries[0].value.mark == Mark(line: 1, column: 4))
    #expect(entries[1].keyMark == Mark(line: 3, column: 1))
    #expect(entries[1].value.mark == Mark(line: 4, column: 3))
  }

  @Test func afterAMistakeReadingGoesOnAtTheNextDocument() throws {
    let documents = try documents("a: 1\n---\nb: [1\n---\nc: 3\n---\nd: 'x\n")
    #expect(documents.map { $0.root?.notation ?? "-" } == ["{a: 1}", "-", "{c: 3}", "-"])
    #expect(documents.map(\.number) == [1, 2, 3, 4])
    #expect(documents[1].errors.map(\.endsDocument) == [true])
    #expect(documents[1].mark.line == 2)
  }

  @Test(arguments: [
    ("a: b: c", 1, 5), ("a:\n\tb: 1", 2, 1), ("a: 'x", 1, 4), ("a: [1, 2", 1, 4), ("a: @x", 1, 4),
    ("- a\nb: 1", 2, 1), ("a: 1\n b: 2", 2, 3), ("%FOO\n---\na: *", 1, 5), ("a: \u{1}", 1, 4),
    ("{\"a\": 1", 1, 1), ("a: \"\\q\"", 1, 5),
  ])
  func whatIsNoYAMLIsAnErrorWithItsPlace(text: String, line: Int32, column: Int32) throws {
    let error = try #require(try documents(text).flatMap(\.errors).first)
    #expect(error.mark == Mark(line: line, column: column))
    #expect(error.endsDocument)
  }

  @Test func mistakesOfOneDocumentAreCollected() throws {
    #expect(try errors("a: 1\na: 2\nb: !x y\non: 1\nc: *d\n").count == 4)
  }

  @Test func linesAreFoundForExcerpts() throws {
    let text = try SourceText(Array("\u{feff}a: 1\r\nb: é\n\nlast".utf8))
    #expect((1...5).map { text.line($0) } == ["a: 1", "b: é", "", "last", ""])
  }

  @Test func whatIsNotUTF8IsRefused() {
    #expect(throws: SourceText.Refusal.notUTF8(at: Mark(line: 2, column: 3))) {
      try SourceText(Array("a: 1\nb:".utf8) + [0xff, 0x0a])
    }
    #expect(throws: SourceText.Refusal.utf16) { try SourceText([0xff, 0xfe, 0x61, 0x00]) }
  }
}
