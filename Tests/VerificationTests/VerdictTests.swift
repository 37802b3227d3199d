import ClusterModel
import Evaluation
import Intents
import Samples
import Testing

@testable import Verification

/// Every verdict, and the exit status it leads to.
@Suite struct VerdictTests {
  private let shop = Shop()

  @Test func anObligationThatHoldsIsProvedWithAWitness() async {
    let outcome = await shop.run.outcome(
      .reaches(from: [shop.web], to: [shop.target(shop.api, 3000)]))
    #expect(outcome.verdict == .proved)
    #expect(outcome.deciders == .both)
    #expect(outcome.witness?.decision.isCertain == true)
  }

  @Test func aProhibitionThatHoldsWhoeverComesIsProved() async {
    let outcome = await shop.run.outcome(
      .onlyMayReach(from: [shop.web], to: [shop.target(shop.api)]))
    #expect(outcome.verdict == .proved)
    #expect(outcome.witness != nil)
  }

  @Test func aViolationIsRefutedWithTheSmallestFlowAndTheCountOfPairs() async throws {
    let outcome = await shop.run.outcome(
      .onlyMayReach(from: [shop.web], to: [shop.target(shop.db)]))
    #expect(outcome.verdict == .refuted)
    let first = try #require(outcome.counterexamples.first)
    #expect(first.flow.protocol == .tcp && first.flow.port == 1)
    // job, api and the outside.
    #expect(outcome.violatingPairs == 3)
    #expect(outcome.settlement == nil)
  }

  @Test func theLimitCutsTheListAndNotTheCount() async {
    var run = shop.run
    run.options.counterexampleLimit = 1
    let outcome = await run.outcome(.onlyMayReach(from: [shop.web], to: [shop.target(shop.db)]))
    #expect(outcome.counterexamples.count == 1)
    #expect(outcome.violatingPairs == 3)
  }

  @Test func anEmptyGroupIsVacuous() async {
    let outcome = await shop.run.outcome(
      .cannotReach(from: [shop.nobody], to: [shop.target(shop.db)]))
    #expect(outcome.verdict == .vacuous)
    #expect(outcome.emptyPart == .sources)
  }

  @Test func someWithoutAFlowIsRefutedAndNamesTheNearest() async throws {
    let outcome = await shop.run.outcome(.someReaches(from: [shop.db], to: [shop.target(shop.api)]))
    #expect(outcome.verdict == .refuted)
    let nearest = try #require(outcome.nearest)
    #expect(nearest.decision.ingress.allowed == .no)
  }

  @Test func aMissingNamedPortRefutesAnObligation() async throws {
    var shop = self.shop
    let admin = shop.run.sample.pod("shop/api-2", ["app": "api"])
    let http = Ports.list([PortTerm(.name(shop.run.sample.symbol("http")))])
    let outcome = await shop.run.outcome(
      .reaches(from: [shop.web], to: [Target(group: shop.api, ports: http)]))
    #expect(outcome.verdict == .refuted)
    #expect(outcome.missingPort?.pod == admin)
  }

  @Test func aPermissionIsProvedWhateverElseThereIs() async {
    var shop = self.shop
    shop.run.sample.snapshot.unmodelledObjects = [shop.object(in: nil)]
    let outcome = await shop.run.outcome(.mayReach(from: [shop.web], to: [shop.target(shop.db)]))
    #expect(outcome.verdict == .proved)
  }

  @Test func unmodelledObjectsTouchWhatHasAnEndInTheirNamespace() async {
    var shop = self.shop
    let batch = shop.run.sample.namespace("batch")
    shop.run.sample.snapshot.unmodelledObjects = [shop.object(in: batch)]
    let inside = await shop.run.outcome(.cannotReach(from: [shop.web], to: [shop.target(shop.db)]))
    #expect(inside.verdict == .refuted)
    let across = await shop.run.outcome(.onlyMayReach(from: [shop.web], to: [shop.target(shop.db)]))
    #expect(across.verdict == .unsupported)
    shop.run.sample.snapshot.unmodelledObjects = [shop.object(in: nil)]
    let anything = await shop.run.outcome(
      .cannotReach(from: [shop.web], to: [shop.target(shop.db)]))
    #expect(anything.verdict == .unsupported)
  }

  @Test func bothEnginesGivingUpIsInconclusive() async {
    var run = shop.run
    run.options.engines = .symbolic
    run.options.limits = Limits(rlimit: 1)
    let outcome = await run.outcome(.onlyMayReach(from: [shop.web], to: [shop.target(shop.api)]))
    #expect(outcome.verdict == .inconclusive)
    #expect(outcome.exitStatus(run.options) == .undecided)
  }

  @Test func oneEngineDecidesWhereTheOtherGivesUpUnlessBothAreRequired() async {
    var run = shop.run
    run.options.limits = Limits(rlimit: 1)
    let claim = Claim.onlyMayReach(from: [shop.web], to: [shop.target(shop.api)])
    let outcome = await run.outcome(claim)
    #expect(outcome.verdict == .proved)
    guard case .explicitAlone = outcome.deciders else {
      Issue.record("z3 did not give up")
      return
    }
    run.options.requiresBoth = true
    #expect(await run.outcome(claim).verdict == .inconclusive)
  }

  @Test(arguments: [EngineChoice.explicit, .symbolic])
  func eachEngineDecidesAlone(engine: EngineChoice) async {
    var run = shop.run
    run.options.engines = engine
    let holds = await run.outcome(.onlyMayReach(from: [shop.web], to: [shop.target(shop.api)]))
    #expect(holds.verdict == .proved)
    let broken = await run.outcome(.onlyMayReach(from: [shop.web], to: [shop.target(shop.db)]))
    #expect(broken.verdict == .refuted)
    #expect(!broken.counterexamples.isEmpty)
  }
}

extension Shop {
  func object(in namespace: NamespaceID?) -> UnmodelledObject {
    var sample = run.sample
    return UnmodelledObject(
      kind: sample.symbol("GlobalNetworkPolicy"), group: sample.symbol("projectcalico.org"),
      name: sample.symbol("admin"), namespace: namespace, place: run.place)
  }
}
