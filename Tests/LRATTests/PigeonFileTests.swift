import Foundation
import LRAT
import Testing

/// The refutation with which proofs/checker/tests/run tries the checker that is proved correct in Coq.
@Suite struct PigeonFileTests {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "proofs/checker/tests")

  /// `RECORD=1` writes the files anew, and still fails.
  @Test func theFilesAreWhatTheProverWrites() throws {
    guard case .refuted(let core) = Formulas.pigeonhole(3).prove() else {
      Issue.record("four pigeons fit into three holes")
      return
    }
    let texts = [
      "pigeons.cnf": core.formula.dimacs(header: ["four pigeons, three holes"]),
      "pigeons.lrat": core.proof.lrat,
    ]
    for (name, text) in texts {
      let file = Self.folder.appending(path: name)
      if ProcessInfo.processInfo.environment["RECORD"] == "1" {
        try text.write(to: file, atomically: true, encoding: .utf8)
        Issue.record("recorded \(file.path)")
      }
      #expect(text == (try String(contentsOf: file, encoding: .utf8)))
    }
  }
}
