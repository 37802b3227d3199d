import Foundation
import Testing

@Suite struct WorkedCaseTests {
  static let cases =
    FileManager.default.enumerator(
      at: Fixture.repository.appending(path: "intents"), includingPropertiesForKeys: nil)?
    .compactMap { $0 as? URL }.filter { $0.lastPathComponent == "intents.yaml" }.map(\.path) ?? []

  @Test(arguments: cases)
  func everyWorkedCaseIsReadWithoutAWord(path: String) throws {
    let reading = Reading(try Fixture.text(URL(filePath: path)))
    #expect(reading.transcript.isEmpty)
    #expect(!reading.intents.isEmpty)
  }
}
