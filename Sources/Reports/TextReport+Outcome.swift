import ClusterModel
import Intents
import Verification

extension TextReport {
  private static let detailIndentation = 4

  func add(_ outcome: Outcome, to page: inout Page) {
    let verdict = outcome.verdict.rawValue
    let mark =
      "\(outcome.verdict.symbol) \(verdict)"
      + String(repeating: " ", count: verdictWidth - verdict.count + 2)
    page.add(
      mark, outcome.verdict.ink, outcome.intent.sentence.escapingControls, right: right(outcome),
      hanging: mark.count)
    for clause in clauses(on: outcome) {
      page.add(
        "    ", .plain, clause.text, right: clause.place, hanging: Self.detailIndentation + 2)
    }
    addEvidence(of: outcome, to: &page)
    addReasons(of: outcome, to: &page)
    addBreaks(of: outcome, to: &page)
    if let settlement = outcome.settlement {
      page.add("    ", .plain, wording.settlement(settlement), hanging: 6)
    }
    for note in outcome.notes {
      page.add("    ", .plain, "note: " + wording.note(note), hanging: 6)
    }
  }

  /// Who decided what holds; where to look for what does not.
  func right(_ outcome: Outcome) -> String {
    switch outcome.verdict {
    case .proved:
      return style.detail == .verbose ? wording.place(outcome.intent.place) : deciders(outcome)
    case .holdsToday, .refuted, .vacuous, .waived, .unsupported, .inconclusive, .disagreement:
      return wording.place(outcome.intent.place)
    }
  }

  private func deciders(_ outcome: Outcome) -> String {
    switch outcome.deciders {
    case nil: ""
    case .both: "z3 · explicit agrees"
    case .symbolicAlone: "z3 alone"
    case .explicitAlone: "explicit alone"
    }
  }

  private func clauses(on outcome: Outcome) -> [Clause] {
    var clauses: [Clause] = []
    if style.detail == .verbose || (outcome.verdict != .proved && outcome.verdict != .holdsToday) {
      clauses += circumstances(of: outcome)
    }
    if style.detail == .verbose, outcome.deciders != nil {
      clauses.append(Clause(text: deciders(outcome)))
    }
    if let part = outcome.emptyPart {
      clauses += wording.emptiness(part, of: outcome.intent.claim).map { Clause(text: $0) }
    }
    if let reason = outcome.reason { clauses.append(Clause(text: reason.escapingControls)) }
    if outcome.verdict == .holdsToday, !outcome.unsupported.isEmpty {
      clauses.append(Clause(text: "wider worlds cannot be judged:"))
    }
    clauses += outcome.unsupported.flatMap(wording.unsupported)
    if let missing = outcome.missingPort {
      clauses.append(clause(on: missing))
    }
    if let reason = lonelyReason(outcome) { clauses.append(Clause(text: reason)) }
    return clauses
  }

  private func clause(on missing: Answer.MissingPort) -> Clause {
    let port = wording.port(missing.port)
    let snapshot = run.result.snapshot
    guard snapshot.pods.indices.contains(Int(missing.pod.rawValue)) else {
      return Clause(text: "a new pod need not have a port \(port)")
    }
    return Clause(
      text: "no port \(port) on \(wording.description(.pod(missing.pod)))",
      place: wording.place(snapshot[missing.pod].place))
  }

  /// Why one engine decided alone, unless the user asked for it.
  private func lonelyReason(_ outcome: Outcome) -> String? {
    guard run.result.options.engines == .both else { return nil }
    return switch outcome.deciders {
    case .symbolicAlone(let reason): "z3 alone: \(reason.escapingControls)"
    case .explicitAlone(let reason): "explicit alone: \(reason.escapingControls)"
    case .both, nil: nil
    }
  }

  /// Identity, weight and reason of an intent.
  private func circumstances(of outcome: Outcome) -> [Clause] {
    let intent = outcome.intent
    var words: [String] = []
    if let id = intent.id { words.append(id.escapingControls) }
    if intent.severity != .low { words.append("severity \(intent.severity.rawValue)") }
    if let because = intent.because { words.append("because " + because.escapingControls) }
    if outcome.verdict == .waived, let waiver = intent.waiver {
      words.append("waived until \(waiver.until): \(waiver.reason.escapingControls)")
    }
    let isOverlooked =
      (outcome.verdict == .refuted || outcome.verdict == .vacuous)
      && !outcome.isCounted(run.result.options)
    if isOverlooked {
      words.append("not counted with --fail-on \(run.result.options.failOn.rawValue)")
    }
    return words.isEmpty ? [] : [Clause(text: words.joined(separator: " · "))]
  }
}
