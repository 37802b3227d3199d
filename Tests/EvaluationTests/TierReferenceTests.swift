import ClusterModel
import Evaluation
import Intents
import Samples
import Testing

/// The tiers of cluster-scoped policies against a reference that tries every order and every way to settle the unknown.
@Suite struct TierReferenceTests {
  @Test(arguments: 0..<400 as Range<UInt64>)
  func everyForkIsFollowed(seed: UInt64) {
    let trial = Trial(61_000 + seed)
    trial.forEachDirection { question, decided in
      let expected = trial.reference.outcomes(
        of: question.flow, question.direction, at: question.pod,
        networkPolicy: question.networkPolicy, isSelected: question.isSelected)
      #expect(decided.allowed.outcomes == expected, "\(question)")
      check(decided, question.flow, question.direction, trial.cluster)
    }
  }

  @Test(arguments: 0..<300 as Range<UInt64>)
  func ofRulesThatAreNoGroundsTheWorstIsSupposed(seed: UInt64) {
    var trial = Trial(62_000 + seed)
    let grounds = trial.grounds
    let doubtful = grounds.filter { $0.networkPolicy == nil }.shuffled(using: &trial.random)
    let chosen = Set(grounds).subtracting(doubtful.prefix(5))
    for stance in [Stance.denial, .permission] {
      trial.cluster = trial.whole.resting(on: chosen, stance)
      trial.forEachDirection { question, decided in
        let outcomes = trial.reference.outcomesByDoubt(
          of: question.flow, question.direction, at: question.pod,
          networkPolicy: question.networkPolicy, isSelected: question.isSelected,
          isKnown: chosen.contains)
        let may = outcomes.map { $0.contains(true) }
        let must = outcomes.map { !$0.contains(false) }
        let isDenial = stance == .denial
        #expect(
          (decided.allowed != .no) == (isDenial ? may.contains(true) : !may.contains(false)),
          "\(stance), may: \(question)")
        #expect(
          (decided.allowed == .yes) == (isDenial ? must.contains(true) : !must.contains(false)),
          "\(stance), must: \(question)")
      }
    }
  }

  private struct Question {
    var flow: Flow
    var direction: Direction
    var pod: PodID
    var networkPolicy: Set<Bool>?
    var isSelected: Bool
  }

  private struct Trial {
    let sample: Sample
    let reference: TierReference
    let whole: Cluster
    /// Without the policies whose tiers are tested.
    let plain: Cluster
    var cluster: Cluster
    var random: SplitMix64

    init(_ seed: UInt64) {
      random = SplitMix64(seed: seed)
      var sample = Sample.random(using: &random)
      sample.addTiers(using: &random)
      var assumptions = Sample.randomAssumptions(using: &random)
      assumptions.cni = random.pick([.upstream, .cilium])
      assumptions.clientAddress = .preserved
      assumptions.baselineScope = random.pick(BaselineScope.allCases)
      self.sample = sample
      reference = TierReference(sample.snapshot, assumptions)
      whole = Cluster(sample.snapshot, assumptions: assumptions)
      cluster = whole
      sample.snapshot.clusterNetworkPolicies = []
      plain = Cluster(sample.snapshot, assumptions: assumptions)
    }

    /// Every rule and isolation of the sample.
    var grounds: [Ground] {
      Direction.allCases.flatMap { direction in
        whole.pods.flatMap { pod in
          whole.rules(for: pod, direction).map(\.ground)
            + whole.isolatingPolicies(of: pod, direction).map { Ground($0, direction) }
        }
      }.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    /// Some of the flows that exist, in each direction that policies speak for.
    func forEachDirection(_ body: (Question, DirectionDecision) -> Void) {
      var random = random
      for flow in sample.candidateFlows where random.chance(20) && cluster.exists(flow) {
        let decision = cluster.decision(for: flow)
        let plainDecision = plain.decision(for: flow)
        for direction in Direction.allCases {
          let (decided, before) =
            direction == .ingress
            ? (decision.ingress, plainDecision.ingress) : (decision.egress, plainDecision.egress)
          let end = direction == .ingress ? flow.destination : flow.source
          guard case .pod(let pod) = end, ![.hostNetwork, .ownNode].contains(decided.basis) else {
            continue
          }
          func isIsolated(_ direction: Direction) -> Bool {
            !plain.isolatingPolicies(of: pod, direction).isEmpty
          }
          body(
            Question(
              flow: flow, direction: direction, pod: pod,
              networkPolicy: isIsolated(direction) ? before.allowed.outcomes : nil,
              isSelected: Direction.allCases.contains(where: isIsolated)), decided)
        }
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
