import Claims
import ClusterModel
import Compilation
import Intents
import Samples
import SymbolicEngine

/// A random claim in a random world, with what the engine says of it.
struct RandomClaim {
  let name: String
  let statement: StatedClaim
  let isBroken: Bool

  /// A few, of as many kinds as there are seeds; none of permissions and of `some` that do not hold.
  static func some(seed: UInt64) -> [RandomClaim] {
    var random = SplitMix64(seed: seed)
    switch seed % 4 {
    case 0, 1:
      var sample = Sample.random(using: &random)
      let claims = (0..<4).map { _ in sample.randomClaim(using: &random) }
      let assumptions = Sample.randomAssumptions(using: &random)
      return all(
        claims, in: seed % 4 == 0 ? [.deployed] : World.allCases, sample.snapshot, assumptions)
    default:
      let world = random.pick([World.open, .openCluster, .openBoth])
      var wide = WorldSample.wide(in: world, using: &random)
      if seed % 4 == 2 { wide = wide.withTiers(using: &random) }
      return all(wide.claims, in: [.deployed, world], wide.sample.snapshot, wide.assumptions)
    }
  }

  private static func all(
    _ claims: [Claim], in worlds: [World], _ snapshot: Snapshot, _ assumptions: Assumptions
  ) -> [RandomClaim] {
    let engine = SymbolicEngine(
      snapshot: snapshot, assumptions: assumptions, claims: claims, coverage: claims,
      limits: Limits())
    let intents = claims.map { Intent(sentence: "\($0)", claim: $0, place: .nowhere) }
    return intents.flatMap { intent in
      worlds.compactMap { world in
        let answer = engine.answer(intent.claim, in: world)
        // Of a port that nobody has, the formulas say that everybody lacks it; that is no breach but vacuous.
        if case .vacuous = answer.outcome, intent.claim.kind != .prohibition { return nil }
        do {
          let statement = try StatedClaim(
            intent, in: world, snapshot, assumptions, intents: intents, witness: answer.witness,
            fileName: { _ in nil })
          return RandomClaim(
            name: "\(world) \(intent.claim)", statement: statement,
            isBroken: answer.outcome == .violated)
        } catch {
          return nil
        }
      }
    }
  }
}
