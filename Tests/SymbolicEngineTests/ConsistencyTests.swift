import ClusterModel
import Intents
import SymbolicEngine
import Testing

/// The solver's answers against a look at every flow, one by one, with the same formulas.
@Suite struct ConsistencyTests {
  @Test(arguments: 0..<5 as Range<UInt64>, [false, true])
  func answersAgreeWithEveryFlowOneByOne(seed: UInt64, hasTiers: Bool) {
    var random = RandomCluster(seed: seed)
    if hasTiers { random.addTiers() }
    let claims = (0..<5).map { _ in random.makeClaim() }
    let engine = random.cluster.engine(claims, coverage: claims)
    var unguarded = random.cluster
    unguarded.assumptions.cni = .none
    let regions = claims.map(\.asProhibition)
    let spoken = unguarded.engine(regions, coverage: [])

    // Without a plugin every flow that exists is allowed.
    let flows = random.candidates.filter { spoken.admits($0).may }
    for (claim, region) in zip(claims, regions) {
      let answer = engine.answer(claim)
      let violations = flows.filter { engine.accepts($0, asViolationOf: claim) }
      let witnesses = flows.filter { engine.accepts($0, asWitnessOf: claim) }
      let hasRegion = flows.contains { spoken.accepts($0, asViolationOf: region) }
      let fault = Self.fault(in: answer, claim, violations, witnesses, hasRegion, engine)
      #expect(fault == nil, "\(claim)")
    }
  }

  /// What is wrong with `answer`, given every flow of importance.
  private static func fault(
    in answer: Answer, _ claim: Claim, _ violations: [Flow], _ witnesses: [Flow],
    _ hasRegion: Bool, _ engine: SymbolicEngine
  ) -> String? {
    if let witness = answer.witness, !engine.accepts(witness, asWitnessOf: claim) {
      return "\(witness) is no witness"
    }
    if case .someReaches = claim {
      return answer.outcome == (witnesses.isEmpty ? .violated : .holds) ? nil : "some differs"
    }
    switch answer.outcome {
    case .gaveUp(let reason): return reason
    case .violated:
      guard let flow = answer.counterexample else {
        return answer.missingPort != nil && violations.isEmpty ? nil : "no counterexample"
      }
      if !engine.accepts(flow, asViolationOf: claim) { return "\(flow) is no violation" }
      let isLower = violations.contains {
        $0.source == flow.source && $0.destination == flow.destination
          && $0.family == flow.family
          && ($0.port, $0.protocol) < (flow.port, flow.protocol)
      }
      return isLower ? "\(flow) has not the lowest port" : nil
    case .holds:
      if !violations.isEmpty { return "\(violations[0]) is a violation" }
      if answer.witness == nil && !witnesses.isEmpty { return "\(witnesses[0]) is a witness" }
      return hasRegion ? nil : "holds of nothing"
    case .vacuous(let part):
      if !violations.isEmpty { return "\(violations[0]) is a violation" }
      return part == .flows && hasRegion ? "there are flows" : nil
    }
  }
}

extension Claim {
  /// A sentence that forbids every flow that this one speaks of.
  fileprivate var asProhibition: Claim {
    switch self {
    case .reaches(let sources, let targets), .someReaches(let sources, let targets),
      .mayReach(let sources, let targets):
      .cannotReach(from: sources, to: targets)
    case .onlyReaches(_, let targets): .cannotReach(from: [anyone], to: targets)
    case .cannotReach, .onlyMayReach, .noEgress, .noIngress, .isolated, .namespacesIsolated,
      .nothingElse:
      self
    }
  }
}
