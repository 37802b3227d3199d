import Claims
import ClusterModel
import Compilation
import Foundation
import Intents
import Samples
import SymbolicEngine
import Testing
import Z3

@Suite struct SMTLIBClaimTests {
  /// What the engine says of an intent in a world, and the script; nil where there is nothing to state.
  private static func script(
    of intent: Intent, in world: World, _ shipped: ShippedCase, _ engine: SymbolicEngine
  ) -> (isBroken: Bool, text: String)? {
    let answer = engine.answer(intent.claim, in: world)
    do {
      let statement = try StatedClaim(
        intent, in: world, shipped.snapshot, shipped.file.assumptions,
        intents: shipped.file.intents, witness: answer.witness, fileName: shipped.fileName)
      return (answer.outcome == .violated, SMTLIBClaim.text(statement))
    } catch {
      return nil
    }
  }

  @Test(arguments: ShippedCase.all)
  func theScriptOfAShippedIntentAgrees(shipped: ShippedCase) throws {
    let claims = shipped.file.intents.map(\.claim)
    let engine = SymbolicEngine(
      snapshot: shipped.snapshot, assumptions: shipped.file.assumptions, claims: claims,
      coverage: claims, limits: Limits())
    let folder = ProcessInfo.processInfo.environment["CLAIMS"]
    for (index, intent) in shipped.file.intents.enumerated() {
      for world in World.allCases {
        guard let (isBroken, text) = Self.script(of: intent, in: world, shipped, engine) else {
          continue
        }
        if let folder {
          let name =
            shipped.name.replacing("/", with: "_")
            + "_\(index)_\(world.rawValue).\(isBroken ? "sat" : "unsat").smt2"
          try Data(text.utf8).write(to: URL(filePath: folder).appending(path: name))
        }
        #expect(
          Self.answer(to: text) == (isBroken ? "sat" : "unsat"), "\(intent.sentence) in \(world)")
      }
    }
  }

  /// What Z3 says of a script, and whether that is all it says.
  private static func answer(to script: String) -> String {
    let lines = SolverContext.output(ofScript: script).split(separator: "\n")
    // Of a broken claim, Z3 complains that the script says `unsat`.
    let complaints = lines.dropFirst().filter { !$0.contains("check annotation that says unsat") }
    return (lines.prefix(1) + complaints).joined(separator: "\n")
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func theScriptOfARandomClaimAgrees(seed: UInt64) {
    for claim in RandomClaim.some(seed: seed) {
      let text = SMTLIBClaim.text(claim.statement)
      #expect(Self.answer(to: text) == (claim.isBroken ? "sat" : "unsat"), "\(claim.name)")
    }
  }

  /// A script whose background contradicts itself would prove anything.
  @Test(arguments: ShippedCase.all)
  func theBackgroundOfAShippedIntentCanBeSatisfied(shipped: ShippedCase) throws {
    for intent in shipped.file.intents {
      for world in [World.deployed, .openCluster] {
        guard case .cannotReach = intent.claim else { continue }
        let statement = try StatedClaim(
          intent, in: world, shipped.snapshot, shipped.file.assumptions, intents: [],
          fileName: shipped.fileName)
        let text = SMTLIBClaim.text(statement)
        let end = try #require(text.range(of: "; The negated claim"))
        let background = text[..<end.lowerBound].replacing(":status unsat", with: ":status sat")
        #expect(SolverContext.output(ofScript: background + "(check-sat)\n") == "sat\n")
      }
    }
  }

  @Test func nothingThatIsWrittenInAManifestLeavesItsSymbol() throws {
    var random = SplitMix64(seed: 12)
    var sample = Sample.random(using: &random)
    let hostile = ["|) (assert false) (|", "a\\b", "two\nlines", "ü", "and", "a ; b", "\u{202e}x"]
    let policies = hostile.map { name in
      NetworkPolicy(
        name: sample.symbol(name), namespace: NamespaceID(rawValue: 0),
        podSelector: LabelSelector(matchLabels: [
          Labels.Pair(key: sample.symbol(name), value: sample.symbol(name))
        ]), place: .nowhere)
    }
    var snapshot = sample.snapshot
    snapshot.networkPolicies = policies
    for name in hostile {
      let group = Group(name: name, term: .anyone)
      let intent = Intent(
        sentence: "anyone\n(check-sat) cannot reach \(name)",
        claim: .cannotReach(from: [group], to: [Target(group: group)]), place: .nowhere)
      let statement = try StatedClaim(
        intent, in: .open, snapshot, Assumptions(), intents: [], fileName: { _ in name })
      // Everybody reaches somebody.
      #expect(Self.answer(to: SMTLIBClaim.text(statement)) == "sat")
      for line in SMTLIBClaim.text(statement).split(separator: "\n") {
        #expect(line.hasPrefix("(") || line.hasPrefix(";"), "\(line)")
        #expect(line.count(where: { $0 == "|" }).isMultiple(of: 2) || line.hasPrefix(";"))
      }
    }
  }

  @Test func theSameIntentHasTheSameScript() throws {
    let shipped = try #require(ShippedCase.all.first { $0.name.hasSuffix("03-db") })
    let texts = try (0..<3).map { _ in
      try shipped.file.intents.filter { $0.claim.kind == .prohibition }.map { intent in
        SMTLIBClaim.text(
          try StatedClaim(
            intent, in: .open, shipped.snapshot, shipped.file.assumptions,
            intents: shipped.file.intents, fileName: shipped.fileName))
      }
    }
    #expect(texts[0] == texts[1] && texts[1] == texts[2])
    let all = texts[0].joined()
    #expect(!all.contains(ShippedCase.repository.path), "a path of this machine")
  }
}
