import Claims
import LRAT
import Z3

/// A claim for other programs: as a script that any solver answers, and as clauses with a proof.
struct ClaimFiles {
  var files: [String: String] = [:]
  /// Why something is not there.
  var lacks: [String] = []
  /// Solvers do not confirm what the engines say.
  var disagreement: String?

  var hasProof: Bool {
    files.keys.contains { $0.hasSuffix(".lrat") } && lacks.isEmpty && disagreement == nil
  }

  /// Adds what states a claim.
  ///
  /// - Parameter isProved: whether clauses and a proof are wanted besides the script.
  /// - Returns: false of a claim that does not hold, of which nothing is added.
  /// - Throws: where a proof of ours is not accepted by our own checker.
  mutating func add(
    _ claim: StatedClaim, named name: String, isProved: Bool
  ) throws(UsageError) -> Bool {
    let script = SMTLIBClaim.text(claim)
    switch Self.answer(to: script) {
    case "unsat":
      files[name + ".smt2"] = script
      if isProved { try addProof(of: CNFClaim(claim), name) }
    case "sat": return false
    case let answer: lacks.append("a solver answers `\(answer)` to \(name).smt2")
    }
    return true
  }

  private mutating func addProof(of claim: CNFClaim, _ name: String) throws(UsageError) {
    switch claim.prove() {
    case .broken: disagreement = "the clauses of \(name).cnf can be satisfied"
    case .exhausted: lacks.append("the search for \(name).lrat takes too much")
    case .holds(let certificate):
      try Self.check(certificate, of: claim, name)
      files[name + ".cnf"] = certificate.cnf
      files[name + ".lrat"] = certificate.lrat
    }
  }

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
