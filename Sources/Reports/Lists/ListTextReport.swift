import Analysis
import ClusterModel
import Evaluation
import Intents
import Verification

/// The listing that a person reads: a line a row, and below it what it rests on.
public struct ListTextReport: ListFormat {
  /// Columns of a name; a longer one pushes its own line only.
  private static let widest = 48

  private let report: ListReport
  public var style = TextReport.Style()

  public init(_ report: ListReport) {
    self.report = report
  }

  private var wording: ListWording { report.wording }
  private var connectivity: Connectivity { report.connectivity }

  public func write(to stream: inout ReportStream) throws {
    let names = connectivity.ends.map { wording.name($0) }
    var widths = (source: 0, destination: 0)
    var seen: Set<Int> = []
    var count = 0
    var notes = (may: false, touched: false)
    connectivity.forEachRow { row in
      count += 1
      if seen.insert(row.source).inserted {
        widths.source = max(widths.source, min(names[row.source].count, Self.widest))
      }
      if seen.insert(-1 - row.destination).inserted {
        widths.destination = max(
          widths.destination, min(names[row.destination].count, Self.widest))
      }
      if row.certainty == .may { notes.may = true }
      if row.isTouched { notes.touched = true }
    }
    let ports = connectivity.portSets.map { wording.ports($0) }
    try connectivity.forEachRow { row in
      let source = names[row.source]
      let destination = names[row.destination]
      try stream.write(
        source + Self.blanks(widths.source - source.count) + inked("  →  ", .faint) + destination
          + Self.blanks(widths.destination - destination.count) + "  " + ports[row.ports]
          + inked(wording.marks(row), .doubtful) + "\n")
    }
    if count > 0 { try stream.write("\n") }
    let newPods = try writeNewPods(to: &stream)
    notes.may = notes.may || newPods.may
    notes.touched = notes.touched || newPods.touched
    try writeGroups(to: &stream)
    if style.detail != .quiet { try writeEntryPoints(to: &stream) }
    try stream.write(footer(rows: count, notes))
  }

  /// The summary alone, for where the listing itself goes to a file.
  public var summary: String {
    var count = 0
    connectivity.forEachRow { _ in count += 1 }
    var page = Page(width: style.width, isColoured: style.isColoured)
    page.add(summaryLine(rows: count), .plain, hanging: 0)
    return page.text
  }

  // MARK: Sections

  /// Pods that do not exist yet: a line a condition.
  private func writeNewPods(
    to stream: inout ReportStream
  ) throws -> (may: Bool, touched: Bool) {
    guard let newPods = report.newPods else { return (false, false) }
    try stream.write(inked("pods to come", .strong) + "\n")
    if newPods.rows.isEmpty {
      try stream.write(
        connectivity.options.isFiltered
          ? "none could reach, or be reached by, what matches\n\n"
          : "none could reach anything, or be reached\n\n")
      return (false, false)
    }
    let ends = newPods.ends.map { wording.name($0) }
    let lines = newPods.rows.flatMap { row in
      NewPodLine.lines(of: row, end: ends[row.end]) { wording.name($0) }
    }
    let source = lines.map { min($0.source.count, Self.widest) }.max() ?? 0
    let destination = lines.map { min($0.destination.count, Self.widest) }.max() ?? 0
    for line in lines {
      try stream.write(
        line.source + Self.blanks(source - line.source.count) + inked("  →  ", .faint)
          + line.destination + Self.blanks(destination - line.destination.count) + "  "
          + wording.ports(line.row.ports) + inked(wording.marks(line.row), .doubtful) + "\n")
    }
    try stream.write("\n")
    return (
      newPods.rows.contains { $0.certainty == .may }, newPods.rows.contains(where: \.isTouched)
    )
  }

  /// Whom a name with more behind it stands for.
  private func writeGroups(to stream: inout ReportStream) throws {
    var page = Page(width: style.width, isColoured: style.isColoured)
    var seen: Set<ListedEnd> = []
    for end in report.ends where seen.insert(end).inserted {
      guard case .pods(let members) = end, members.count > 4 else { continue }
      page.add(
        wording.name(end) + ": ", .plain,
        members.map { wording.name($0, limit: 8) }.joined(separator: ", "), hanging: 2)
    }
    let text = page.text
    if text.isEmpty { return }
    try stream.write(inked("groups", .strong) + "\n" + text + "\n")
  }

  private func writeEntryPoints(to stream: inout ReportStream) throws {
    let entries = connectivity.entryPoints
    if entries.isEmpty { return }
    try stream.write(inked("entry points", .strong) + "\n")
    let cells = entries.map { entry in
      (
        wording.title(entry),
        wording.way(entry), entry.clients.map { "from " + wording.clients($0) } ?? ""
      )
    }
    let first = cells.map { min($0.0.count, Self.widest) }.max() ?? 0
    let second = cells.map { min($0.1.count, Self.widest) }.max() ?? 0
    for cell in cells {
      let line =
        cell.0 + Self.blanks(first - cell.0.count) + inked("  →  ", .faint) + cell.1
        + (cell.2.isEmpty ? "" : Self.blanks(second - cell.1.count) + "  " + cell.2)
      try stream.write(line + "\n")
    }
    try stream.write("\n")
  }

  private func footer(rows: Int, _ notes: (may: Bool, touched: Bool)) -> String {
    var page = Page(width: style.width, isColoured: style.isColoured)
    page.add(
      style.breaksSummary ? "" : summaryLine(rows: rows), .plain,
      style.breaksSummary ? summaryLine(rows: rows) : "", hanging: 2)
    guard style.detail != .quiet else { return page.text }
    if notes.may {
      page.add("may", .doubtful, ": " + wording.mayNote, hanging: 2)
      if report.newPods?.restsOnUnknownLabels ?? false {
        page.add(
          "", .plain,
          "of pods to come also: nobody knows the labels of namespaces that are not declared",
          hanging: 2)
      }
    }
    if report.exitStatus == .undecided {
      page.add(notes.touched ? "?" : "", .doubtful, wording.touchedNote(notes.touched), hanging: 2)
    }
    var facts = wording.base.facts(Assumed(connectivity.cluster))
    if !report.absentKinds.isEmpty {
      facts.append("no \(report.absentKinds.map(\.escapingControls).joined(separator: ", "))")
    }
    page.add("", .plain, "assumes: " + facts.joined(separator: "; "), hanging: 2)
    let sleeping = wording.workloadsWithoutPods
    if !sleeping.isEmpty {
      page.add(
        "", .plain,
        "without pods now, listed as if running: " + wording.list(sleeping, limit: 5), hanging: 2)
    }
    let unknown = connectivity.cluster.snapshot.ignoredKinds.filter { !$0.isKnown }
    if !unknown.isEmpty {
      let kinds = unknown.map {
        $0.kind.escapingControls + ($0.count == 1 ? "" : " (\($0.count))")
      }
      page.add(
        "", .plain, "unknown kinds, taken not to matter: " + kinds.joined(separator: ", "),
        hanging: 2)
    }
    return page.text
  }

  private func summaryLine(rows: Int) -> String {
    let snapshot = connectivity.cluster.snapshot
    // Pods to come may have what those that are there have not.
    let today = report.newPods.map { !$0.rows.isEmpty } ?? false ? " today" : ""
    let said =
      connectivity.options.isFiltered
      ? rows == 0
        ? "nothing that matches is allowed\(today)" : TextReport.count(rows, "matching connection")
      : rows == 0 ? "nothing is allowed\(today)" : TextReport.count(rows, "connection")
    let parts = [
      said,
      [
        TextReport.count(snapshot.namespaces.count, "namespace"),
        TextReport.count(snapshot.workloads.count, "workload"),
        TextReport.count(snapshot.policyCount, "policy", "policies"),
      ].joined(separator: ", "),
    ]
    return parts.joined(separator: " · ")
  }

  private static func blanks(_ count: Int) -> String {
    String(repeating: " ", count: max(0, count))
  }

  private func inked(_ text: String, _ ink: Ink) -> String {
    style.isColoured && !text.isEmpty ? "\u{1b}[\(ink.rawValue)m\(text)\u{1b}[0m" : text
  }
}

extension ConnectivityOptions {
  /// Whether the listing leaves something out.
  var isFiltered: Bool {
    sources != nil || destinations != nil || !namespaces.isEmpty || ports != .all
  }
}

extension EntryPoint {
  var clients: Clients? {
    if case .pods(_, _, let clients) = way { clients } else { nil }
  }
}
