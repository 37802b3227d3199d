import ClusterModel
import Intents
import Samples
import Testing

@testable import Verification

/// What wider worlds make of a verdict.
@Suite struct WorldTests {
  private let shop = Shop()

  /// Two labels let a client in from everywhere, and only the clients of one namespace are meant.
  private func run(world: World = .deployed) -> (Run, Intent) {
    var sample = Sample()
    sample.declare("shop", ["team": "shop"])
    sample.declare("batch", ["team": "batch"])
    sample.pod("shop/web", ["app": "web"])
    sample.pod("shop/api", ["app": "api"])
    sample.policy(
      "shop/api", pods: sample.selector(["app": "api"]),
      ingress: [
        sample.rule(
          [
            sample.peer(pods: sample.selector(["app": "web"]), namespaces: sample.selector([:]))
          ])
      ])
    let web = sample.group("WEB", namespace: "shop", ["app": "web"])
    let api = sample.group("API", namespace: "shop", ["app": "api"])
    let run = Run(sample: sample)
    let claim = Claim.onlyMayReach(from: [web], to: [Target(group: api)])
    return (run, Intent(sentence: "test", claim: claim, world: world, place: run.place))
  }

  @Test func aProhibitionThatANewPodBreaksHoldsToday() async throws {
    let (run, intent) = run()
    let outcome = await run.outcome(intent)
    #expect(outcome.verdict == .holdsToday)
    let found = try #require(outcome.breaks.first)
    #expect(found.world == .open)
    #expect(found.newEnd == .source)
    #expect(found.hypothesis.pods.map(\.labels.count) == [1])
    #expect(found.evidence.flow.port == 1)
    #expect(found.group == nil)
  }

  @Test func theSameBreakRefutesWhereTheWorldIsAskedFor() async {
    for world in [World.open, .openCluster, .openBoth] {
      let (run, intent) = run(world: world)
      let outcome = await run.outcome(intent)
      #expect(outcome.verdict == .refuted)
      #expect(outcome.breaks.first?.world == .open)
      #expect(outcome.exitStatus(run.options) == .refuted)
    }
  }

  @Test func strictFailsOnWhatHoldsTodayOnly() async {
    var (run, intent) = run()
    #expect(await run.outcome(intent).exitStatus(run.options) == .success)
    run.options.isStrict = true
    #expect(await run.outcome(intent).exitStatus(run.options) == .refuted)
    intent.waiver = Waiver(until: day("2026-06-01"), reason: "known")
    #expect(await run.outcome(intent).verdict == .waived)
  }

  @Test func aFixedLabelKeepsTheClientOut() async {
    var (run, intent) = run()
    let app = run.sample.snapshot.symbols.intern("app")
    run.assumptions.fixedPodLabels = [app]
    #expect(await run.outcome(intent).verdict == .proved)
    intent.world = .openCluster
    #expect(await run.outcome(intent).verdict == .proved)
  }

  @Test func anObligationIsAskedInItsOwnWorldAlone() async {
    var run = shop.run
    let claim = Claim.reaches(from: [shop.web], to: [shop.target(shop.api)])
    #expect(await run.outcome(claim).verdict == .refuted)
    let port = Ports.list([PortTerm(.numbers(3000...3000))])
    let owed = Claim.reaches(from: [shop.web], to: [Target(group: shop.api, ports: port)])
    #expect(await run.outcome(owed).verdict == .proved)
    run.options.isStrict = true
    #expect(await run.outcome(owed).breaks.isEmpty)
  }

  @Test func whatBreaksTheSentenceTodayIsShownInEveryWorld() async {
    var intent = Intent(
      sentence: "test", claim: .noEgress(of: [shop.db], except: []), place: shop.run.place)
    intent.world = .openCluster
    let outcome = await shop.run.outcome(intent)
    #expect(outcome.verdict == .refuted)
    #expect(outcome.breaks.isEmpty)
    #expect(!outcome.counterexamples.isEmpty)
  }

  /// An undeclared namespace is in no group today, and may be in one by its labels: what is not modelled there matters then.
  @Test func whatCannotBeJudgedInWiderWorldsIsNeverProved() async {
    var run = shop.run
    let elsewhere = run.sample.namespace("elsewhere")
    run.sample.snapshot.unmodelledObjects = [shop.object(in: elsewhere)]
    let team = run.sample.selector(["team": "batch"])
    let batch = Group(
      name: "BATCH",
      term: .pods(namespaces: .matching(team), selector: nil, serviceAccount: nil))
    let port = Ports.list([PortTerm(.numbers(3000...3000))])
    let claim = Claim.cannotReach(from: [batch], to: [Target(group: shop.api, ports: port)])
    let outcome = await run.outcome(claim)
    #expect(outcome.verdict == .holdsToday)
    #expect(outcome.breaks.isEmpty)
    #expect(outcome.unsupported.count == 1)
    run.sample.snapshot.unmodelledObjects = []
    #expect(await run.outcome(claim).verdict == .proved)
  }
}
