public import Analysis
import ClusterModel
import Evaluation
import FoundationEssentials
import Intents
import Verification

/// What `netproof explain --output json` prints: one JSON object for programs (docs/explain.md).
public struct FlowJSONReport {
  /// Changes when a member goes or changes its meaning.
  public static let schema = "netproof.dev/explain/v1alpha1"

  let explanation: Explanation
  let version: String
  let wording: Wording
  private let folder: String?
  private let remarks: [Remark]

  public init(
    _ explanation: Explanation, version: String, folder: String? = nil, remarks: [Remark] = []
  ) {
    self.explanation = explanation
    self.version = version
    self.folder = folder
    self.remarks = remarks
    wording = Wording(explanation.cluster.snapshot, files: [])
  }

  /// The whole report, with a line break at its end.
  public var text: String {
    JSONText.text(
      FlowJSONTree.Report(
        schema: Self.schema, version: version, exitStatus: explanation.exitStatus.rawValue,
        folder: folder, from: term(explanation.source), to: term(explanation.destination),
        groups: explanation.groups.map(group), groupCount: explanation.groupCount,
        unsupported: explanation.unsupported.flatMap(parts.unsupported),
        disagreement: explanation.disagreement, remarks: remarks.map(JSONTree.Remark.init)))
  }

  private func term(_ selection: EndpointSelection) -> FlowJSONTree.Term {
    let ports = selection.ports.text(symbols: wording.snapshot.symbols)
    return FlowJSONTree.Term(text: selection.text, ports: ports.isEmpty ? nil : ports)
  }

  private func group(_ group: FlowGroup) -> FlowJSONTree.Group {
    FlowJSONTree.Group(
      allowed: group.decision.allowed.word, sources: ends(group.sources),
      destinations: ends(group.destinations), families: group.families.map(\.word),
      all: group.ports == .all, connections: connections(group.ports),
      flow: flow(group.flow), egress: direction(.egress, group),
      ingress: direction(.ingress, group), restsOn: group.core.map(parts.core),
      settlement: group.settlement.map {
        JSONTree.Statement(kind: $0.kind, text: wording.settlement($0))
      },
      remedies: group.remedies.map(remedy),
      obstacle: group.obstacle.map {
        JSONTree.Statement(kind: $0.word, text: wording.obstacle($0))
      })
  }

  private func connections(_ ports: PortSet) -> [FlowJSONTree.Connection] {
    TransportProtocol.allCases.compactMap { proto in
      let ranges = ports[proto].ranges.map { range in
        range.count == 1 ? "\(range.lowerBound)" : "\(range.lowerBound)-\(range.upperBound)"
      }
      return ranges.isEmpty
        ? nil
        : FlowJSONTree.Connection(protocol: proto.name, ports: ranges.joined(separator: ","))
    }
  }

  private func direction(_ direction: Direction, _ group: FlowGroup) -> FlowJSONTree.Direction {
    FlowJSONTree.Direction(
      decision: parts.decision(group.decision(direction)),
      mismatches: (group.mismatches[direction] ?? []).map { mismatch in
        FlowJSONTree.Mismatch(
          rule: parts.rule(mismatch.rule), peer: mismatch.peer.map { $0 + 1 },
          conditions: mismatch.conditions.map { condition in
            JSONTree.Statement(
              kind: condition.word,
              text: wording.condition(condition, mismatch.rule, group, explanation.cluster))
          })
      })
  }

  private func remedy(_ remedy: Remedy) -> FlowJSONTree.Remedy {
    FlowJSONTree.Remedy(
      allows: remedy.allowed != .no, certain: remedy.allowed != .unknown,
      sources: ends(remedy.region.sources), destinations: ends(remedy.region.destinations),
      families: remedy.region.families.map(\.word),
      connections: connections(remedy.region.ports),
      changes: remedy.changes.map { change in
        FlowJSONTree.Change(
          kind: change.word, text: wording.change(change).text,
          place: wording.editedPlace(change).map(parts.place))
      })
  }
}

/// Encodes reports alike.
enum JSONText {
  static func text(_ tree: some Encodable) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    // Nothing in a tree can fail to encode: strings, integers, and seconds that are finite.
    guard let data = try? encoder.encode(tree) else {
      preconditionFailure("a report cannot be encoded")
    }
    return JSONReport.closingEmptyLists(String(decoding: data, as: UTF8.self)) + "\n"
  }
}
