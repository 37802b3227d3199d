import ClusterModel
import Evaluation
import ExplicitEngine
import Intents
import Samples
import Testing

/// The engine works on classes, port sets and bounds; here every flow is looked at one by one.
@Suite struct BruteForceTests {
  @Test(arguments: 0..<200 as Range<UInt64>)
  func classesDecideLikeSingleFlows(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let sample = Sample.random(using: &random)
    compare(sample, using: &random)
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func classesDecideLikeSingleFlowsWithAdminTiers(seed: UInt64) {
    var random = SplitMix64(seed: 2_000 + seed)
    var sample = Sample.random(using: &random)
    sample.addTiers(using: &random)
    compare(sample, scope: random.pick(BaselineScope.allCases), using: &random)
  }

  private func compare(
    _ sample: Sample, scope: BaselineScope = .direction, using random: inout SplitMix64
  ) {
    var sample = sample
    let claims = (0..<4).map { _ in sample.randomClaim(using: &random) }
    var assumptions = Sample.randomAssumptions(using: &random)
    assumptions.baselineScope = scope
    let cluster = Cluster(sample.snapshot, assumptions: assumptions)
    let engine = ExplicitEngine(cluster, claims: claims, coverage: claims)
    let flows = sample.candidateFlows.filter(cluster.exists)
    for claim in claims {
      let answer = engine.answer(claim)
      let violating = flows.filter {
        cluster.violation(of: claim, by: $0, coverage: claims) != nil
      }
      if case .someReaches = claim {
        let regions = ClaimRegions(claim, coverage: claims)
        let fulfils = flows.contains { flow in
          cluster.decision(for: flow).isCertain
            && ClaimRegions.ports(
              regions.sought, flow.source, flow.destination, cluster, possible: true
            ).contains(flow.port, of: flow.protocol)
        }
        let agrees = (answer.outcome == .holds) == fulfils
        #expect(agrees, "\(claim)")
        continue
      }
      let isViolatedByFlow = answer.outcome == .violated && answer.missingPort == nil
      let agrees = isViolatedByFlow == !violating.isEmpty
      #expect(agrees, "\(claim)")
      if let flow = answer.counterexample {
        let replays = cluster.violation(of: claim, by: flow, coverage: claims) != nil
        #expect(replays)
      }
      if let flow = answer.witness {
        let isCertain = cluster.exists(flow) && cluster.decision(for: flow).isCertain
        #expect(isCertain)
      }
    }
  }

  @Test(arguments: 1000..<1100 as Range<UInt64>)
  func everyViolatingPairOfWorkloadsIsListed(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let sample = Sample.random(using: &random)
    try compareListing(sample, using: &random)
  }

  @Test(arguments: 0..<100 as Range<UInt64>)
  func everyViolatingPairOfWorkloadsIsListedWithAdminTiers(seed: UInt64) throws {
    var random = SplitMix64(seed: 3_000 + seed)
    var sample = Sample.random(using: &random)
    sample.addTiers(using: &random)
    try compareListing(sample, using: &random)
  }

  private func compareListing(_ sample: Sample, using random: inout SplitMix64) throws {
    var sample = sample
    let claim = sample.randomClaim(using: &random)
    let cluster = Cluster(
      sample.snapshot, assumptions: Sample.randomAssumptions(using: &random))
    let engine = ExplicitEngine(cluster, claims: [claim], coverage: [claim])
    let listed = try #require(engine.violations(of: claim, limit: nil))
    let expected = Set(
      sample.candidateFlows.filter {
        cluster.violation(of: claim, by: $0, coverage: [claim]) != nil
      }.map { Pair(cluster, $0) })
    let found = Set(listed.flows.map { Pair(cluster, $0) })
    #expect(found == expected)
    #expect(listed.total == expected.count)
    #expect(listed.flows.count == expected.count)
  }

  /// Workloads, or nil for the outside.
  private struct Pair: Hashable {
    var source: WorkloadID?
    var destination: WorkloadID?

    init(_ cluster: Cluster, _ flow: Flow) {
      func workload(_ end: Endpoint) -> WorkloadID? {
        guard case .pod(let id) = end else { return nil }
        return cluster.snapshot[id].workload
      }
      source = workload(flow.source)
      destination = workload(flow.destination)
    }
  }
}
