import Foundation
import Testing

/// The report of `diff`, held against its schema.
@Suite struct DiffSchemaTests {
  @Test(arguments: ["deployed", "open", "open-cluster"])
  func everyReportFitsTheSchema(world: String) throws {
    let folder = Program.repository.appending(path: "intents/aks-three-tier")
    let run = try Program.run(
      "netproof diff 01-open 05-web --world \(world) --relation equivalent --output json 2>/dev/null",
      in: folder)
    let report = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
    let faults = try JSONSchema(named: "diff.schema.json").faults(in: report)
    #expect(faults.isEmpty, "\(faults)")
    #expect(run.status == 1)
  }
}
