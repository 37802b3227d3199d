import ClusterModel
import Evaluation
import Intents
import Samples
import Testing
import Verification

@testable import Covers

/// What verdicts are refused for, certificates are refused for: the one is decided by groups, the other on regions of flows.
@Suite struct SupportAgreementTests {
  @Test func coversAreRefusedWhereVerdictsAre() async throws {
    var seen: [String: Int] = [:]
    for seed in 0..<90 as Range<UInt64> {
      var random = SplitMix64(seed: seed)
      let question = Question(seed: seed, using: &random)
      let result = await Verifier(question.snapshot, [question.file], question.options).run()
      for (outcome, subject) in zip(result.outcomes, question.subjects) {
        compare(outcome, subject, &seen)
      }
    }
    // The samples speak of each.
    #expect(seen["ownNode"] ?? 0 >= 3, "\(seen)")
    for summary in ["own node", "node's address", "not filtered", "IPv6", "negative"] {
      #expect(seen.contains { $0.key.contains(summary) && $0.value >= 3 }, "\(summary): \(seen)")
    }
    #expect(seen["supported"] ?? 0 >= 30, "\(seen)")
  }

  private func compare(_ outcome: Outcome, _ subject: CoverSubject, _ seen: inout [String: Int]) {
    for reason in outcome.unsupported {
      switch reason {
      case .ownNode: seen["ownNode", default: 0] += 1
      case .cni(let cni, let difference): seen["\(cni) \(difference)", default: 0] += 1
      case .objects: seen["objects", default: 0] += 1
      }
    }
    let world = subject.intent.world
    if outcome.verdict == .unsupported {
      for (standing, world) in [(Standing.holdsToday, world), (.proved, max(world, .openCluster))] {
        let cover = try? Cover(of: subject, standing, in: world)
        #expect(
          cover == nil, "\(outcome.unsupported): \(subject.intent.claim)\n\(cover?.text ?? "")")
        expectRejection(subject, standing, world)
      }
    } else if !outcome.unsupported.isEmpty {
      let cover = try? Cover(of: subject, .proved, in: max(world, .openCluster))
      #expect(cover == nil, "\(outcome.unsupported): \(subject.intent.claim)")
    } else if outcome.verdict == .proved {
      seen["supported", default: 0] += 1
      do throws(CoverFailure) {
        _ = try Cover(of: subject, .proved, in: max(world, .openCluster), limit: 300)
      } catch {
        if case .unsupported(let what) = error {
          Issue.record("\(what), though the verdict is proved: \(subject.intent.claim)")
        }
      }
    }
  }

  /// A case split that holds where plugins do as the API says is none here.
  private func expectRejection(_ subject: CoverSubject, _ standing: Standing, _ world: World) {
    var assumptions = subject.cluster.assumptions
    assumptions.cni = .upstream
    var snapshot = subject.cluster.snapshot
    snapshot.clusterNetworkPolicies = []
    let plain = CoverSubject(
      Cluster(snapshot, assumptions: assumptions), subject.intent, coverage: subject.coverage)
    guard let cover = try? Cover(of: plain, standing, in: world, limit: 300),
      let document = try? CoverDocument(cover.text)
    else { return }
    let result = try? subject.check(document, isLenient: true)
    #expect(result == nil, "\(subject.intent.claim)\n\(cover.text)")
  }

  /// A random cluster and a few sentences about it.
  private struct Question {
    let snapshot: Snapshot
    let file: IntentFile
    let options: VerificationOptions
    let subjects: [CoverSubject]

    init(seed: UInt64, using random: inout SplitMix64) {
      var sample = Sample.random(using: &random)
      if seed % 2 == 0 { sample.addTiers(.small, using: &random) }
      var assumptions = Sample.randomAssumptions(using: &random)
      assumptions.cni = random.pick([.calico, .azureNPM, .azureNPM, .upstream, .upstream])
      let world = random.pick(World.allCases)
      let claims = (0..<4).map { _ in sample.randomClaim(using: &random) }
      let place = Place(file: FileID(rawValue: 0), document: 1, line: 1, column: 1)
      let intents = claims.enumerated().map { index, claim in
        Intent(id: "i\(index)", sentence: "sentence", claim: claim, world: world, place: place)
      }
      snapshot = sample.snapshot
      file = IntentFile(file: FileID(rawValue: 0), assumptions: assumptions, intents: intents)
      var options = VerificationOptions(today: day)
      options.engines = .explicit
      self.options = options
      let cluster = Cluster(snapshot, assumptions: assumptions)
      subjects = intents.map { CoverSubject(cluster, $0, coverage: intents) }
    }
  }
}

/// The day on which tests are run.
let day: CalendarDay = {
  guard let day = CalendarDay("2026-06-01") else { preconditionFailure("no day") }
  return day
}()
