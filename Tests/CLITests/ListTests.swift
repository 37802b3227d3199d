import Foundation
import Testing

/// `netproof list` on every worked case.
@Suite struct ListTests {
  @Test(arguments: WorkedCaseTests.cases) func listingFollowsItsSchema(folder: String) throws {
    for options in ["--by pod --self", "--group --exposure", "--exposure"] {
      let listing = try Self.json(folder, options)
      let faults = try JSONSchema(named: "list.schema.json").faults(in: listing)
      #expect(faults.isEmpty, "\(options): \(faults.prefix(3))")
    }
  }

  @Test(arguments: WorkedCaseTests.cases) func listingIsTheSameOnEveryRun(folder: String) throws {
    let line = "netproof list --output json \(folder)"
    let first = try Program.run(line, in: Program.repository)
    let second = try Program.run(line, in: Program.repository)
    #expect(first.output == second.output)
    #expect(first.status == second.status)
  }

  @Test(arguments: WorkedCaseTests.cases) func bothReadingsListTheSame(folder: String) throws {
    let run = try Program.run(
      "netproof list --cross-check --output csv --out /dev/null \(folder)",
      in: Program.repository)
    #expect(run.output.contains("alike"), "\(run.output)")
    #expect([0, 3].contains(run.status))
  }

  @Test func picturesAreDrawnWhereGraphvizIsThere() throws {
    let run = try Program.run(
      "command -v dot >/dev/null || { echo '<svg none'; exit; }; "
        + "netproof list --output svg \(WorkedCaseTests.cases[0])",
      in: Program.repository)
    #expect(run.output.contains("<svg"))
  }

  private static func json(_ folder: String, _ options: String) throws -> [String: Any] {
    let run = try Program.run(
      "netproof list --output json \(options) \(folder)", in: Program.repository)
    let object = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
    return try #require(object as? [String: Any])
  }
}
