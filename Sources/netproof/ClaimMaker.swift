import Claims
import ClusterModel
import Intents
import Verification

/// States what holds once more, for other programs: as a script that any solver answers, and as clauses with a proof.
struct ClaimMaker {
  let result: VerificationResult
  /// What the scripts call a file of the snapshot.
  let fileName: (FileID) -> String?

  /// A claim of an intent, with the worlds in which it may hold, the widest first.
  private struct Part {
    var name: String
    var claim: Claim
    var worlds: [World]
  }

  /// - Parameters:
  ///   - worlds: those in which what is prohibited may not happen, the widest first; the first in which it does not counts.
  ///   - isProved: whether clauses and a proof are wanted besides the script.
  /// - Throws: where a proof of ours is not accepted by our own checker.
  func files(
    of outcome: Verification.Outcome, in worlds: [World], isProved: Bool
  ) throws(UsageError) -> ClaimFiles {
    var made = ClaimFiles()
    for part in parts(of: outcome.intent, worlds) { try add(part, outcome, isProved, &made) }
    return made
  }

  /// `only … reaches` claims two things, each in a world of its own; a permission claims nothing.
  private func parts(of intent: Intent, _ worlds: [World]) -> [Part] {
    let name = intent.fileName
    switch intent.claim {
    case .mayReach: return []
    case .someReaches(_, _): return [Part(name: name, claim: intent.claim, worlds: [.deployed])]
    case .reaches: return [Part(name: name, claim: intent.claim, worlds: [intent.world])]
    case .onlyReaches(let from, let to):
      return [
        Part(name: name, claim: .onlyMayReach(from: from, to: to), worlds: worlds),
        Part(
          name: name + ".required", claim: .reaches(from: from, to: to), worlds: [intent.world]),
      ]
    default: return [Part(name: name, claim: intent.claim, worlds: worlds)]
    }
  }

  private func add(
    _ part: Part, _ outcome: Verification.Outcome, _ isProved: Bool, _ made: inout ClaimFiles
  ) throws(UsageError) {
    var intent = outcome.intent
    intent.claim = part.claim
    for world in part.worlds {
      guard let statement = statement(of: intent, in: world, outcome) else { return }
      if try made.add(statement, named: part.name, isProved: isProved) { return }
    }
    made.disagreement = "the claim as \(part.name).smt2 would state it does not hold"
  }

  private func statement(
    of intent: Intent, in world: World, _ outcome: Verification.Outcome
  ) -> StatedClaim? {
    // Nothing is claimed, or what was found to exist is no flow of the run.
    try? StatedClaim(
      intent, in: world, result.snapshot, result.files[outcome.file].assumptions,
      intents: result.files.flatMap(\.intents), witness: outcome.witness?.flow, fileName: fileName)
  }
}
