import ClusterModel
import Evaluation
import ExplicitEngine
import Intents

/// Turns what the engines say into verdicts (intents.md, "Verdicts").
struct Judge {
  let comparison: Comparison

  private var cluster: Cluster { comparison.cluster }
  private var options: VerificationOptions { comparison.options }

  func outcome(of intent: Intent, file: Int) -> Outcome {
    let unsupported = Support(cluster: cluster, coverage: comparison.coverage)
      .unsupported(intent)
    if !unsupported.isEmpty {
      var outcome = Outcome(intent, file: file, .unsupported)
      outcome.unsupported = unsupported
      return outcome
    }
    switch comparison.result(of: intent.claim) {
    case .inconclusive(let reason):
      var outcome = Outcome(intent, file: file, .inconclusive)
      outcome.reason = reason
      return outcome
    case .disagreement(let reason):
      var outcome = Outcome(intent, file: file, .disagreement)
      outcome.reason = reason
      return outcome
    case .agreed(let answer, let deciders):
      var outcome = outcome(of: intent, file: file, answer)
      outcome.deciders = deciders
      return outcome
    }
  }

  private func outcome(of intent: Intent, file: Int, _ answer: Answer) -> Outcome {
    var outcome = Outcome(intent, file: file, .proved)
    let notes = Notes(cluster: cluster, coverage: comparison.coverage)
    outcome.notes = notes.notes(on: intent.claim)
    outcome.witness = answer.witness.map { evidence($0, nil) }
    switch answer.outcome {
    case .gaveUp:
      preconditionFailure("an engine that gave up has no answer")
    case .vacuous(let part):
      outcome.verdict = .vacuous
      outcome.emptyPart = part
    case .holds:
      // Wider worlds are not checked yet, so that no prohibition is proved.
      outcome.verdict = intent.claim.isProhibitive ? .holdsToday : .proved
      if intent.claim.isExclusive, outcome.witness == nil { outcome.notes.append(.noWitness) }
    case .violated:
      outcome.verdict = .refuted
      fill(&outcome, with: answer)
    }
    apply(intent.waiver, to: &outcome)
    return outcome
  }

  private func fill(_ outcome: inout Outcome, with answer: Answer) {
    let claim = outcome.intent.claim
    outcome.missingPort = answer.missingPort
    var flows = answer.counterexample.map { [$0] } ?? []
    if let explicit = comparison.explicit,
      let all = explicit.violations(
        of: claim, limit: options.counterexampleLimit, limits: options.limits)
    {
      // With both engines, or the explicit one alone, its list begins with the flow already replayed.
      if !all.flows.isEmpty { flows = all.flows }
      outcome.violatingPairs = all.total
    }
    for flow in flows {
      guard let violation = cluster.violation(of: claim, by: flow, coverage: comparison.coverage)
      else {
        outcome.verdict = .disagreement
        outcome.reason = "the replay does not confirm a counterexample"
        return
      }
      outcome.counterexamples.append(evidence(flow, violation, of: claim))
    }
    if flows.isEmpty, answer.missingPort == nil {
      outcome.nearest = Nearest(cluster: cluster, coverage: comparison.coverage)
        .flow(of: claim).map { evidence($0, nil) }
    }
    outcome.settlement = outcome.counterexamples.first.flatMap(settlement)
  }

  private func evidence(
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
        && cluster.violation(of: claim, by: other, coverage: comparison.coverage) == nil
    }
  }

  /// What would settle a refutation that rests on *may*; nil where it rests on certainty.
  private func settlement(_ evidence: Evidence) -> Settlement? {
    switch evidence.violation {
    case .prohibitedFlow(isCertain: false), .requiredFlow(isPossible: true): break
    default: return nil
    }
    return cluster.unknown(behind: evidence.flow)
  }

  private func apply(_ waiver: Waiver?, to outcome: inout Outcome) {
    guard let waiver else { return }
    let isWanting =
      outcome.verdict == .refuted || (options.isStrict && outcome.verdict == .holdsToday)
    if isWanting, options.today <= waiver.until {
      outcome.verdict = .waived
    } else if isWanting {
      outcome.notes.append(.waiverRanOut(waiver.until))
    } else if outcome.verdict == .proved || outcome.verdict == .holdsToday {
      outcome.notes.append(.waiverNotNeeded)
    }
  }
}
