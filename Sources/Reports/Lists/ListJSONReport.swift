import Analysis
import ClusterModel
import Evaluation
import FoundationEssentials
import Intents
import Verification

/// The listing for programs; `schemas/list.schema.json` says the same.
///
/// Rows are written one by one, each on a line of its own. What stands before and after them is small.
public struct ListJSONReport: ListFormat {
  public static let schema = "netproof.dev/list/v1alpha1"

  private let report: ListReport

  public init(_ report: ListReport) {
    self.report = report
  }

  private var connectivity: Connectivity { report.connectivity }

  public func write(to stream: inout ReportStream) throws {
    try stream.write("{\n  \"schema\": \(JSONText.quoted(Self.schema))")
    for (name, value) in try ListJSONTree(report).members {
      try stream.write(",\n  \"\(name)\": \(value)")
    }
    try writeRows(to: &stream)
    try writeNewPods(to: &stream)
    try writeEntryPoints(to: &stream)
    try stream.write("\n}\n")
  }

  private func writeRows(to stream: inout ReportStream) throws {
    let ends = ListJSONEnds(report)
    // What rows are put together from, as bytes: a row costs three copies.
    let sources = connectivity.ends.indices.map {
      Array("    {\"source\":\(ends.text($0)),\"destination\":".utf8)
    }
    let destinations = connectivity.ends.indices.map { Array(ends.text($0).utf8) }
    let (certain, possible) = (tails(.must), tails(.may))
    try stream.write(",\n  \"rows\": [")
    var separator = Array("\n".utf8)
    let (next, end) = (Array(",\n".utf8), Array("}".utf8))
    try connectivity.forEachRow { row in
      try stream.write(separator)
      separator = next
      try stream.write(sources[row.source])
      try stream.write(destinations[row.destination])
      try stream.write(row.certainty == .must ? certain[row.ports] : possible[row.ports])
      if let family = row.family { try stream.write(",\"family\":\"\(family.word)\"") }
      if row.isTouched { try stream.write(",\"unmodelled\":true") }
      try stream.write(end)
    }
    try stream.write("\n  ]")
  }

  /// By set of ports, what stands behind the ends of a row.
  private func tails(_ certainty: Certainty) -> [[UInt8]] {
    connectivity.portSets.map {
      Array((Self.connections($0) + ",\"certainty\":\"\(certainty.rawValue)\"").utf8)
    }
  }

  /// `,"connections":[{"protocol":"TCP","ports":"80,8000-8080"}]`, with `"all":true` where everything is open.
  static func connections(_ set: PortSet) -> String {
    let parts = TransportProtocol.allCases.filter { !set[$0].isEmpty }.map {
      "{\"protocol\":\"\($0.name)\",\"ports\":\"\(ListWording.numbers(set[$0]))\"}"
    }
    return ",\"connections\":[\(parts.joined(separator: ","))]"
      + (set == .all ? ",\"all\":true" : "")
  }

  private func writeNewPods(to stream: inout ReportStream) throws {
    guard let newPods = report.newPods else { return }
    try stream.write(",\n  \"newPods\": [")
    let ends = ListJSONEnds(report)
    for (index, row) in newPods.rows.enumerated() {
      try stream.write((index == 0 ? "\n    " : ",\n    ") + ends.text(row))
    }
    try stream.write("\n  ]")
  }

  private func writeEntryPoints(to stream: inout ReportStream) throws {
    try stream.write(",\n  \"entryPoints\": [")
    let ends = ListJSONEnds(report)
    for (index, entry) in connectivity.entryPoints.enumerated() {
      try stream.write((index == 0 ? "\n    " : ",\n    ") + ends.text(entry))
    }
    try stream.write("\n  ]")
  }
}

/// Ends of rows as JSON.
struct ListJSONEnds {
  private let connectivity: Connectivity
  private let ends: [ListedEnd]
  let wording: ListWording
  /// Where the ends of rows with pods to come begin.
  let firstNewPodEnd: Int
  private let groups: [ListedEnd: Int]

  init(_ report: ListReport) {
    connectivity = report.connectivity
    wording = report.wording
    ends = report.ends
    firstNewPodEnd = report.connectivity.ends.count
    groups = ListGroups(ends).numbers
  }

  private var snapshot: Snapshot { connectivity.cluster.snapshot }

  /// - Parameter end: an index into the report's ends.
  func text(_ end: Int) -> String {
    switch ends[end] {
    case .pods(let members):
      if let group = groups[ends[end]] { return "{\"group\":\(group)}" }
      return text(members[0])
    case .addresses(let set): return text(set)
    }
  }

  func text(_ workload: ListedWorkload) -> String {
    let own = snapshot[workload.workload]
    var text =
      "{\"kind\":\(quoted(own.kind)),\"namespace\":\(quoted(snapshot[own.namespace].name)),"
      + "\"name\":\(quoted(own.name))"
    if !workload.isWhole {
      text +=
        ",\"pods\":[\(workload.pods.map { quoted(snapshot[$0].name) }.joined(separator: ","))]"
    }
    return text + "}"
  }

  func text(_ set: AddressSet) -> String {
    let cidrs = set.cidrs.map { "\"\($0)\"" }.joined(separator: ",")
    let internet =
      set.splittingInternet(in: connectivity.cluster).hasInternet ? ",\"internet\":true" : ""
    return "{\"cidrs\":[\(cidrs)]\(internet)}"
  }

  func text(_ entry: EntryPoint) -> String {
    var members: [String] = []
    switch entry.object {
    case .service(let index):
      let service = snapshot.services[index]
      members.append(object("Service", service.namespace, service.name))
      members.append("\"type\":\(JSONText.quoted(wording.type(service)))")
      if !service.sourceRanges.isEmpty {
        members.append(
          "\"sourceRanges\":[\(service.sourceRanges.map(quoted).joined(separator: ","))]")
      }
    case .ingress(let index):
      let ingress = snapshot.ingresses[index]
      members.append(object(ingress.kind.word, ingress.namespace, ingress.name))
      if let service = entry.service {
        members.append("\"service\":\(quoted(snapshot.services[service].name))")
      }
    }
    if !entry.routes.isEmpty {
      members.append("\"routes\":[\(entry.routes.map(text).joined(separator: ","))]")
    }
    if let port = entry.port {
      members.append("\"port\":\(port),\"protocol\":\"\(entry.protocol.name)\"")
    }
    if case .pods(let workload, let port, let clients) = entry.way {
      members.append("\"destination\":\(text(workload)),\"podPort\":\(port)")
      members.append("\"clients\":{\"must\":\(text(clients.must)),\"may\":\(text(clients.may))}")
    } else {
      members.append("\"leadsTo\":\(JSONText.quoted(wording.way(entry)))")
    }
    return "{" + members.joined(separator: ",") + "}"
  }

  private func text(_ route: EntryPoint.Route) -> String {
    let host = route.host.map { "\"host\":\(quoted($0))" }
    let path = route.path.map { "\"path\":\(quoted($0))" }
    return "{\([host, path].compactMap(\.self).joined(separator: ","))}"
  }

  private func text(_ group: Clients.Group) -> String {
    "{\"workloads\":\(group.workloads),\"addresses\":\(text(group.addresses))}"
  }

  private func object(_ kind: String, _ namespace: NamespaceID, _ name: Symbol) -> String {
    "\"kind\":\"\(kind)\",\"namespace\":\(quoted(snapshot[namespace].name)),\"name\":\(quoted(name))"
  }

  func quoted(_ symbol: Symbol) -> String {
    JSONText.quoted(snapshot.symbols[symbol])
  }
}

/// Ends that stand for several workloads, numbered from 1.
struct ListGroups {
  private(set) var numbers: [ListedEnd: Int] = [:]
  private(set) var members: [[ListedWorkload]] = []

  init(_ ends: [ListedEnd]) {
    for end in ends where numbers[end] == nil {
      guard case .pods(let workloads) = end, workloads.count > 1 else { continue }
      members.append(workloads)
      numbers[end] = members.count
    }
  }
}

extension JSONText {
  /// A JSON string (RFC 8259 section 7), control characters of every sort escaped.
  static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": quoted += "\\" + String(scalar)
      case _ where scalar.value < 0x20 || (0x7f...0x9f).contains(scalar.value):
        let digits = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
