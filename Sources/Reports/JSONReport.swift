import ClusterModel
import Intents
import Verification

/// The report as one JSON object, for programs; docs/json.md says what can be relied on.
public struct JSONReport {
  /// Changes when a member goes or changes its meaning.
  public static let schema = "netproof.dev/report/v1alpha1"

  let run: RunReport
  let wording: Wording

  public init(_ run: RunReport) {
    self.run = run
    wording = Wording(run.result.snapshot, files: run.result.files)
  }

  /// The same report in the words of another snapshot.
  init(_ run: RunReport, wording: Wording) {
    self.run = run
    self.wording = wording
  }

  /// The whole report, with a line break at its end.
  public var text: String {
    JSONText.text(tree)
  }

  /// The encoder writes an empty list over three lines. No string holds a line break: JSON escapes them.
  static func closingEmptyLists(_ text: String) -> String {
    var result: [Substring] = []
    for line in text.split(separator: "\n") {
      if line.drop(while: { $0 == " " }).first == "]", let last = result.last,
        last.hasSuffix("[")
      {
        result[result.count - 1] = last + line.drop { $0 == " " }
      } else {
        result.append(line)
      }
    }
    return result.joined(separator: "\n")
  }

  private var tree: JSONTree.Report {
    let result = run.result
    return JSONTree.Report(
      schema: Self.schema, version: run.version, exitStatus: result.exitStatus.rawValue,
      summary: Dictionary(
        uniqueKeysWithValues: Verdict.allCases.map { ($0.rawValue, result.count(of: $0)) }),
      options: JSONTree.Options(result.options), input: input,
      intents: result.outcomes.map(intent), assumptions: result.assumed.map(assumed),
      remarks: run.remarks.map(JSONTree.Remark.init), statistics: statistics)
  }

  private var input: JSONTree.Input {
    let snapshot = run.result.snapshot
    return JSONTree.Input(
      folder: run.folder, files: snapshot.files.names,
      intentFiles: run.result.files.map { snapshot.files[$0.file] },
      namespaces: snapshot.namespaces.count, workloads: snapshot.workloads.count,
      pods: snapshot.pods.count, policies: snapshot.policyCount,
      services: snapshot.services.count, ingresses: snapshot.ingresses.count,
      absentKinds: run.absentKinds,
      ignoredKinds: snapshot.ignoredKinds.map {
        JSONTree.Kind(kind: $0.kind, count: $0.count, known: $0.isKnown)
      })
  }

  private func assumed(_ assumed: Assumed) -> JSONTree.Assumptions {
    let assumptions = assumed.assumptions
    return JSONTree.Assumptions(
      files: assumed.files.map { run.result.snapshot.files[run.result.files[$0].file] },
      cni: assumptions.cni.rawValue,
      clusterCIDRs: assumptions.clusterCIDRs.map(\.description),
      ipFamilies: assumptions.ipFamilies?.map(\.word),
      clientAddress: assumptions.clientAddress.rawValue, facts: wording.facts(assumed))
  }

  private var statistics: JSONTree.Statistics {
    let statistics = run.result.statistics
    return JSONTree.Statistics(
      seconds: statistics.seconds, readingSeconds: run.readingSeconds,
      buildSeconds: statistics.buildSeconds, classes: statistics.classes,
      explicit: JSONTree.Explicit(
        classSeconds: statistics.classSeconds, seconds: statistics.explicitSeconds),
      judgeSeconds: statistics.judgeSeconds,
      solver: JSONTree.Solver(
        checks: statistics.solverChecks, terms: statistics.solverTerms,
        resourceUnits: statistics.solverResourceUnits,
        buildSeconds: statistics.solverBuildSeconds, seconds: statistics.solverSeconds),
      intents: run.result.outcomes.map(\.seconds))
  }

  var parts: JSONParts { JSONParts(wording) }
}
