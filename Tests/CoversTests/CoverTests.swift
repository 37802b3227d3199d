import ClusterModel
import Evaluation
import ExplicitEngine
import Intents
import Samples
import Testing

@testable import Covers

/// Case splits against the explicit engine, which knows nothing of them: there is one where the sentence holds, and only there.
@Suite struct CoverTests {
  @Test(arguments: 0..<600 as Range<UInt64>)
  func coversAreThereWhereSentencesHoldToday(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var sample = Sample.random(using: &random)
    let claims = (0..<4).map { _ in sample.randomClaim(using: &random) }
    let assumptions = Sample.randomAssumptions(using: &random)
    let cluster = Cluster(sample.snapshot, assumptions: assumptions)
    let engine = ExplicitEngine(cluster, claims: claims, coverage: claims)
    for (index, claim) in claims.enumerated() {
      let comparison = CoverComparison(cluster, claims, index, .deployed)
      comparison.compare(with: engine.answer(claim).outcome)
    }
  }

  @Test(arguments: 0..<400 as Range<UInt64>)
  func coversAreThereWhereSentencesHoldUnderAdminTiers(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var sample = Sample.random(using: &random)
    sample.addTiers(.small, using: &random)
    let claims = (0..<4).map { _ in sample.randomClaim(using: &random) }
    var assumptions = Sample.randomAssumptions(using: &random)
    if random.chance(30) { assumptions.baselineScope = .pod }
    let cluster = Cluster(sample.snapshot, assumptions: assumptions)
    let engine = ExplicitEngine(cluster, claims: claims, coverage: claims)
    for (index, claim) in claims.enumerated() {
      let comparison = CoverComparison(cluster, claims, index, .deployed)
      comparison.compare(with: engine.answer(claim).outcome)
    }
  }

  @Test(arguments: 0..<600 as Range<UInt64>)
  func coversAreThereWhereSentencesHoldInWiderWorlds(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let world: World = [.open, .openCluster, .openCluster, .openBoth][Int(seed % 4)]
    var made =
      seed % 3 == 0
      ? WorldSample.small(in: world, using: &random) : WorldSample.slim(in: world, using: &random)
    if seed % 5 == 1 { made = made.withTiers(.small, using: &random) }
    if seed % 2 == 0 { made.sample.leaveOpen(&made.assumptions, using: &random) }
    // Samples assume things of labels that they do not spell.
    let keys = made.assumptions.fixedNamespaceLabels + made.assumptions.fixedPodLabels
    let spelled = (keys + [made.assumptions.newNamespacePolicies].compactMap(\.self)).map(
      \.rawValue)
    while made.sample.snapshot.symbols.count <= spelled.max() ?? 0 {
      _ = made.sample.symbol("spelled-\(made.sample.snapshot.symbols.count)")
    }
    let cluster = Cluster(made.sample.snapshot, assumptions: made.assumptions)
    let engine = ExplicitEngine(cluster, claims: made.claims, coverage: made.claims)
    for (index, claim) in made.claims.enumerated() {
      let comparison = CoverComparison(cluster, made.claims, index, world)
      comparison.compare(with: engine.answer(claim, in: world).outcome)
    }
  }
}

/// One claim of a sample, as a certificate speaks of it.
struct CoverComparison {
  let subject: CoverSubject
  let world: World
  let standing: Standing

  init(_ cluster: Cluster, _ claims: [Claim], _ index: Int, _ world: World) {
    let intents = claims.enumerated().map { index, claim in
      Intent(
        id: "i\(index)", sentence: "sentence \(index)", claim: claim, world: world, place: .nowhere)
    }
    subject = CoverSubject(cluster, intents[index], coverage: intents)
    self.world = world
    let isProved = claims[index].prohibition == nil || world >= .openCluster
    standing = isProved ? .proved : .holdsToday
  }

  func compare(with outcome: Answer.Outcome) {
    switch outcome {
    case .holds: expectCover()
    case .violated: expectNoCover()
    case .vacuous, .gaveUp: return
    }
  }

  private func expectCover() {
    do throws(CoverFailure) {
      let cover = try Cover(of: subject, standing, in: world)
      do {
        let result = try subject.check(try CoverDocument(cover.text))
        #expect(result.cases == cover.count)
        var random = SplitMix64(seed: UInt64(cover.text.utf8.count))
        let untruth = WorkedCover(subject: subject, text: cover.text)
          .untruth(in: cover.text, using: &random)
        #expect(untruth == nil, "\(untruth ?? "")\n\(cover.text)")
      } catch {
        Issue.record("rejected: \(error)\n\(cover.text)\n\(subject.intent.claim)")
      }
    } catch {
      // Engines know nothing of what is not modelled; CertificateTests holds it against what verdicts are refused for.
      switch error {
      case .tooLarge, .unsupported: return
      case .undecided, .violated: break
      }
      Issue.record("\(world): no cover: \(error): \(subject.intent.claim)")
    }
  }

  private func expectNoCover() {
    if let cover = try? Cover(of: subject, standing, in: world) {
      Issue.record(
        "\(world): a cover of what does not hold: \(cover.text)\n\(subject.intent.claim)")
    }
  }
}
