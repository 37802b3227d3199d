import ClusterModel
import Evaluation
import Intents

/// Looks at a flow again in the reference semantics, and gathers what a report says of it.
struct Replay {
  let cluster: Cluster
  let coverage: [Claim]

  func evidence(
    _ flow: Flow, _ violation: Violation?, of claim: Claim? = nil
  ) -> Evidence {
    let decision = cluster.decision(for: flow)
    var evidence = Evidence(flow: flow, decision: decision, violation: violation)
    evidence.hints = cluster.hints(on: flow, decision)
    for (direction, decided) in [
      (Direction.egress, decision.egress), (.ingress, decision.ingress),
    ] {
      guard let rule = decided.determiningRules.first else { continue }
      evidence.peers[direction] = cluster.matchingPeer(of: rule, for: flow)
    }
    if let claim, violation != nil { evidence.isFamilyBound = isFamilyBound(flow, claim) }
    return evidence
  }

  /// Whether a flow between pods breaks the claim over its own family only, of several.
  private func isFamilyBound(_ flow: Flow, _ claim: Claim) -> Bool {
    guard case .pod = flow.source, case .pod = flow.destination else { return false }
    return cluster.families.contains { family in
      guard family != flow.family else { return false }
      var other = flow
      other.family = family
      return cluster.exists(other)
        && cluster.violation(of: claim, by: other, coverage: coverage) == nil
    }
  }

  /// What would settle a refutation that rests on *may*; nil where it rests on certainty.
  func settlement(_ evidence: Evidence) -> Settlement? {
    switch evidence.violation {
    case .prohibitedFlow(isCertain: false), .requiredFlow(isPossible: true): break
    default: return nil
    }
    return cluster.unknown(behind: evidence.flow)
  }
}
