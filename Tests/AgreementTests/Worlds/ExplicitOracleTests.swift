import Evaluation
import ExplicitEngine
import Intents
import Samples
import Testing

/// The explicit engine against everything that may exist.
@Suite struct ExplicitOracleTests {
  @Test(arguments: 0..<150 as Range<UInt64>)
  func theExplicitEngineFindsWhatTheOracleFinds(seed: UInt64) {
    var random = SplitMix64(seed: 81_000 + seed)
    let world: World = seed % 10 == 0 ? .openBoth : seed % 2 == 0 ? .openCluster : .open
    let tiny = WorldSample.tiny(in: world, using: &random)
    let oracle = Oracle(
      tiny.sample.snapshot, assumptions: tiny.assumptions, world: world, claims: tiny.claims)
    let engine = ExplicitEngine(
      Cluster(tiny.sample.snapshot, assumptions: tiny.assumptions), claims: tiny.claims,
      coverage: tiny.claims)
    for (index, claim) in tiny.claims.enumerated() {
      guard let outcome = oracle.outcome(of: index) else { continue }
      let answer = engine.answer(claim, in: world)
      #expect(answer.outcome == outcome, "\(world): claim \(index): \(claim)")
      var least = oracle.findings[index].least
      if let none = least[.none] { least = [.none: none] }
      var found: [NewEnds: Int] = [:]
      if let flow = answer.counterexample {
        found[NewEnds(flow, tiny.sample.snapshot)] = answer.hypothesis.size
      }
      for further in answer.further {
        found[NewEnds(further.flow, tiny.sample.snapshot)] = further.hypothesis.size
      }
      #expect(found == least, "\(world): claim \(index): \(claim)")
    }
  }
}
