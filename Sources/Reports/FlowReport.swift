public import Analysis
import ClusterModel
import Evaluation
import Intents
import Verification

/// What `netproof explain` prints: for each group of flows the decision, what decides it, and what would change it.
public struct FlowReport {
  let explanation: Explanation
  let style: TextReport.Style
  let wording: Wording

  /// - Parameter folder: of a worked case; places are shown relative to it.
  public init(
    _ explanation: Explanation, folder: String? = nil,
    style: TextReport.Style = TextReport.Style()
  ) {
    self.explanation = explanation
    self.style = style
    wording = Wording(explanation.cluster.snapshot, files: [], folder: folder)
  }

  /// The whole report, with a line break at its end.
  public var text: String {
    var page = Page(width: style.width, isColoured: style.isColoured)
    for (index, group) in explanation.groups.enumerated() {
      if index > 0 { page.addBlank() }
      add(group, to: &page)
    }
    addRemainder(to: &page)
    return page.text
  }

  private func addRemainder(to page: inout Page) {
    let rest = explanation.groupCount - explanation.groups.count
    if rest > 0 {
      page.addBlank()
      page.add(
        "", .plain,
        "\(TextReport.count(rest, "more group", "more groups")) of flows: --limit 0 shows all, "
          + "narrower ends and a port show fewer", hanging: 2)
    }
    if !explanation.unsupported.isEmpty {
      page.addBlank()
      page.add(
        "? unsupported  ", .doubtful, "what follows could change the answer and is not modelled",
        hanging: 4)
      for clause in explanation.unsupported.flatMap(wording.unsupported) {
        page.add("    ", .plain, clause.text, right: clause.place, hanging: 6)
      }
    }
    if let reason = explanation.disagreement {
      page.addBlank()
      page.add(
        "! disagreement  ", .bad, "\(reason): a fault of netproof, please report it with the input",
        hanging: 4)
    }
  }

  // MARK: One group

  private func add(_ group: FlowGroup, to page: inout Page) {
    let allowed = group.decision.allowed
    let source = wording.ends(
      group.sources, of: explanation.source, in: explanation.cluster)
    var destination = wording.ends(
      group.destinations, of: explanation.destination, in: explanation.cluster)
    if group.sources == group.destinations, group.flow.source == group.flow.destination {
      destination = "another pod of it"
    }
    let ports = wording.ports(group.ports) + families(of: group)
    let line = "\(source)  →  \(destination)   \(ports)"
    let mark = allowed.mark
    if mark.count + line.count <= style.width {
      page.add(mark, allowed.ink, line, hanging: mark.count)
    } else {
      page.add(mark, allowed.ink, source, hanging: mark.count)
      page.add("        →  ", .plain, "\(destination)   \(ports)", hanging: mark.count)
    }
    for direction in group.directionsByWeight { add(direction, of: group, to: &page) }
    if let core = group.core { add(core, to: &page) }
    if let settlement = group.settlement {
      page.add("    ", .plain, wording.settlement(settlement), hanging: 6)
    }
    add(group.remedies, of: group, to: &page)
  }

  private func families(of group: FlowGroup) -> String {
    guard case (.pods, .pods) = (group.sources, group.destinations),
      group.families.count == 1, explanation.cluster.families.count > 1
    else { return "" }
    return " over \(group.flow.family.word) only"
  }

  private func add(_ core: Core, to page: inout Page) {
    let text = wording.grounds(core)
    page.add("    rests on  ", .plain, text, hanging: 14)
  }

  private func add(_ remedies: [Remedy], of group: FlowGroup, to page: inout Page) {
    let shown = style.detail == .verbose ? remedies : Array(remedies.prefix(1))
    for (index, remedy) in shown.enumerated() {
      for (step, change) in remedy.changes.enumerated() {
        let clause = wording.change(change)
        var mark = remedy.allows ? "to allow" : "to deny "
        if index > 0 { mark = "or      " }
        if step > 0 { mark = "and     " }
        let scope = index + step > 0 ? "" : self.scope(of: group)
        page.add(
          "    \(mark)  ", .plain, scope + clause.text, right: clause.place, hanging: 14)
      }
    }
  }

  /// Which flow of a group a change is for, where the group has several: `from shop/web on TCP 8080: `.
  private func scope(of group: FlowGroup) -> String {
    var words: [String] = []
    if case .pods(let pods) = group.sources, pods.count > 1 {
      words.append("from \(wording.name(group.flow.source))")
    }
    if case .pods(let pods) = group.destinations, pods.count > 1 {
      words.append("to \(wording.name(group.flow.destination))")
    }
    if !group.isForOnePort {
      words.append("\(words.isEmpty ? "" : "on ")\(group.flow.protocol.name) \(group.flow.port)")
    }
    return words.isEmpty ? "" : words.joined(separator: " ") + ": "
  }
}

extension Ternary {
  fileprivate var mark: String {
    switch self {
    case .yes: "✓ allowed  "
    case .unknown: "~ may be   "
    case .no: "✗ denied   "
    }
  }

  fileprivate var ink: Ink {
    switch self {
    case .yes: .good
    case .unknown: .doubtful
    case .no: .bad
    }
  }
}

extension FlowGroup {
  /// What decides comes first: a direction that denies, else one that rules decide.
  var directionsByWeight: [Direction] {
    [Direction.egress, .ingress].enumerated().sorted { left, right in
      (weight(left.element), left.offset) < (weight(right.element), right.offset)
    }.map(\.element)
  }

  private func weight(_ direction: Direction) -> Int {
    let own = decision(direction)
    if own.allowed == .no { return 0 }
    if own.allowed == .unknown { return 1 }
    return own.determiningRules.isEmpty ? 3 : 2
  }

  /// Whether the group has the port of `flow` and no other.
  var isForOnePort: Bool {
    ports == PortSet(IntervalSet(flow.port...flow.port), of: flow.protocol)
  }

  func decision(_ direction: Direction) -> DirectionDecision {
    direction == .ingress ? decision.ingress : decision.egress
  }
}
