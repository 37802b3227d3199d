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
  @Test(arguments: 0..<300 as Range<UInt64>, [false, true])
  func coresOfFlowsSufficeAndAreMinimal(seed: UInt64, hasTiers: Bool) {
    var random = SplitMix64(seed: seed)
    let (sample, assumptions) = Self.sample(hasTiers, using: &random)
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

  @Test(arguments: 0..<400 as Range<UInt64>, [false, true])
  func coresOfClaimsSufficeAndAreMinimal(seed: UInt64, hasTiers: Bool) {
    var random = SplitMix64(seed: seed)
    var (sample, assumptions) = Self.sample(hasTiers, using: &random)
    let claims = (0..<4).map { _ in sample.randomClaim(using: &random) }
    let pair = Case(sample, assumptions, claims)
    for claim in claims { pair.tryCores(of: claim, in: .deployed) }
  }

  @Test(arguments: 0..<100 as Range<UInt64>, [false, true])
  func coresInWiderWorldsSufficeAndAreMinimal(seed: UInt64, hasTiers: Bool) {
    var random = SplitMix64(seed: seed)
    var (sample, assumptions) = Self.sample(hasTiers, using: &random)
    let claims = (0..<3).map { _ in sample.randomClaim(using: &random) }
    let pair = Case(sample, assumptions, claims)
    for claim in claims { pair.tryCores(of: claim, in: random.pick([.open, .openCluster])) }
  }

  private static func sample(
    _ hasTiers: Bool, using random: inout SplitMix64
  ) -> (Sample, Assumptions) {
    var sample = Sample.random(using: &random)
    var assumptions = Sample.randomAssumptions(using: &random)
    if hasTiers {
      sample.addTiers(using: &random)
      assumptions.baselineScope = random.pick(BaselineScope.allCases)
    }
    return (sample, assumptions)
  }

  /// A cluster, read both ways.
  private struct Case {
    let cluster: Cluster
    let claims: [Claim]
    let symbolic: SymbolicEngine

    init(_ sample: Sample, _ assumptions: Assumptions, _ claims: [Claim]) {
      self.claims = claims
      cluster = Cluster(sample.snapshot, assumptions: assumptions)
      symbolic = SymbolicEngine(
        snapshot: sample.snapshot, assumptions: assumptions, claims: claims, coverage: claims,
        limits: Limits())
    }

    func tryCores(of claim: Claim, in world: World) {
      // `some` is what has a reason when it does not hold.
      let wanted = claim.isPossibility ? Answer.Outcome.violated : .holds
      guard outcome(of: claim, in: world, cluster) == wanted else { return }
      var union: [Ground] = []
      for search in symbolic.cores(of: claim, in: world) {
        guard case .core(let core) = search else {
          Issue.record("no core of \(claim): \(search)")
          continue
        }
        union += core.grounds
        // A core for one tenant is not one for all of them.
        if case .namespacesIsolated = claim { continue }
        let suffices = holds(claim, core.stance, core.grounds, world)
        #expect(suffices ?? true, "\(core) of \(claim)")
        for member in core.grounds {
          let rest = core.grounds.filter { $0 != member }
          let isIdle = holds(claim, core.stance, rest, world)
          #expect(!(isIdle ?? false), "\(member) of \(claim)")
        }
      }
      if case .namespacesIsolated = claim {
        let suffices = holds(claim, .denial, union, world)
        #expect(suffices ?? true, "\(union) of \(claim)")
      }
    }

    /// Whether the answer stays the same with nothing known but `grounds`; nil where the engine cannot tell.
    private func holds(
      _ claim: Claim, _ stance: Stance, _ grounds: [Ground], _ world: World
    ) -> Bool? {
      let part: Claim =
        switch (claim, stance) {
        case (.onlyReaches(let from, let to), .denial): .onlyMayReach(from: from, to: to)
        case (.onlyReaches(let from, let to), .permission): .reaches(from: from, to: to)
        default: claim
        }
      let outcome = outcome(of: part, in: world, cluster.resting(on: Set(grounds), stance))
      if case .gaveUp = outcome { return nil }
      return claim.isPossibility == (outcome == .violated)
    }

    private func outcome(of claim: Claim, in world: World, _ cluster: Cluster) -> Answer.Outcome {
      ExplicitEngine(cluster, claims: [claim], coverage: claims).answer(claim, in: world).outcome
    }
  }
}

extension Claim {
  fileprivate var isPossibility: Bool {
    if case .someReaches = self { true } else { false }
  }
}
