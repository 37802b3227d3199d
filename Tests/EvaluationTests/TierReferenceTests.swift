import ClusterModel
import Evaluation
import Intents
import Samples
import Testing

/// The tiers of cluster-scoped policies against a reference that tries every order and every way to settle the unknown.
@Suite struct TierReferenceTests {
  @Test(arguments: 0..<400 as Range<UInt64>)
  func everyForkIsFollowed(seed: UInt64) {
    var random = SplitMix64(seed: 61_000 + seed)
    var sample = Sample.random(using: &random)
    sample.addTiers(using: &random)
    var assumptions = Sample.randomAssumptions(using: &random)
    assumptions.cni = random.pick([.upstream, .cilium])
    assumptions.clientAddress = .preserved
    assumptions.baselineScope = random.pick(BaselineScope.allCases)
    let cluster = Cluster(sample.snapshot, assumptions: assumptions)
    let reference = TierReference(sample.snapshot, assumptions)
    var alone = sample.snapshot
    alone.clusterNetworkPolicies = []
    let networkPolicies = Cluster(alone, assumptions: assumptions)
    for flow in sample.candidateFlows where random.chance(20) && cluster.exists(flow) {
      let decision = cluster.decision(for: flow)
      let plain = networkPolicies.decision(for: flow)
      for direction in Direction.allCases {
        let (decided, before) =
          direction == .ingress
          ? (decision.ingress, plain.ingress) : (decision.egress, plain.egress)
        let end = direction == .ingress ? flow.destination : flow.source
        guard case .pod(let pod) = end, ![.hostNetwork, .ownNode].contains(decided.basis) else {
          continue
        }
        let isolated = !networkPolicies.isolatingPolicies(of: pod, direction).isEmpty
        let selected = Direction.allCases.contains {
          !networkPolicies.isolatingPolicies(of: pod, $0).isEmpty
        }
        let expected = reference.outcomes(
          of: flow, direction, at: pod, networkPolicy: isolated ? before.allowed.outcomes : nil,
          isSelected: selected)
        #expect(decided.allowed.outcomes == expected, "\(direction) \(flow)")
        check(decided, flow, direction, cluster)
      }
    }
  }

  /// What is said of a decision has to fit what is decided.
  private func check(
    _ decision: DirectionDecision, _ flow: Flow, _ direction: Direction, _ cluster: Cluster
  ) {
    let actions = decision.determiningRules.map(cluster.action)
    switch decision.allowed {
    case .yes: #expect(actions.allSatisfy { $0 == .allow })
    case .no:
      #expect(actions.allSatisfy { $0 == .deny })
      #expect(decision.tier != nil)
      let isExplained = !actions.isEmpty || decision.tier == .networkPolicy
      #expect(isExplained)
    case .unknown:
      let isExplained = !actions.isEmpty
      #expect(isExplained)
    }
    if let ambiguity = decision.ambiguity {
      #expect(decision.allowed == .unknown)
      #expect(ambiguity.allowing.policy != ambiguity.denying.policy)
      #expect(cluster.action(of: ambiguity.allowing) != .deny)
      #expect(cluster.action(of: ambiguity.denying) != .allow)
    }
    for pass in decision.passes { #expect(cluster.action(of: pass) == .pass) }
    for mismatch in cluster.mismatches(of: flow, direction) {
      #expect(cluster.action(of: mismatch.rule) == .allow)
      #expect(!decision.determiningRules.contains(mismatch.rule))
    }
  }
}

extension Ternary {
  /// What may come of it.
  fileprivate var outcomes: Set<Bool> {
    switch self {
    case .no: [false]
    case .unknown: [false, true]
    case .yes: [true]
    }
  }
}
