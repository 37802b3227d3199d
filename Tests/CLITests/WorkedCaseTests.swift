import Foundation
import Testing

/// Every folder of `intents/`: its report is the recorded one, and every id keeps its promise (intents/README.md).
@Suite struct WorkedCaseTests {
  static let cases: [String] = {
    let root = Program.repository.appending(path: "intents")
    let paths = FileManager.default.enumerator(atPath: root.path)?.compactMap { $0 as? String }
    return (paths ?? []).filter { $0.hasSuffix("/intents.yaml") }
      .map { "intents/" + $0.dropLast("/intents.yaml".count) }.sorted()
  }()

  /// Waivers are decided on this day.
  static let today = "--today 2026-06-01"

  @Test func thereAreCases() {
    #expect(Self.cases.count >= 40)
  }

  @Test(arguments: cases) func reportIsTheRecordedOne(folder: String) throws {
    let run = try Program.run("netproof verify \(Self.today) \(folder)", in: Program.repository)
    let file = Program.repository.appending(path: "\(folder)/expected.txt")
    try Golden(file: file).expect(run.output + "[\(run.status)]\n")
  }

  @Test(arguments: cases) func idsKeepTheirPromise(folder: String) throws {
    let report = try JSONFile(folder)
    #expect(!report.intents.isEmpty)
    for intent in report.intents {
      let verdict = intent["verdict"] as? String ?? ""
      let id = intent["id"] as? String ?? ""
      let promised = ["refuted", "vacuous", "waived"].first { id.hasPrefix($0 + "-") }
      let keeps = promised.map { $0 == verdict } ?? ["proved", "holds today"].contains(verdict)
      #expect(keeps, "\(folder): \(intent["sentence"] ?? "") is \(verdict)")
    }
  }

  @Test(arguments: cases) func jsonReportFollowsItsSchema(folder: String) throws {
    let report = try JSONFile(folder)
    #expect(try JSONSchema.report.faults(in: report.value).isEmpty)
  }

  @Test(arguments: cases) func reportIsTheSameOnEveryRun(folder: String) throws {
    var first = try JSONFile(folder).value
    var second = try JSONFile(folder).value
    first["statistics"] = nil
    second["statistics"] = nil
    #expect(NSDictionary(dictionary: first) == NSDictionary(dictionary: second))
  }

  @Test(arguments: cases) func eachEngineAloneSaysTheSame(folder: String) throws {
    let verdicts = { (file: JSONFile) in file.intents.map { $0["verdict"] as? String } }
    let both = verdicts(try JSONFile(folder))
    #expect(verdicts(try JSONFile(folder, "--engine explicit")) == both)
    #expect(verdicts(try JSONFile(folder, "--engine symbolic")) == both)
  }
}

/// The JSON report of a worked case.
struct JSONFile {
  var value: [String: Any]

  init(_ folder: String, _ options: String = "") throws {
    let run = try Program.run(
      "netproof verify \(WorkedCaseTests.today) --output json \(options) \(folder)",
      in: Program.repository)
    let object = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
    value = try #require(object as? [String: Any])
  }

  var intents: [[String: Any]] { value["intents"] as? [[String: Any]] ?? [] }
}
