import ClusterModel
import Intents
import Samples
import Testing

@testable import Verification

@Suite struct WaiverTests {
  private let shop = Shop()

  private func outcome(
    _ claim: Claim, until: String, strict: Bool = false, severity: Severity = .low
  ) async -> (Outcome, Verification.ExitStatus) {
    var run = shop.run
    run.options.isStrict = strict
    var intent = Intent(sentence: "test", claim: claim, severity: severity, place: run.place)
    intent.waiver = Waiver(until: day(until), reason: "migration")
    let outcome = await run.outcome(intent)
    return (outcome, outcome.exitStatus(run.options))
  }

  private var broken: Claim { .onlyMayReach(from: [shop.web], to: [shop.target(shop.db)]) }
  private var holding: Claim { .onlyMayReach(from: [shop.web], to: [shop.target(shop.api)]) }

  @Test func theLastDayOfAWaiverStillCounts() async {
    let (outcome, status) = await outcome(broken, until: "2026-06-01")
    #expect(outcome.verdict == .waived)
    #expect(status == .success)
    #expect(!outcome.counterexamples.isEmpty)
  }

  @Test func aWaiverThatRanOutIsRefutedAndSaysSo() async {
    let (outcome, status) = await outcome(broken, until: "2026-05-31")
    #expect(outcome.verdict == .refuted)
    #expect(outcome.notes.contains(.waiverRanOut(day("2026-05-31"))))
    #expect(status == .refuted)
  }

  @Test func aWaiverThatIsNotNeededIsANote() async {
    let (outcome, _) = await outcome(holding, until: "2026-07-01")
    #expect(outcome.verdict == .proved)
    #expect(outcome.notes.contains(.waiverNotNeeded))
  }

  @Test func aWaiverNeverCoversVacuity() async {
    let claim = Claim.cannotReach(from: [shop.nobody], to: [shop.target(shop.db)])
    #expect(await outcome(claim, until: "2026-07-01").0.verdict == .vacuous)
  }

  @Test func severityDecidesWhatCountsForTheExitStatus() async {
    var run = shop.run
    run.options.failOn = .high
    var intent = Intent(sentence: "test", claim: broken, severity: .medium, place: run.place)
    #expect(await run.result([intent]).exitStatus == .success)
    intent.severity = .critical
    #expect(await run.result([intent]).exitStatus == .refuted)
  }
}
