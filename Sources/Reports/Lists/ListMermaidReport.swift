import Analysis

/// The listing as a flowchart of Mermaid (https://mermaid.js.org/syntax/flowchart.html), which GitHub and GitLab draw.
public struct ListMermaidReport: ListFormat {
  private let report: ListReport

  public init(_ report: ListReport) {
    self.report = report
  }

  public func write(to stream: inout ReportStream) throws {
    let graph = ListGraph(report)
    try stream.write("flowchart LR\n")
    for (index, cluster) in graph.clusters.enumerated() {
      let isNamespace = !cluster.namespace.isEmpty
      if isNamespace {
        try stream.write("  subgraph s\(index)[\(Self.quoted(cluster.namespace))]\n")
      }
      for node in cluster.nodes {
        let (open, close) =
          switch node.kind {
          case .pods: ("[", "]")
          case .outside: ("([", "])")
          case .newPods: ("{{", "}}")
          }
        try stream.write(
          "\(isNamespace ? "    " : "  ")n\(node.id)\(open)\(Self.quoted(node.title))\(close)\n")
      }
      if isNamespace { try stream.write("  end\n") }
    }
    for edge in graph.edges {
      let arrow = edge.isCertain ? "-->" : "-.->"
      try stream.write(
        "  n\(edge.source) \(arrow)|\(Self.quoted(edge.title))| n\(edge.destination)\n")
    }
  }

  /// Quoted, with the characters that Mermaid reads inside quotes written as its entity codes.
  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for character in text {
      switch character {
      case "\"": quoted += "#quot;"
      case "#": quoted += "#35;"
      case "<": quoted += "#lt;"
      case ">": quoted += "#gt;"
      default: quoted.append(character)
      }
    }
    return quoted + "\""
  }
}
