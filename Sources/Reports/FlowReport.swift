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
    addRemedies(of: group, to: &page)
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

  private func addRemedies(of group: FlowGroup, to page: inout Page) {
    let aim = group.decision.allowed == .no ? "to allow" : "to deny "
    if let obstacle = group.obstacle {
      page.add("    \(aim)  ", .plain, wording.obstacle(obstacle), hanging: 14)
    }
    let remedies = group.remedies
    let shown = style.detail == .verbose ? remedies : Array(remedies.prefix(1))
    for (index, remedy) in shown.enumerated() {
      for (step, change) in remedy.changes.enumerated() {
        let clause = wording.change(change)
        let mark = step > 0 ? "and     " : index > 0 ? "or      " : aim
        let scope = index + step > 0 ? "" : self.scope(of: remedy, in: group)
        let rest = remedy.allowed == .unknown ? "; then it may be allowed" : ""
        page.add(
          "    \(mark)  ", .plain, scope + clause.text + rest, right: clause.place, hanging: 14)
      }
    }
  }

  /// Which flows of a group a change is for, where it is not for all: `from shop/web on TCP 8080: `.
  private func scope(of remedy: Remedy, in group: FlowGroup) -> String {
    let (whole, part) = (group.region, remedy.region)
    var words: [String] = []
    if part.sources != whole.sources { words.append("from \(ends(part.sources))") }
    if part.destinations != whole.destinations { words.append("to \(ends(part.destinations))") }
    if part.ports != whole.ports { words.append("on \(wording.ports(part.ports))") }
    return words.isEmpty ? "" : words.joined(separator: " ") + ": "
  }

  private func ends(_ set: EndSet) -> String {
    switch set {
    case .pods(let pods): wording.list(pods.map { wording.name($0) })
    case .addresses(let set): wording.list(set.cidrs.map(\.description))
    }
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
