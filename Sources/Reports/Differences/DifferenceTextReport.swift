import Analysis
import ClusterModel
import Evaluation
import Intents
import Verification

/// What a person reads of a difference: what is gained first, each region with what decides.
public struct DifferenceTextReport {
  let report: DifferenceReport
  let style: TextReport.Style
  let wording: DifferenceWording

  public init(_ report: DifferenceReport, _ style: TextReport.Style) {
    self.report = report
    self.style = style
    wording = DifferenceWording(report.answer.difference.clusters)
  }

  /// The whole report, with a line break at its end.
  public var text: String {
    var page = Page(width: style.width, isColoured: style.isColoured)
    addObjects(to: &page)
    for region in report.answer.regions { add(region, to: &page) }
    if !report.answer.regions.isEmpty { page.addBlank() }
    addVerdicts(to: &page)
    page.add(summaryLine, hanging: 2)
    return page.text
  }

  public var summary: String {
    var page = Page(width: style.width, isColoured: style.isColoured)
    addVerdicts(to: &page)
    page.add(summaryLine, hanging: 2)
    return page.text
  }

  // MARK: Objects

  private func addObjects(to page: inout Page) {
    let difference = report.answer.difference
    for change in difference.namespaces {
      let id = change.namespace
      add(
        "namespace " + wording[.new].text(report.snapshots.new[id].name), change.change,
        places: { report.snapshots[$0][id].place }, to: &page)
    }
    // Most new objects are seen by their flows; labels are what surprises.
    let workloads = difference.workloads.filter {
      if case .labels = $0.change { return true }
      return style.detail == .verbose
    }
    for change in workloads {
      let id = change.workload
      add(
        "workload " + wording[.new].name(id), change.change,
        places: { report.snapshots[$0][id].place }, to: &page)
    }
    if !difference.namespaces.isEmpty || !workloads.isEmpty { page.addBlank() }
  }

  private func add(
    _ name: String, _ change: ObjectChange, places: (Side) -> Place?, to page: inout Page
  ) {
    let (text, side): (String, Side) =
      switch change {
      case .appears: ("is new", .new)
      case .vanishes: ("is gone", .old)
      case .labels(let labels): (wording.labels(labels), .new)
      }
    page.add(
      "", .strong, "\(name): \(text)",
      right: places(side).map { wording[side].place($0) } ?? "", hanging: 4)
  }

  // MARK: Regions

  private func add(_ region: ChangedRegion, to page: inout Page) {
    let limit = style.detail == .verbose ? Int.max : 3
    let ends =
      wording.ends(region.sources, limit: limit) + "  →  "
      + wording.ends(region.destinations, limit: limit)
    let ports: String =
      switch region.kind {
      case .added: wording.ports(region.after)
      case .removed: wording.ports(region.before)
      case .changed: ""
      }
    let (mark, ink) = region.mark
    page.add(mark, ink, ends + (ports.isEmpty ? "" : "   " + ports), hanging: 4)
    if region.kind == .changed {
      let lines = [
        ("now also ", region.gained), ("no longer ", region.lost),
        ("now for certain ", region.settled), ("now only perhaps ", region.unsettled),
      ]
      for (words, parts) in lines where !parts.isEmpty {
        page.add("    ", .plain, words + wording.ports(parts), hanging: 6)
      }
    }
    for supposition in wording.suppositions(region) {
      page.add("    ", .doubtful, "if " + supposition, hanging: 6)
    }
    for cause in region.causes {
      let clause = wording.clause(cause)
      page.add("    ", .plain, clause.text, right: clause.place, hanging: 6)
    }
    if let index = region.acceptedBy {
      let intent = report.acceptances[index].intent
      let until = report.acceptances[index].until.map { " until \($0)" } ?? ""
      page.add(
        "    ", .plain, "accepted\(until): \(intent.sentence.escapingControls)",
        right: wording[.new].place(intent.place), hanging: 6)
    }
    if region.isTouched {
      page.add(
        "    ", .doubtful, "an object that is not modelled could change this", hanging: 6)
    }
  }

  // MARK: The end

  private func addVerdicts(to page: inout Page) {
    if let reason = report.answer.newPodsGivenUp {
      page.add(
        "", .doubtful, "of pods to come not everything is listed: \(reason)", hanging: 4)
    }
    for acceptance in report.expired {
      let until = acceptance.until.map { " \($0)" } ?? ""
      page.add(
        "", .doubtful,
        "accepted until\(until), which is past: \(acceptance.intent.sentence.escapingControls)",
        right: wording[.new].place(acceptance.intent.place), hanging: 4)
    }
    for verdict in report.answer.verdicts {
      let (mark, ink) = verdict.answer.mark
      page.add(
        mark + "  ", ink, verdict.text(in: report.answer.world, wording), hanging: 4)
    }
  }

  var summaryLine: String {
    let answer = report.answer
    let counts = ChangedRegion.Kind.allCases.compactMap { kind -> String? in
      let count = answer.regions.count { $0.kind == kind }
      return count == 0 ? nil : "\(count) \(kind.rawValue)"
    }
    let accepted = answer.regions.count { $0.acceptedBy != nil }
    var words = counts.isEmpty ? "no difference" : counts.joined(separator: ", ")
    if accepted > 0 { words += " (\(accepted) accepted)" }
    words += " · \(report.oldName.escapingControls) → \(report.newName.escapingControls)"
    words += " · world \(answer.world.rawValue)"
    return words
  }
}

extension ChangedRegion {
  fileprivate var mark: (String, Ink) {
    if acceptedBy != nil { return ("○ accepted ", .doubtful) }
    switch kind {
    case .added: return ("+ added    ", .bad)
    case .changed: return ("± changed  ", gained.isEmpty ? .doubtful : .bad)
    case .removed: return ("− removed  ", .doubtful)
    }
  }
}

extension DifferenceVerdict.Answer {
  fileprivate var mark: (String, Ink) {
    switch self {
    case .proved: ("✓ proved", .good)
    case .refuted: ("✗ refuted", .bad)
    case .undecided: ("? undecided", .doubtful)
    case .disagreement: ("! disagreement", .bad)
    }
  }

  var word: String {
    switch self {
    case .proved: "proved"
    case .refuted: "refuted"
    case .undecided: "undecided"
    case .disagreement: "disagreement"
    }
  }

  var reason: String? {
    switch self {
    case .proved, .refuted: nil
    case .undecided(let reason), .disagreement(let reason): reason
    }
  }
}

extension DifferenceVerdict {
  fileprivate func text(in world: World, _ wording: DifferenceWording) -> String {
    let sentence =
      switch question {
      case .contained: "every flow of the new side is one of the old side's"
      case .noAddition: "no new access"
      case .noChange: "no change of access"
      case .equivalent: "the two sides allow the same flows"
      }
    var words = sentence + " (world \(world.rawValue))"
    if let deciders { words += "   " + deciders.text }
    if let reason = answer.reason { words += ": " + reason }
    return words
  }
}

extension DifferenceVerdict.Deciders {
  var text: String {
    switch self {
    case .both: "z3 · explicit agrees"
    case .explicitAlone(let reason): "explicit alone: \(reason)"
    case .symbolicAlone(let reason): "z3 alone: \(reason)"
    }
  }
}
