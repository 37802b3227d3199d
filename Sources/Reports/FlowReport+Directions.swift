import Analysis
import ClusterModel
import Evaluation
import Verification

extension FlowReport {
  /// More rules that do not match are counted, not listed.
  private static let listedRules = 6

  func add(_ direction: Direction, of group: FlowGroup, to page: inout Page) {
    let decision = group.decision(direction)
    let word = direction.word + String(repeating: " ", count: 8 - direction.word.count)
    let subject = wording.subject(direction, of: group)
    if let text = wording.exemption(decision.basis, direction, subject) {
      page.add("    \(word)  ", .plain, text, hanging: 14)
      return
    }
    if decision.determiningRules.isEmpty {
      addDenial(word, direction, of: group, to: &page)
    }
    for (index, rule) in decision.determiningRules.enumerated() {
      let clause = wording.determination(rule, group.flow, explanation.cluster, decision)
      let lead = index == 0 ? "    \(word)  " : "              "
      page.add(
        lead, .plain, index == 0 ? clause.text : "also " + clause.text, right: clause.place,
        hanging: 14)
    }
  }

  private func addDenial(
    _ word: String, _ direction: Direction, of group: FlowGroup, to page: inout Page
  ) {
    let decision = group.decision(direction)
    let mismatches = group.mismatches[direction] ?? []
    let names = wording.list(decision.isolatingPolicies.map { wording.shortName($0) })
    page.add(
      "    \(word)  ", .plain,
      "denied: isolated by NetworkPolicy \(names), "
        + (mismatches.isEmpty ? "without a rule" : "no rule matches") + wording.passage(decision),
      right: decision.isolatingPolicies.first.map { wording.place($0) } ?? "", hanging: 14)
    // The nearest miss says most.
    let ordered = mismatches.enumerated().sorted {
      ($0.element.distance, $0.offset) < ($1.element.distance, $1.offset)
    }.map(\.element)
    let limit = style.detail == .verbose ? ordered.count : Self.listedRules
    for mismatch in ordered.prefix(limit) {
      let clause = wording.mismatch(mismatch, group, explanation.cluster)
      page.add("              ", .plain, clause.text, right: clause.place, hanging: 16)
    }
    if ordered.count > limit {
      page.add(
        "              ", .plain,
        "\(TextReport.count(ordered.count - limit, "more rule", "more rules")): --verbose shows all",
        hanging: 16)
    }
    let idle = decision.isolatingPolicies.dropFirst().filter { policy in
      !mismatches.contains { $0.rule.policy == policy }
    }
    if style.detail == .verbose {
      for policy in idle {
        page.add(
          "              ", .plain,
          "\(wording.shortName(policy)) has no \(direction.word) rule",
          right: wording.place(policy), hanging: 16)
      }
    }
  }
}
