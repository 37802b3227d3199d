import ClusterModel
import Intents
import SymbolicEngine
import Testing

/// What admin tiers cost over 500 namespaces with four policies each.
@Suite struct TierSizeTests {
  /// The statistics after a prohibition, then after an obligation and tenants too, in every world.
  private func statistics(
    policies: Int
  ) -> (first: SolverStatistics, all: SolverStatistics) {
    var tiered = TieredCluster(namespaces: 500, tenants: 100, policies: policies)
    let claims = tiered.claims()
    let engine = tiered.cluster.engine(claims)
    let holds = engine.answer(claims[0]).outcome == .holds
    #expect(holds)
    let first = engine.statistics
    for world in [World.deployed, .open, .openCluster] {
      for claim in claims { _ = engine.answer(claim, in: world) }
    }
    return (first, engine.statistics)
  }

  /// Z3's own counts are reproducible; a million units are about a fifth of a second.
  @Test func policiesOfTheClusterAreNotCopiedForEachNamespace() {
    let (without, _) = statistics(policies: 0)
    let (with, all) = statistics(policies: 50)
    #expect(with.terms - without.terms < 1_000)
    #expect(with.resourceUnits < 3 * without.resourceUnits)
    #expect(all.resourceUnits < 4_000_000)
  }
}
