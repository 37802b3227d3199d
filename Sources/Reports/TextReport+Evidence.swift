import ClusterModel
import Evaluation
import Intents
import Verification

extension TextReport {
  func addEvidence(of outcome: Outcome, to page: inout Page) {
    var shown: Set<Hint> = []
    for evidence in outcome.counterexamples { add(evidence, &shown, to: &page) }
    if let total = outcome.violatingPairs, total > outcome.counterexamples.count,
      !outcome.counterexamples.isEmpty
    {
      let rest = total - outcome.counterexamples.count
      page.add(
        "    ", .plain, "\(rest) more \(rest == 1 ? "pair" : "pairs"): --limit 0 shows all",
        hanging: 6)
    }
    if let nearest = outcome.nearest {
      page.add(
        "    ", .plain, "no such flow is certain to be allowed; the nearest one:", hanging: 6)
      add(nearest, &shown, to: &page)
    }
    if style.detail == .verbose, let witness = outcome.witness {
      page.add("    ", .plain, "for example:", hanging: 6)
      add(witness, &shown, to: &page)
    }
  }

  /// - Parameter shown: the hints that were given under this intent already.
  private func add(_ evidence: Evidence, _ shown: inout Set<Hint>, to page: inout Page) {
    let flow = evidence.flow
    let source = wording.description(flow.source)
    let isSame = flow.source == flow.destination
    let destination =
      isSame
      ? "another pod of \(wording.name(flow.source))" : wording.description(flow.destination)
    var port = "\(flow.protocol.name) \(flow.port)"
    if evidence.isFamilyBound { port += " over \(flow.family.word) only" }
    let line = "\(source)  →  \(destination)   \(port)"
    if 4 + line.count <= style.width {
      page.add("    ", .plain, line, hanging: 6)
    } else {
      page.add("    ", .plain, source, hanging: 6)
      page.add("      →  ", .plain, "\(destination)   \(port)", hanging: 9)
    }
    for direction in [Direction.egress, .ingress] {
      let clause = wording.clause(
        direction, of: evidence, isComplete: style.detail == .verbose)
      let word = direction.word + String(repeating: " ", count: 9 - direction.word.count)
      page.add("      " + word, .plain, clause.text, right: clause.place, hanging: 17)
      for hint in evidence.hints
      where hint.direction == direction && shown.insert(hint).inserted {
        let clause = wording.hint(hint, on: flow)
        page.add(
          String(repeating: " ", count: 15), .plain, clause.text, right: clause.place, hanging: 17)
      }
    }
  }
}

extension IPFamily {
  var word: String { self == .ipv4 ? "IPv4" : "IPv6" }
}
