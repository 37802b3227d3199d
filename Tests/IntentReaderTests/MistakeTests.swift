import FoundationEssentials
import Readers
import Testing

/// One file with mistakes in each case, and what a person is told beside it.
@Suite struct MistakeTests {
  @Test(arguments: Fixture.names(in: "Mistakes"))
  func mistakesAreShownWithCaretAndSuggestion(name: String) throws {
    let folder = Fixture.folder.appending(path: "Mistakes")
    let text = try Fixture.text(folder.appending(path: "\(name).yaml"))
    let reading = Reading(text, name: "\(name).yaml")
    try Fixture.expect(
      reading.transcript, equals: folder.appending(path: "\(name).txt"))
    #expect(reading.diagnostics.hasErrors)
  }
}
