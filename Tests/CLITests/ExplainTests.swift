import Foundation
import Testing

/// `netproof explain` on the worked cases: everything to everything, in JSON, against its schema.
@Suite struct ExplainTests {
  @Test(arguments: WorkedCaseTests.cases) func jsonFollowsItsSchema(folder: String) throws {
    let run = try Program.run(
      "netproof explain \(folder) --from anyone --to anyone --limit 12 --output json",
      in: Program.repository)
    #expect(run.status == 0)
    let value = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
    #expect(try JSONSchema(named: "explain.schema.json").faults(in: value).isEmpty)
  }

  @Test(arguments: WorkedCaseTests.cases) func reasonsFollowTheSchema(folder: String) throws {
    let run = try Program.run(
      "netproof verify \(WorkedCaseTests.today) \(folder) --reasons --output json",
      in: Program.repository)
    #expect(run.status <= 1)
    let value = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
    #expect(try JSONSchema.report.faults(in: value).isEmpty)
    let intents = (value as? [String: Any])?["intents"] as? [[String: Any]] ?? []
    for intent in intents where ["proved", "refuted"].contains(intent["verdict"] as? String) {
      let isPermission = (intent["sentence"] as? String)?.contains("may reach") ?? false
      let isPossibility = (intent["sentence"] as? String)?.hasPrefix("some") ?? false
      let isPort = intent["missingPort"] != nil
      #expect(intent["reasons"] != nil || isPermission || isPossibility || isPort)
    }
  }
}
