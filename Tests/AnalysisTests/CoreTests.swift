import ClusterModel
import Evaluation
import ExplicitEngine
import Intents
import Samples
import SymbolicEngine
import Testing

/// What the symbolic reading says that an answer rests on, held against the concrete one: with the core alone the answer stays
/// as it is, and without any member of the core it does not.
@Suite struct CoreTests {
  @Test(arguments: 0..<300 as Range<UInt64>)
  func coresOfFlowsSufficeAndAreMinimal(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let sample = Sample.random(using: &random)
    let assumptions = Sample.randomAssumptions(using: &random)
    let cluster = Cluster(sample.snapshot, assumptions: assumptions)
    let engine = SymbolicEngine(
      snapshot: sample.snapshot, assumptions: assumptions, claims: [], coverage: [],
      limits: Limits())
    let flows = sample.candidateFlows.filter(cluster.exists)
    for flow in flows.shuffled(using: &random).prefix(6) {
      let allowed = cluster.decision(for: flow).allowed
      let questions: [(Stance, SymbolicEngine.Certainty)] =
        switch allowed {
        case .no: [(.denial, .may), (.denial, .must)]
        case .unknown: [(.denial, .must), (.permission, .may)]
        case .yes: [(.permission, .may), (.permission, .must)]
        }
      for (stance, certainty) in questions {
        guard case .core(let core) = engine.core(of: flow, stance, certainty) else {
          Issue.record("no core of \(flow)")
          continue
        }
        #expect(core.isMinimal)
        func holds(_ grounds: [Ground]) -> Bool {
          let rested = cluster.resting(on: Set(grounds), stance).decision(for: flow).allowed
          let isAllowed = certainty == .may ? rested != .no : rested == .yes
          return isAllowed == (stance == .permission)
        }
        let suffices = holds(core.grounds)
        #expect(suffices, "\(core) of \(flow)")
        for member in core.grounds {
          let isIdle = holds(core.grounds.filter { $0 != member })
          #expect(!isIdle, "\(member) of \(flow)")
        }
      }
    }
  }

  @Test(arguments: 0..<400 as Range<UInt64>)
  func coresOfClaimsSufficeAndAreMinimal(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var sample = Sample.random(using: &random)
    let claims = (0..<4).map { _ in sample.randomClaim(using: &random) }
    let assumptions = Sample.randomAssumptions(using: &random)
    let cluster = Cluster(sample.snapshot, assumptions: assumptions)
    let engine = SymbolicEngine(
      snapshot: sample.snapshot, assumptions: assumptions, claims: claims, coverage: claims,
      limits: Limits())
    for claim in claims {
      guard
        ExplicitEngine(cluster, claims: claims, coverage: claims).answer(claim).outcome == .holds
      else { continue }
      if case .namespacesIsolated = claim { continue }
      for search in engine.cores(of: claim) {
        guard case .core(let core) = search else {
          Issue.record("no core of \(claim): \(search)")
          continue
        }
        let part: Claim =
          switch (claim, core.stance) {
          case (.onlyReaches(let from, let to), .denial): .onlyMayReach(from: from, to: to)
          case (.onlyReaches(let from, let to), .permission): .reaches(from: from, to: to)
          default: claim
          }
        func holds(_ grounds: [Ground]) -> Bool {
          let rested = cluster.resting(on: Set(grounds), core.stance)
          let answer = ExplicitEngine(rested, claims: [part], coverage: claims).answer(part)
          return answer.outcome != .violated
        }
        let suffices = holds(core.grounds)
        #expect(suffices, "\(core) of \(part)")
        for member in core.grounds {
          let isIdle = holds(core.grounds.filter { $0 != member })
          #expect(!isIdle, "\(member) of \(part)")
        }
      }
    }
  }
}
