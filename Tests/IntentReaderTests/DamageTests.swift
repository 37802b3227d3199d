import ClusterModel
import FoundationEssentials
import Readers
import Samples
import Testing

/// Files with random damage: whatever a user writes, the reader answers, and points into the file.
@Suite struct DamageTests {
  static let texts = (SchemaTests.meanings + WorkedCaseTests.cases).sorted()
    .compactMap { try? Fixture.text(URL(filePath: $0)) }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func everyMistakePointsIntoTheFile(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    for _ in 0..<25 {
      var text = Array(try #require(Self.texts.randomElement(using: &random)))
      for _ in 0..<Int.random(in: 1...3, using: &random) { damage(&text, using: &random) }
      let reading = Reading(String(text))
      try check(reading.diagnostics, text: String(text))
      let isAnswered = reading.diagnostics.hasErrors || !reading.intents.isEmpty
      #expect(isAnswered)
    }
  }

  private func check(_ diagnostics: [Diagnostic], text: String) throws {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    for diagnostic in diagnostics {
      let place = try #require(diagnostic.place)
      let line = lines[min(Int(place.line), lines.count) - 1].unicodeScalars
      // One column behind the end is where what is missing would stand.
      let isInside = place.line >= 1 && place.column >= 1 && Int(place.column) <= line.count + 1
      #expect(isInside, "\(place.line):\(place.column) \(diagnostic.message)")
      #expect(!diagnostic.message.isEmpty && !diagnostic.message.hasSuffix("."))
      #expect(
        !diagnostic.message.contains(" `` ") && !diagnostic.message.hasPrefix("`` "),
        "\(diagnostic.message)")
    }
  }

  /// Removes, repeats, swaps or replaces some characters.
  private func damage(_ text: inout [Character], using random: inout SplitMix64) {
    let start = Int.random(in: 0..<text.count, using: &random)
    let end = min(start + Int.random(in: 1...4, using: &random), text.count)
    let marks = Array(" ,:-()/!=*&'\"\n{}[]#|>%@.\t\u{e9}aZ09")
    switch Int.random(in: 0..<4, using: &random) {
    case 0: text.removeSubrange(start..<end)
    case 1: text.insert(contentsOf: text[start..<end], at: end)
    case 2: text.swapAt(start, Int.random(in: 0..<text.count, using: &random))
    default: text[start] = marks.randomElement(using: &random) ?? " "
    }
  }

  @Test func groupsNestedWithoutEndAreRefused() {
    let count = 5000
    let groups = (0..<count).map { "  G\($0): {anyOf: [G\($0 + 1)]}\n" }.joined()
    let reading = Reading(
      "apiVersion: netproof.dev/v1alpha1\nkind: Intents\ngroups:\n\(groups)  G\(count): any pod\n"
        + "intents: [G0 reaches Internet]\n")
    #expect(reading.transcript.contains("error: group `G50` is nested deeper than 50 groups"))
    #expect(reading.files.isEmpty)
  }
}
