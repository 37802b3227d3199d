import Analysis
import ClusterModel
import Evaluation
import FoundationEssentials
import Intents
import Verification

/// The members of the JSON listing beside its rows, in their order, each encoded.
struct ListJSONTree {
  let members: [(name: String, value: String)]

  init(_ report: ListReport) throws {
    let connectivity = report.connectivity
    let snapshot = connectivity.cluster.snapshot
    let ends = ListJSONEnds(report)
    let groups = ListGroups(report.ends).members.enumerated().map { index, members in
      "{\"id\":\(index + 1),\"members\":[\(members.map(ends.text).joined(separator: ","))]}"
    }
    members = [
      ("version", JSONText.quoted(report.version)),
      ("exitStatus", "\(report.exitStatus.rawValue)"),
      ("options", try Self.encoded(Options(report))),
      ("input", try Self.encoded(Input(report))),
      ("assumptions", try Self.encoded(Assumptions(report))),
      (
        "unmodelled",
        try Self.encoded(
          snapshot.unmodelledObjects.map { object in
            JSONTree.Unsupported(
              kind: "object", name: report.wording.name(object),
              place: Self.place(object.place, snapshot))
          })
      ),
      ("withoutPods", try Self.encoded(report.wording.workloadsWithoutPods)),
      ("remarks", try Self.encoded(report.remarks.map(JSONTree.Remark.init))),
      ("groups", Self.lines(groups)),
    ]
  }

  private static func lines(_ values: [String]) -> String {
    values.isEmpty ? "[]" : "[\n    " + values.joined(separator: ",\n    ") + "\n  ]"
  }

  private static func encoded(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  private static func place(_ place: Place, _ snapshot: Snapshot) -> JSONTree.Place {
    JSONTree.Place(
      file: snapshot.files[place.file], line: Int(place.line), column: Int(place.column))
  }

  private struct Options: Encodable {
    var by: String
    var group: Bool
    /// The option `--self`.
    var replicas: Bool
    var exposure: Bool
    var from: [String]
    var to: [String]
    var namespaces: [String]
    var port: [String]

    enum CodingKeys: String, CodingKey {
      case by, group, exposure, from, to, namespaces, port
      case replicas = "self"
    }

    init(_ report: ListReport) {
      let options = report.connectivity.options
      by = options.unit.rawValue
      group = options.isGrouped
      replicas = options.showsReplicas
      exposure = report.newPods != nil
      from = report.filters.from
      to = report.filters.to
      namespaces = report.filters.namespaces
      port = report.filters.port
    }
  }

  private struct Input: Encodable {
    var folder: String?
    var files: [String]
    var namespaces: Int
    var workloads: Int
    var pods: Int
    var policies: Int
    var services: Int
    var ingresses: Int
    var absentKinds: [String]
    var ignoredKinds: [JSONTree.Kind]

    init(_ report: ListReport) {
      let snapshot = report.connectivity.cluster.snapshot
      folder = report.folder
      files = snapshot.files.names
      namespaces = snapshot.namespaces.count
      workloads = snapshot.workloads.count
      pods = snapshot.pods.count
      policies = snapshot.policyCount
      services = snapshot.services.count
      ingresses = snapshot.ingresses.count
      absentKinds = report.absentKinds
      ignoredKinds = snapshot.ignoredKinds.map {
        JSONTree.Kind(kind: $0.kind, count: $0.count, known: $0.isKnown)
      }
    }
  }

  private struct Assumptions: Encodable {
    var cni: String
    var clusterCIDRs: [String]
    var ipFamilies: [String]
    var clientAddress: String
    var facts: [String]

    init(_ report: ListReport) {
      let cluster = report.connectivity.cluster
      cni = cluster.assumptions.cni.rawValue
      clusterCIDRs = cluster.assumptions.clusterCIDRs.map(\.description)
      ipFamilies = cluster.families.map(\.word)
      clientAddress = cluster.assumptions.clientAddress.rawValue
      facts = report.wording.base.facts(Assumed(cluster))
    }
  }
}
