import ClusterModel
import Evaluation
import Intents
import ExplicitEngine
import Samples
import SymbolicEngine
import Testing

/// The engines against each other in the wider worlds, on random clusters and claims; a failure names its seed.
@Suite struct WorldAgreementTests {
  private static let worlds: [World] = [.open, .openCluster, .openBoth]

  @Test(arguments: 0..<1400 as Range<UInt64>)
  func enginesAgreeInWiderWorlds(seed: UInt64) {
    var random = SplitMix64(seed: 100_000 + seed)
    let world = Self.worlds[Int(seed) % Self.worlds.count]
    compare(.small(in: world, using: &random))
  }

  @Test(arguments: 0..<600 as Range<UInt64>)
  func enginesAgreeOnWideSamples(seed: UInt64) {
    var random = SplitMix64(seed: 200_000 + seed)
    let world = Self.worlds[Int(seed) % Self.worlds.count]
    compare(.wide(in: world, using: &random))
  }

  @Test(arguments: 0..<600 as Range<UInt64>)
  func enginesAgreeInWiderWorldsWithAdminTiers(seed: UInt64) {
    var random = SplitMix64(seed: 400_000 + seed)
    let world = Self.worlds[Int(seed) % Self.worlds.count]
    let sample = WorldSample.small(in: world, using: &random)
    compare(sample.withTiers(.small, using: &random))
  }

  @Test(arguments: 0..<300 as Range<UInt64>)
  func enginesAgreeOnWideSamplesWithAdminTiers(seed: UInt64) {
    var random = SplitMix64(seed: 500_000 + seed)
    let world = Self.worlds[Int(seed) % Self.worlds.count]
    let sample = WorldSample.wide(in: world, using: &random)
    compare(sample.withTiers(.deployed, using: &random))
  }

  /// Engines keep what they have found out: what one world taught them must not colour another's answer.
  @Test(arguments: 0..<100 as Range<UInt64>)
  func answersDoNotDependOnWhatWasAskedBefore(seed: UInt64) {
    var random = SplitMix64(seed: 300_000 + seed)
    let sample = WorldSample.tiny(in: .openBoth, using: &random)
    let asked = WorldEngines(sample)
    for world in World.allCases.shuffled(using: &random) {
      let fresh = WorldEngines(sample)
      for claim in sample.claims.shuffled(using: &random) {
        for (left, right) in [
          (asked.explicit.answer(claim, in: world), fresh.explicit.answer(claim, in: world)),
          (asked.symbolic.answer(claim, in: world), fresh.symbolic.answer(claim, in: world)),
        ] {
          let agree = left.outcome == right.outcome && asked.kinds(left) == fresh.kinds(right)
          #expect(agree, "\(world) \(claim): \(left.outcome), not \(right.outcome)")
        }
      }
    }
  }

  private func compare(_ sample: WorldSample) {
    let engines = WorldEngines(sample)
    for (index, claim) in sample.claims.enumerated() {
      let explicit = engines.explicit.answer(claim, in: sample.world)
      let symbolic = engines.symbolic.answer(claim, in: sample.world)
      let name: Comment = "\(sample.world) claim \(index): \(claim)"
      #expect(explicit.outcome == symbolic.outcome, name)
      #expect((explicit.witness == nil) == (symbolic.witness == nil), name)
      #expect((explicit.missingPort == nil) == (symbolic.missingPort == nil), name)
      let (left, right) = (engines.kinds(explicit), engines.kinds(symbolic))
      // Where nothing new is needed, what else there is need not be said.
      let agree = left == right || (left.first == NewEnds.none && right.first == NewEnds.none)
      #expect(agree, "\(name): \(left) and \(right)")
      for answer in [explicit, symbolic] {
        let faults = engines.faults(in: answer, claim)
        #expect(faults.isEmpty, name)
      }
    }
  }
}
