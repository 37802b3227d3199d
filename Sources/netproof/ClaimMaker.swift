import Claims
import ClusterModel
import Intents
import LRAT
import Verification
import Z3

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

  /// What was made of one intent.
  struct Made {
    var files: [String: String] = [:]
    /// Why something is not there.
    var lacks: [String] = []
    /// Solvers do not confirm what the engines say.
    var disagreement: String?
    var hasProof: Bool { files.keys.contains { $0.hasSuffix(".lrat") } && lacks.isEmpty }
  }

  /// - Parameters:
  ///   - worlds: those in which what is prohibited may not happen, the widest first; the first in which it does not counts.
  ///   - isProved: whether clauses and a proof are wanted besides the script.
  /// - Throws: where a proof of ours is not accepted by our own checker.
  func files(
    of outcome: Verification.Outcome, in worlds: [World], isProved: Bool
  ) throws(UsageError) -> Made {
    var made = Made()
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
    _ part: Part, _ outcome: Verification.Outcome, _ isProved: Bool, _ made: inout Made
  ) throws(UsageError) {
    var intent = outcome.intent
    intent.claim = part.claim
    for world in part.worlds {
      guard let statement = statement(of: intent, in: world, outcome) else { return }
      let script = SMTLIBClaim.text(statement)
      switch Self.answer(to: script) {
      case "unsat":
        made.files[part.name + ".smt2"] = script
        if isProved { try addProof(of: statement, part.name, &made) }
        return
      case "sat": continue
      case let answer:
        made.lacks.append("a solver answers `\(answer)` to \(part.name).smt2")
        return
      }
    }
    made.disagreement = "the claim as \(part.name).smt2 would state it does not hold"
  }

  private func statement(
    of intent: Intent, in world: World, _ outcome: Verification.Outcome
  ) -> IntentStatement? {
    // Nothing is claimed, or what was found to exist is no flow of the run.
    try? IntentStatement(
      intent, in: world, result.snapshot, result.files[outcome.file].assumptions,
      intents: result.files.flatMap(\.intents), witness: outcome.witness?.flow, fileName: fileName)
  }

  private func addProof(
    of statement: IntentStatement, _ name: String, _ made: inout Made
  ) throws(UsageError) {
    let claim = CNFClaim(statement)
    switch claim.prove() {
    case .broken: made.disagreement = "the clauses of \(name).cnf can be satisfied"
    case .exhausted: made.lacks.append("the search for \(name).lrat takes too much")
    case .holds(let certificate):
      try Self.check(certificate, of: claim, name)
      made.files[name + ".cnf"] = certificate.cnf
      made.files[name + ".lrat"] = certificate.lrat
    }
  }

  // MARK: Checks

  /// Units of work that are enough for thousands of policies and end on every machine at the same point.
  private static let effort = 2_000_000_000

  /// What Z3 says of the script as it is written: `unsat`, `sat`, or something else.
  static func answer(to script: String) -> String {
    let output = SolverContext.output(ofScript: "(set-option :rlimit \(effort))\n" + script)
    return output.split(separator: "\n").first.map(String.init) ?? "nothing"
  }

  /// What is written is read again: the proof has to refute the clauses, and these have to be the claim's.
  static func check(
    _ certificate: CNFClaim.Certificate, of claim: CNFClaim, _ name: String
  ) throws(UsageError) {
    do {
      let core = try CNF(dimacs: Array(certificate.cnf.utf8))
      try core.checkRefutation(Array(certificate.lrat.utf8))
      try claim.checkOrigin(of: core)
    } catch {
      throw .rejectedCertificate(name + ".lrat", "\(error)")
    }
  }
}
