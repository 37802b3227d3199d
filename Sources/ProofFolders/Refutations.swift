import LRAT
import YAML

/// What a check says of one proof and the clauses beside it.
public struct ClauseFinding: Sendable {
  public enum Outcome: Sendable {
    case refuted(clauses: Int, steps: Int)
    case rejected(String)
  }

  /// That of the proof.
  public var name: String
  public var outcome: Outcome

  public var isRefuted: Bool { if case .refuted = outcome { true } else { false } }

  /// The name of the case split of the same intent.
  var coverName: String {
    var stem = name.dropLast(".lrat".count)
    if stem.hasSuffix(".required") { stem = stem.dropLast(".required".count) }
    return stem + ".cover"
  }
}

extension ProofFolderCheck {
  /// Every proof by clauses that is listed, checked against its clauses. Whether those state the claim is not looked at.
  func clauses(_ own: Set<String>) -> [ClauseFinding] {
    let stems = own.compactMap { name -> String? in
      for ending in [".cnf", ".lrat"] where name.hasSuffix(ending) {
        return String(name.dropLast(ending.count))
      }
      return nil
    }
    return Set(stems).sorted().map { ClauseFinding(name: $0 + ".lrat", outcome: outcome($0)) }
  }

  private func outcome(_ stem: String) -> ClauseFinding.Outcome {
    guard let formula = try? FileBytes.contents(ofFile: Paths.join(folder, stem + ".cnf")) else {
      return .rejected("its clauses, \(stem).cnf, are missing")
    }
    guard let proof = try? FileBytes.contents(ofFile: Paths.join(folder, stem + ".lrat")) else {
      return .rejected("it is missing")
    }
    do throws(RefutationError) {
      let clauses = try CNF(dimacs: formula)
      return .refuted(
        clauses: clauses.clauseCount, steps: try clauses.checkRefutation(proof))
    } catch {
      return .rejected("\(error)")
    }
  }
}
