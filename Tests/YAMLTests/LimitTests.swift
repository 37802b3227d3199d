import Testing
import YAML

@Suite struct LimitTests {
  @Test func aliasBombsAreRefused() throws {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
    for level in 1...30 {
      let previous = "*a\(level - 1)"
      text +=
        "a\(level): &a\(level) [" + Array(repeating: previous, count: 9).joined(separator: ", ")
      text += "]\n"
    }
    #expect(try documents(text).flatMap(\.errors).map(\.cause) == [.tooManyAliases])
  }

  @Test(.timeLimit(.minutes(1)), arguments: ["[", "{a: ", "- "])
  func deepNestingIsRefused(opening: String) throws {
    let text = String(repeating: opening, count: 20_000)
    #expect(try documents(text).flatMap(\.errors).map(\.cause) == [.tooDeep])
    #expect(try documents("skipped: " + (opening == "- " ? "\n" : "") + text).count == 1)
    let skipping = try SourceText(Array(text.utf8)).documents(wanting: .nothing)
    #expect(skipping.flatMap(\.errors).map(\.cause) == [.tooDeep])
  }

  @Test func nestingByAliasesIsRefused() throws {
    var text = "a0: &a0 []\n"
    for level in 1...300 { text += "a\(level): &a\(level) [*a\(level - 1)]\n" }
    #expect(try documents(text).flatMap(\.errors).map(\.cause) == [.tooDeep])
  }

  @Test func usualDepthsAndAliasesAreTaken() throws {
    let text = String(repeating: "[", count: 150) + String(repeating: "]", count: 150)
    #expect(try errors(text).isEmpty)
    let aliases = "a: &a {b: 1}\nc:\n" + String(repeating: "- *a\n", count: 10_000)
    #expect(try errors(aliases).isEmpty)
  }

  @Test(.timeLimit(.minutes(1))) func brokenDocumentsEndTheTextAtLast() throws {
    let text = String(repeating: "a: [\n---\n", count: 5_000)
    let documents = try documents(text)
    #expect(documents.count == 101)
    #expect(documents.last?.errors.map(\.cause).last == .tooManyMistakes)
  }

  @Test(.timeLimit(.minutes(1))) func aMappingOfManyKeysIsReadInTime() throws {
    let keys = (0..<50_000).map { "key-\($0): 1\n" }.joined()
    #expect(try errors(keys + "key-49999: 2\n").count == 1)
  }
}
