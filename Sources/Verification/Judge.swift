import ClusterModel
import Evaluation
import ExplicitEngine
import Intents

/// Turns what the engines say into verdicts (intents.md, "Verdicts").
struct Judge {
  let comparison: Comparison

  private var cluster: Cluster { comparison.cluster }
  private var options: VerificationOptions { comparison.options }
  private var replay: Replay { Replay(cluster: cluster, coverage: comparison.coverage) }

  func outcome(of intent: Intent, file: Int) -> Outcome {
    var outcome = Outcome(intent, file: file, .proved)
    let claim = intent.claim
    let world = intent.decidingWorld
    let unsupported = support.unsupported(claim, in: world)
    if !unsupported.isEmpty {
      outcome.verdict = .unsupported
      outcome.unsupported = unsupported
      return outcome
    }
    // What breaks it today breaks it in every world, and is the plainer thing to show.
    if world != .deployed {
      var today = outcome
      if isDecided(claim, in: .deployed, \.isRefuted, &today) || today.verdict == .disagreement {
        apply(intent.waiver, to: &today)
        return today
      }
    }
    guard isDecided(claim, in: world, { _ in true }, &outcome) else { return outcome }
    if outcome.verdict == .proved, let prohibition = claim.prohibition, world < .openCluster {
      widen(prohibition, from: world, &outcome)
    }
    if outcome.verdict == .proved || outcome.verdict == .holdsToday {
      if claim.isExclusive, outcome.witness == nil { outcome.notes.append(.noWitness) }
    }
    if !outcome.breaks.isEmpty {
      outcome.notes += notes.labelNotes(on: claim)
    }
    apply(intent.waiver, to: &outcome)
    return outcome
  }

  private var notes: Notes {
    Notes(cluster: cluster, coverage: comparison.coverage, pods: comparison.notedPods)
  }

  private var support: Support { Support(cluster: cluster, coverage: comparison.coverage) }

  /// Asks the engines in one world, and fills the outcome where what they say is wanted.
  private func isDecided(
    _ claim: Claim, in world: World, _ isWanted: (Answer) -> Bool, _ outcome: inout Outcome
  ) -> Bool {
    switch comparison.result(of: claim, in: world) {
    case .inconclusive(let reason):
      outcome.verdict = .inconclusive
      outcome.reason = reason
      return false
    case .disagreement(let reason):
      outcome.verdict = .disagreement
      outcome.reason = reason
      return false
    case .agreed(let answer, let deciders):
      guard isWanted(answer) else { return false }
      outcome.deciders = deciders
      fill(&outcome, with: answer, in: world)
      return true
    }
  }

  private func fill(_ outcome: inout Outcome, with answer: Answer, in world: World) {
    outcome.notes = notes.notes(on: outcome.intent.claim)
    outcome.witness = answer.witness.map { replay.evidence($0, nil) }
    switch answer.outcome {
    case .gaveUp:
      preconditionFailure("an engine that gave up has no answer")
    case .vacuous(let part):
      outcome.verdict = .vacuous
      outcome.emptyPart = part
    case .holds:
      outcome.verdict = .proved
    case .violated:
      outcome.verdict = .refuted
      if world == .deployed {
        fillRefutation(&outcome, with: answer)
      } else {
        show(answer, of: outcome.intent.claim, in: world, &outcome)
      }
    }
  }

  private func fillRefutation(_ outcome: inout Outcome, with answer: Answer) {
    let claim = outcome.intent.claim
    outcome.missingPort = answer.missingPort
    var flows = answer.counterexample.map { [$0] } ?? []
    if let all = comparison.explicit?.violations(of: claim) {
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
      outcome.counterexamples.append(replay.evidence(flow, violation, of: claim))
    }
    if flows.isEmpty, answer.missingPort == nil {
      outcome.nearest = Nearest(cluster: cluster, coverage: comparison.coverage)
        .flow(of: claim).map { replay.evidence($0, nil) }
    }
    outcome.settlement = outcome.counterexamples.first.flatMap(replay.settlement)
  }

  // MARK: Wider worlds

  /// Asks whether what holds in one world holds in the wider ones, too: in the widest first, which contains the others.
  private func widen(_ prohibition: Claim, from world: World, _ outcome: inout Outcome) {
    let unsupported = support.unsupported(prohibition, in: .openCluster)
    if !unsupported.isEmpty {
      // That it holds in the world asked for stands; nothing more is claimed.
      outcome.verdict = .holdsToday
      outcome.unsupported = unsupported
      return
    }
    switch comparison.result(of: prohibition, in: .openCluster) {
    case .inconclusive(let reason):
      outcome.verdict = .inconclusive
      outcome.reason =
        "it holds in world \(world.rawValue); in \(World.openCluster.rawValue) \(reason)"
    case .disagreement(let reason):
      outcome.verdict = .disagreement
      outcome.reason = "in world \(World.openCluster.rawValue): \(reason)"
    case .agreed(let answer, let deciders):
      if answer.outcome == .violated {
        outcome.verdict = .holdsToday
        show(answer, of: prohibition, in: .openCluster, butNot: world, &outcome)
      } else if let weaker = outcome.deciders {
        outcome.deciders = weaker.together(with: deciders)
      }
    }
  }

  /// Shows the breaks of the narrowest world that has one.
  private func show(
    _ answer: Answer, of claim: Claim, in world: World, butNot known: World = .deployed,
    _ outcome: inout Outcome
  ) {
    var (answer, narrowest) = (answer, world)
    search: for narrower in World.allCases where narrower > known && narrower < world {
      switch comparison.result(of: claim, in: narrower) {
      case .agreed(let found, _) where found.outcome == .violated:
        (answer, narrowest) = (found, narrower)
        break search
      case .agreed, .inconclusive: continue
      case .disagreement(let reason):
        outcome.verdict = .disagreement
        outcome.reason = "in world \(narrower.rawValue): \(reason)"
        return
      }
    }
    outcome.missingPort = answer.missingPort
    outcome.breaks = answer.counterexamples.compactMap {
      Break($0, of: claim, in: narrowest, cluster, coverage: comparison.coverage)
    }
    outcome.settlement = outcome.breaks.first?.settlement
    if outcome.breaks.isEmpty, answer.missingPort == nil { outcome.markUnconfirmed() }
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

extension Intent {
  /// `some` ranges over deployed pods only, whatever the world.
  var decidingWorld: World {
    if case .someReaches = claim { .deployed } else { world }
  }
}

extension Answer {
  fileprivate var isRefuted: Bool { outcome == .violated }
}

extension Outcome {
  fileprivate mutating func markUnconfirmed() {
    verdict = .disagreement
    reason = "the replay does not confirm a counterexample"
  }
}

extension Deciders {
  /// Who decided two questions on which one verdict rests.
  fileprivate func together(with other: Deciders) -> Deciders {
    self == .both ? other : self
  }
}
