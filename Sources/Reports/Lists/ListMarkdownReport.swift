import Analysis
import ClusterModel
import Evaluation
import Intents

/// The listing for a pull request or a wiki: a table of GitHub's markdown.
public struct ListMarkdownReport: ListFormat {
  private let report: ListReport

  public init(_ report: ListReport) {
    self.report = report
  }

  public func write(to stream: inout ReportStream) throws {
    let connectivity = report.connectivity
    let wording = report.wording
    let names = connectivity.ends.map { Self.cell(wording.name($0)) }
    try stream.write("| from | to | ports |\n|---|---|---|\n")
    try connectivity.forEachRow { row in
      try stream.write(
        "| \(names[row.source]) | \(names[row.destination]) | \(wording.connections(row)) |\n")
    }
    try writeNewPods(to: &stream)
    let entries = connectivity.entryPoints
    if entries.isEmpty { return }
    try stream.write("\n| entry point | leads to | reached by |\n|---|---|---|\n")
    for entry in entries {
      let clients = entry.clients.map { wording.clients($0) } ?? ""
      let cells = [wording.title(entry), wording.way(entry), clients]
      try stream.write("| " + cells.map(Self.cell).joined(separator: " | ") + " |\n")
    }
  }

  private func writeNewPods(to stream: inout ReportStream) throws {
    guard let newPods = report.newPods else { return }
    let ends = newPods.ends.map { report.wording.name($0) }
    try stream.write("\n| pods to come: from | to | ports |\n|---|---|---|\n")
    for row in newPods.rows {
      for line in NewPodLine.lines(of: row, end: ends[row.end], { report.wording.name($0) }) {
        let cells = [line.source, line.destination, report.wording.connections(row)]
        try stream.write("| " + cells.map(Self.cell).joined(separator: " | ") + " |\n")
      }
    }
  }

  /// Characters that markdown reads are escaped: a name must not become a link or end a cell.
  private static func cell(_ text: String) -> String {
    var cell = ""
    for character in text {
      if "\\`*_|<>[]".contains(character) { cell.append("\\") }
      cell.append(character)
    }
    return cell
  }
}
