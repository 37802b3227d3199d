import ClusterModel
import Foundation
import Intents
import Readers
import Testing
import Verification

/// Every folder of `Fixtures` is named after the row of the semantics that it shows, and holds what a user would have
/// written. Its ids say what must come out, as in intents/README.md. More are understood here: `unsupported-`, `proved-`, and
/// `holds-today-WORLD-`, where WORLD is the narrowest one that breaks the intent.
@Suite struct RowTests {
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Fixtures")

  static let fixtures: [String] =
    ((try? FileManager.default.contentsOfDirectory(atPath: root.path)) ?? []).sorted()

  @Test func thereAreFixtures() {
    #expect(Self.fixtures.count >= 155)
  }

  @Test(arguments: fixtures) func idsKeepTheirPromise(fixture: String) async throws {
    let input = try Input(fixture)
    var verdicts: [[Verdict]] = []
    for engines in EngineChoice.allCases {
      let outcomes = try await input.outcomes(engines)
      #expect(!outcomes.isEmpty)
      for outcome in outcomes {
        #expect(
          keeps(outcome), "\(engines): \(outcome.intent.sentence) is \(outcome.verdict.rawValue)")
      }
      verdicts.append(outcomes.map(\.verdict))
    }
    #expect(Set(verdicts).count == 1)
  }

  private func keeps(_ outcome: Outcome) -> Bool {
    let id = outcome.intent.id ?? ""
    if id.hasPrefix("holds-today-") {
      // The longest name first: one is the beginning of another.
      let world = World.allCases.reversed().first { id.hasPrefix("holds-today-\($0.rawValue)-") }
      return outcome.verdict == .holdsToday && world != nil && outcome.breaks.first?.world == world
    }
    let promised = [Verdict.proved, .refuted, .vacuous, .waived, .unsupported].first {
      id.hasPrefix($0.rawValue + "-")
    }
    return promised.map { $0 == outcome.verdict }
      ?? [.proved, .holdsToday].contains(outcome.verdict)
  }
}

/// The manifests and the intents of a fixture.
private struct Input {
  var manifests: ManifestReading
  var files: [IntentFile]

  init(_ fixture: String) throws {
    let folder = RowTests.root.appending(path: fixture)
    manifests = ManifestReading(of: [.path(folder.appending(path: "manifests").path)])
    #expect(!manifests.hasErrors)
    var symbols = manifests.snapshot.symbols
    var table = manifests.snapshot.files
    var reader = IntentReader()
    let intents = folder.appending(path: "intents.yaml")
    let bytes = [UInt8](try Data(contentsOf: intents))
    let file = table.add(intents.lastPathComponent)
    reader.read(bytes, of: file, files: table, symbols: &symbols)
    #expect(!reader.diagnostics.hasErrors)
    manifests.snapshot.symbols = symbols
    manifests.snapshot.files = table
    files = reader.files
  }

  func outcomes(_ engines: EngineChoice) async throws -> [Outcome] {
    let day = try #require(CalendarDay("2026-06-01"))
    var options = VerificationOptions(today: day)
    options.engines = engines
    return await Verifier(manifests.snapshot, files, options).run().outcomes
  }
}
