import Claims
import Intents
import LRAT
import SymbolicEngine
import Testing

@Suite struct CNFClaimTests {
  @Test(arguments: 0..<200 as Range<UInt64>)
  func theClausesOfARandomClaimAgree(seed: UInt64) throws {
    for claim in RandomClaim.some(seed: seed) {
      let clauses = CNFClaim(claim.statement)
      switch clauses.prove() {
      case .broken: #expect(claim.isBroken, "\(claim.name)")
      case .exhausted: Issue.record("\(claim.name): too hard")
      case .holds(let certificate):
        #expect(!claim.isBroken, "\(claim.name)")
        let core = try CNF(dimacs: Array(certificate.cnf.utf8))
        #expect(try core.checkRefutation(Array(certificate.lrat.utf8)) > 0)
        #expect(throws: Never.self) { try clauses.checkOrigin(of: core) }
      }
    }
  }

  @Test(arguments: ShippedCase.all)
  func everyShippedIntentThatHoldsIsRefutable(shipped: ShippedCase) throws {
    let claims = shipped.file.intents.map(\.claim)
    let engine = SymbolicEngine(
      snapshot: shipped.snapshot, assumptions: shipped.file.assumptions, claims: claims,
      coverage: claims, limits: Limits())
    for intent in shipped.file.intents {
      for world in World.allCases {
        let answer = engine.answer(intent.claim, in: world)
        guard let clauses = Self.clauses(of: intent, in: world, shipped, answer) else { continue }
        guard case .holds(let certificate) = clauses.prove() else {
          #expect(answer.outcome == .violated, "\(intent.sentence) in \(world)")
          continue
        }
        #expect(answer.outcome != .violated, "\(intent.sentence) in \(world)")
        let core = try CNF(dimacs: Array(certificate.cnf.utf8))
        #expect(try core.checkRefutation(Array(certificate.lrat.utf8)) > 0)
        try clauses.checkOrigin(of: core)
      }
    }
  }

  private static func clauses(
    of intent: Intent, in world: World, _ shipped: ShippedCase, _ answer: Answer
  ) -> CNFClaim? {
    do {
      return CNFClaim(
        try StatedClaim(
          intent, in: world, shipped.snapshot, shipped.file.assumptions,
          intents: shipped.file.intents, witness: answer.witness, fileName: shipped.fileName))
    } catch {
      return nil
    }
  }
}
