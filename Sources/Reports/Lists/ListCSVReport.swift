import Analysis
import ClusterModel
import Evaluation
import Intents

/// The listing for a spreadsheet: RFC 4180 with a line of titles, but for lines that end as those of other text do.
public struct ListCSVReport: ListFormat {
  private let report: ListReport

  public init(_ report: ListReport) {
    self.report = report
  }

  static let titles = [
    "source", "source_kind", "destination", "destination_kind", "connections", "certainty",
    "family", "unmodelled",
  ]

  public func write(to stream: inout ReportStream) throws {
    let connectivity = report.connectivity
    let ends = connectivity.ends.map { end in
      Self.cell(report.wording.name(end, limit: .max - 1)) + ","
        + Self.cell(report.wording.kind(of: end))
    }
    let ports = connectivity.portSets.map { Self.cell(report.wording.ports($0)) }
    try stream.write(Self.titles.joined(separator: ",") + "\n")
    try connectivity.forEachRow { row in
      try stream.write(
        "\(ends[row.source]),\(ends[row.destination]),\(ports[row.ports]),"
          + "\(row.certainty.rawValue),\(row.family?.word ?? ""),\(row.isTouched ? "yes" : "")\n")
    }
    try writeNewPods(to: &stream)
  }

  private func writeNewPods(to stream: inout ReportStream) throws {
    guard let newPods = report.newPods else { return }
    let ends = newPods.ends.map { report.wording.name($0, limit: .max - 1) }
    let kinds = newPods.ends.map { report.wording.kind(of: $0) }
    for row in newPods.rows {
      let lines = NewPodLine.lines(of: row, end: ends[row.end]) {
        report.wording.name($0, limit: .max - 1)
      }
      for line in lines {
        let sourceKind = line.comesFromNewPod ? "new pod" : kinds[line.end]
        let destinationKind = line.comesFromNewPod ? kinds[line.end] : "new pod"
        let cells = [
          line.source, sourceKind, line.destination, destinationKind,
          report.wording.ports(row.ports), row.certainty.rawValue, row.family?.word ?? "",
          row.isTouched ? "yes" : "",
        ]
        try stream.write(cells.map(Self.cell).joined(separator: ",") + "\n")
      }
    }
  }

  /// Quoted where RFC 4180 wants it.
  private static func cell(_ text: String) -> String {
    guard text.contains(where: { ",\"\n".contains($0) }) else { return text }
    return "\""
      + text.split(separator: "\"", omittingEmptySubsequences: false)
      .joined(separator: "\"\"") + "\""
  }
}

extension ListWording {
  /// `Deployment`, `address`; of several workloads each kind once.
  func kind(of end: ListedEnd) -> String {
    guard case .pods(let members) = end else { return "address" }
    return Set(members.map(kind)).sorted().joined(separator: ", ")
  }
}
