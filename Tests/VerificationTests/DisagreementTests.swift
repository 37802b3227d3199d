import ClusterModel
import Intents
import Samples
import SymbolicEngine
import Testing

@testable import Verification

/// An engine that lies: whatever it lies about must surface as a disagreement, never as a verdict.
@Suite struct DisagreementTests {
  private final class Liar: SymbolicReading {
    let truth: SymbolicEngine
    let lie: (Answer) -> Answer
    let world: World
    /// What it says of every flow; nil for the truth.
    let accepts: Bool?

    init(
      _ truth: SymbolicEngine, in world: World, accepts: Bool?, lie: @escaping (Answer) -> Answer
    ) {
      self.truth = truth
      self.world = world
      self.accepts = accepts
      self.lie = lie
    }

    var statistics: SolverStatistics { truth.statistics }

    func answer(_ claim: Claim, in world: World) -> Answer {
      let answer = truth.answer(claim, in: world)
      return world == self.world ? lie(answer) : answer
    }

    func accepts(
      _ flow: Flow, supposing hypothesis: Hypothesis, asViolationOf claim: Claim
    ) -> Bool {
      accepts ?? truth.accepts(flow, supposing: hypothesis, asViolationOf: claim)
    }

    func accepts(_ flow: Flow, asWitnessOf claim: Claim) -> Bool {
      accepts ?? truth.accepts(flow, asWitnessOf: claim)
    }
  }

  private let shop = Shop()

  private func verdict(
    _ claim: Claim, askedIn asked: World = .deployed, in world: World = .deployed,
    accepts: Bool? = nil, lie: @escaping (Answer) -> Answer
  ) async -> Verdict {
    let intent = Intent(
      sentence: "test", claim: claim, world: asked, place: shop.run.place)
    let verifier = Verifier(
      shop.run.sample.snapshot, [shop.run.file([intent])], shop.run.options
    ) { snapshot, assumptions, claims, coverage, limits in
      Liar(
        SymbolicEngine(
          snapshot: snapshot, assumptions: assumptions, claims: claims, coverage: coverage,
          limits: limits), in: world, accepts: accepts, lie: lie)
    }
    let result = await verifier.run()
    #expect((result.exitStatus == .disagreement) == (result.outcomes[0].verdict == .disagreement))
    return result.outcomes[0].verdict
  }

  private var broken: Claim { .onlyMayReach(from: [shop.web], to: [shop.target(shop.db)]) }
  private var holding: Claim { .onlyMayReach(from: [shop.web], to: [shop.target(shop.api)]) }

  @Test func theTruthIsNoDisagreement() async {
    #expect(await verdict(broken) { $0 } == .refuted)
    #expect(await verdict(holding) { $0 } == .proved)
  }

  @Test func aWrongVerdictIsADisagreement() async {
    #expect(await verdict(broken) { _ in Answer(.holds) } == .disagreement)
    #expect(await verdict(holding) { _ in Answer(.violated) } == .disagreement)
    #expect(await verdict(holding) { _ in Answer(.vacuous(.flows)) } == .disagreement)
  }

  @Test func aLieAboutAWiderWorldIsADisagreement() async {
    #expect(await verdict(holding, in: .openCluster) { _ in Answer(.violated) } == .disagreement)
    // A client that needs nothing is no break of what asks for a label.
    let pod = PodID(rawValue: Int32(shop.run.sample.snapshot.pods.count))
    let namespace = NamespaceID(rawValue: 0)
    let result = await verdict(holding, in: .openCluster, accepts: true) { _ in
      Answer(
        .violated,
        counterexample: Flow(
          source: .pod(pod), destination: .pod(PodID(rawValue: 1)), family: .ipv4, protocol: .tcp,
          port: 3000),
        hypothesis: Hypothesis(pods: [HypotheticalPod(namespace: namespace)]))
    }
    #expect(result == .disagreement)
  }

  @Test func aLieAboutANarrowerWorldIsADisagreement() async {
    // What is deployed is looked at first, and the world between is where the narrowest break is looked for.
    let deployed = await verdict(holding, askedIn: .openCluster) { _ in Answer(.violated) }
    #expect(deployed == .disagreement)
    // Nobody is in it yet, and nothing protects who comes.
    let between = Claim.cannotReach(
      from: [Group(name: "anyone", term: .anyone)], to: [shop.target(shop.nobody)])
    let truth = await verdict(between, askedIn: .openCluster) { $0 }
    let lie = await verdict(between, askedIn: .openCluster, in: .open) { _ in Answer(.holds) }
    #expect(truth == .refuted)
    #expect(lie == .disagreement)
  }

  @Test func aCounterexampleThatDoesNotReplayIsADisagreement() async {
    // The liar stands by its flow, so that the replay alone can find out.
    let result = await verdict(broken, accepts: true) { answer in
      var answer = answer
      answer.counterexample?.source = .pod(PodID(rawValue: 0))  // web, which is allowed to
      return answer
    }
    #expect(result == .disagreement)
  }

  @Test func aLostWitnessIsADisagreement() async {
    let result = await verdict(holding) { answer in
      var answer = answer
      answer.witness = nil
      return answer
    }
    #expect(result == .disagreement)
  }

  @Test func aReadingThatRefusesTheOthersFlowIsADisagreement() async {
    #expect(await verdict(broken, accepts: false) { $0 } == .disagreement)
    #expect(await verdict(holding, accepts: false) { $0 } == .disagreement)
  }
}
