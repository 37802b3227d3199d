import FoundationEssentials
import Intents
import Testing
import YAML

@testable import Readers

/// The published schema says what the reader does.
@Suite struct SchemaTests {
  @Test(arguments: [
    ("metadata", IntentFields.metadata), ("assume", .assume), ("fixedLabels", .fixedLabels),
    ("newNamespaces", .newNamespaces), ("group", .group), ("selector", .selector),
    ("requirement", .requirement), ("intent", .intent), ("waiver", .waiver),
  ])
  func schemaHasTheFieldsOfTheReader(definition: String, fields: IntentFields) throws {
    let schema = try JSONSchema.intents()
    let properties = try #require(schema.definition(definition)?["properties"])
    #expect(Set(properties.members.keys) == Set(fields.names))
  }

  @Test func schemaHasTheFieldsOfAFile() throws {
    let properties = try #require(try JSONSchema.intents().root["properties"])
    #expect(Set(properties.members.keys) == Set(IntentFields.file.names))
    #expect(properties["apiVersion"]?["const"] == .string(IntentFields.apiVersion))
    #expect(properties["kind"]?["const"] == .string(IntentFields.kind))
  }

  @Test func schemaHasTheValuesOfTheReader() throws {
    let schema = try JSONSchema.intents()
    func values(_ rule: JSON?) -> [String] { rule?["enum"]?.array.compactMap(\.string) ?? [] }
    let assume = try #require(schema.definition("assume")?["properties"])
    #expect(values(schema.definition("world")) == World.allCases.map(\.rawValue))
    #expect(
      values(schema.definition("intent")?["properties"]?["severity"])
        == Severity.allCases.map(\.rawValue))
    #expect(values(assume["cni"]) == CNI.allCases.map(\.rawValue))
    #expect(values(assume["clientAddress"]) == ClientAddress.allCases.map(\.rawValue))
    #expect(values(assume["baselineScope"]) == BaselineScope.allCases.map(\.rawValue))
  }

  @Test func everyFieldThatIsNoReferenceIsDescribed() throws {
    let schema = try JSONSchema.intents()
    for (name, definition) in schema.root["$defs"]?.members ?? [:] {
      for (field, rule) in definition["properties"]?.members ?? [:] where name != "requirement" {
        let isDescribed = rule["description"] != nil || rule["$ref"] != nil || name == "selector"
        #expect(isDescribed, "\(name).\(field)")
      }
    }
  }

  @Test(arguments: WorkedCaseTests.cases + meanings)
  func schemaAdmitsWhatTheReaderReads(path: String) throws {
    let schema = try JSONSchema.intents()
    for document in try documents(of: URL(filePath: path)) {
      let isAdmitted = try schema.admits(document)
      #expect(isAdmitted)
    }
  }

  static let meanings = Fixture.names(in: "Meanings").map {
    Fixture.folder.appending(path: "Meanings/\($0).yaml").path
  }

  /// What is wrong inside a sentence or a selector is beyond a schema; what is wrong about fields is not.
  @Test(arguments: [
    "assume", "groups", "groups-list", "header", "header-missing", "header-typed",
    "indentation", "intents-not-a-list", "list-of-sentences", "long-form", "manifest",
    "selectors", "waivers", "yaml-traps",
  ])
  func schemaRefusesMistakesInFields(name: String) throws {
    let schema = try JSONSchema.intents()
    for document in try documents(of: Fixture.folder.appending(path: "Mistakes/\(name).yaml")) {
      let isAdmitted = try schema.admits(document)
      #expect(!isAdmitted)
    }
  }

  private func documents(of file: URL) throws -> [JSON] {
    try SourceText(Array(Data(contentsOf: file))).documents().compactMap(\.root).map(JSON.init)
  }
}
