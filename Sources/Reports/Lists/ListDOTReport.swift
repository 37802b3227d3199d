import Analysis

/// The listing as a directed graph for Graphviz (https://graphviz.org/doc/info/lang.html).
public struct ListDOTReport: ListFormat {
  private let report: ListReport

  public init(_ report: ListReport) {
    self.report = report
  }

  public func write(to stream: inout ReportStream) throws {
    let graph = ListGraph(report)
    try stream.write(
      """
      digraph netproof {
        rankdir=LR
        node [shape=box style="rounded,filled" fillcolor="#eef4fb" fontname="sans-serif"]
        edge [fontname="sans-serif" fontsize=10]

      """)
    for (index, cluster) in graph.clusters.enumerated() {
      let isNamespace = !cluster.namespace.isEmpty
      if isNamespace {
        try stream.write(
          "  subgraph cluster_\(index) {\n    label=\(Self.quoted(cluster.namespace))\n")
      }
      for node in cluster.nodes {
        let shape =
          switch node.kind {
          case .pods: ""
          case .outside: " shape=ellipse fillcolor=\"#fbf3e6\""
          case .newPods: " style=\"rounded,dashed\""
          }
        try stream.write(
          "\(isNamespace ? "    " : "  ")n\(node.id) [label=\(Self.quoted(node.title))\(shape)]\n")
      }
      if isNamespace { try stream.write("  }\n") }
    }
    for edge in graph.edges {
      let style = edge.isCertain ? "" : " style=dashed"
      try stream.write(
        "  n\(edge.source) -> n\(edge.destination) [label=\(Self.quoted(edge.title))\(style)]\n")
    }
    try stream.write("}\n")
  }

  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for character in text {
      if character == "\"" || character == "\\" { quoted.append("\\") }
      quoted.append(character)
    }
    return quoted + "\""
  }
}
