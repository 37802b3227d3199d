import ClusterModel
import Evaluation
import Intents
import Samples
import Testing

@testable import ExplicitEngine

/// The table of all connections against the reference semantics, flow by flow.
@Suite struct ConnectionTableTests {
  @Test(arguments: 0..<300 as Range<UInt64>)
  func tableDecidesEveryFlowLikeTheReference(seed: UInt64) {
    var random = SplitMix64(seed: 41_000 + seed)
    let sample = Sample.random(using: &random)
    compare(sample, using: &random)
  }

  @Test(arguments: 0..<300 as Range<UInt64>)
  func tableDecidesEveryFlowLikeTheReferenceWithAdminTiers(seed: UInt64) {
    var random = SplitMix64(seed: 42_000 + seed)
    var sample = Sample.random(using: &random)
    sample.addTiers(using: &random)
    compare(sample, scope: random.pick(BaselineScope.allCases), using: &random)
  }

  private func compare(
    _ sample: Sample, scope: BaselineScope = .direction, using random: inout SplitMix64
  ) {
    var sample = sample
    let claims = (0..<2).map { _ in sample.randomClaim(using: &random) }
    var assumptions = Sample.randomAssumptions(using: &random)
    assumptions.baselineScope = scope
    let cluster = Cluster(sample.snapshot, assumptions: assumptions)
    let table = ConnectionTable(cluster, telling: claims)
    let rows = (0..<table.classCount).map { table.row(from: $0) }
    for flow in sample.candidateFlows where cluster.exists(flow) {
      guard let source = table.index(of: flow.source),
        let destination = table.index(of: flow.destination),
        let family = cluster.families.firstIndex(of: flow.family)
      else {
        Issue.record("\(flow) has an end in no class")
        continue
      }
      let connection = table[rows[source][destination]]
      let must = connection.must[family].contains(flow.port, of: flow.protocol)
      let may = connection.may[family].contains(flow.port, of: flow.protocol)
      let decision = cluster.decision(for: flow)
      let agrees = must == decision.isCertain && may == decision.isPossible
      #expect(agrees, "\(flow): table \(must) \(may), reference \(decision.allowed)")
    }
  }
}

extension ConnectionTable {
  fileprivate func index(of end: Endpoint) -> Int? {
    switch end {
    case .pod(let pod): (0..<podClassCount).first { pods(of: $0).contains(pod) }
    case .address(let address):
      (podClassCount..<classCount).first {
        guard let region = region(of: $0) else { return false }
        return region.family == address.family && region.addresses.contains(address.bits)
      }
    }
  }
}
