import ClusterModel
import Evaluation
import ExplicitEngine
import Intents
import Samples
import SymbolicEngine
import Testing

/// Both engines against the oracle, on worlds small enough to look at every flow; a failure names its seed.
@Suite struct OracleAgreementTests {
  private static let worlds: [World] = [.open, .openCluster, .open, .openCluster, .openBoth]

  @Test(arguments: 0..<300 as Range<UInt64>)
  func enginesFindWhatIsThereInTinyWorlds(seed: UInt64) {
    var random = SplitMix64(seed: 31_000 + seed)
    let world = Self.worlds[Int(seed) % Self.worlds.count]
    compare(.tiny(in: world, using: &random))
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func enginesFindWhatIsThereWithTwoKeys(seed: UInt64) {
    var random = SplitMix64(seed: 32_000 + seed)
    compare(.slim(in: seed % 2 == 0 ? .open : .openCluster, using: &random))
  }

  @Test(arguments: 0..<300 as Range<UInt64>)
  func enginesFindWhatIsThereInTinyWorldsWithAdminTiers(seed: UInt64) {
    var random = SplitMix64(seed: 33_000 + seed)
    let world = Self.worlds[Int(seed) % Self.worlds.count]
    let tiny = WorldSample.tiny(in: world, using: &random)
    compare(tiny.withTiers(using: &random))
  }

  private func compare(_ tiny: WorldSample) {
    let world = tiny.world
    let oracle = Oracle(
      tiny.sample.snapshot, assumptions: tiny.assumptions, world: world, claims: tiny.claims)
    let engines = WorldEngines(tiny)
    for (index, claim) in tiny.claims.enumerated() {
      let explicit = engines.explicit.answer(claim, in: world)
      let symbolic = engines.symbolic.answer(claim, in: world)
      guard let outcome = oracle.outcome(of: index) else {
        #expect(explicit.outcome == engines.explicit.answer(claim).outcome)
        #expect(symbolic.outcome == engines.explicit.answer(claim).outcome)
        continue
      }
      let name: Comment = "\(world) claim \(index): \(claim)"
      #expect(explicit.outcome == outcome, name)
      #expect(symbolic.outcome == outcome, name)
      let least = oracle.findings[index].least
      for (engine, answer) in [("explicit", explicit), ("symbolic", symbolic)] {
        let found = engines.sizes(answer)
        let kinds =
          Set(found.keys) == Set(least.keys) || (least[.none] != nil && found[.none] != nil)
        #expect(kinds, "\(engine), \(name): kinds \(found.keys), not \(least.keys)")
        let isPossible = found.allSatisfy { $0.value >= least[$0.key] ?? .max }
        #expect(isPossible, "\(engine), \(name): \(found) is less than \(least)")
        #expect(engines.faults(in: answer, claim).isEmpty, "\(engine), \(name)")
      }
      let exact = engines.sizes(explicit).allSatisfy { $0.value == least[$0.key] }
      #expect(exact, "\(name): \(engines.sizes(explicit)), not \(least)")
    }
  }
}
