import Foundation
import Testing

/// The transcripts beside this file: documentation by example that is run.
@Suite struct TranscriptTests {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Transcripts")

  static let names: [String] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix(".md") }.sorted()
  }()

  @Test(arguments: names) func commandsPrintWhatTheTranscriptSays(name: String) throws {
    let file = Self.folder.appending(path: name)
    let text = try String(contentsOf: file, encoding: .utf8)
    let replayed = try inFolder { try Transcript(text: text).replayed(in: $0) }
    try Golden(file: file).expect(replayed)
  }

  /// The README and pages of docs/ show real runs too: what their `console` blocks say is what happens.
  @Test(arguments: ["README.md", "docs/explain.md", "docs/list.md"])
  func pagesShowWhatNetproofPrints(page: String) throws {
    let file = Program.repository.appending(path: page)
    let text = try String(contentsOf: file, encoding: .utf8)
    let replayed = try inFolder { try Transcript(text: text).replayed(in: $0) }
    try Golden(file: file).expect(replayed)
  }

  @Test func thereAreTranscripts() {
    #expect(Self.names.count >= 5)
  }

  /// Runs in a new folder with the worked cases as `intents`.
  private func inFolder(_ body: (URL) throws -> String) throws -> String {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "netproof-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createSymbolicLink(
      at: folder.appending(path: "intents"),
      withDestinationURL: Program.repository.appending(path: "intents"))
    return try body(folder)
  }
}
