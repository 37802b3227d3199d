import FoundationEssentials
import Intents
import Readers
import Testing

/// What sentences mean, in the words of `netproof intents explain`.
@Suite struct MeaningTests {
  @Test(arguments: Fixture.names(in: "Meanings"))
  func everySentenceMeansWhatItSays(name: String) throws {
    let folder = Fixture.folder.appending(path: "Meanings")
    let reading = Reading(try Fixture.text(folder.appending(path: "\(name).yaml")))
    #expect(!reading.diagnostics.hasErrors)
    let text = reading.intents.map { explanation(of: $0, in: reading) }.joined()
    try Fixture.expect(text, equals: folder.appending(path: "\(name).txt"))
  }

  private func explanation(of intent: Intent, in reading: Reading) -> String {
    let groups = intent.claim.groups
      .map { ($0.name, $0.definition(symbols: reading.symbols)) }
      .filter { $0 != $1 }
      .map { "  \($0): \($1)\n" }
    return "\(intent.sentence)\n  \(intent.claim.kind): "
      + "\(intent.claim.meaning(symbols: reading.symbols))\n" + groups.joined()
  }
}
