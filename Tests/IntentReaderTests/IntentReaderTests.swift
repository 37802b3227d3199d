import ClusterModel
import Intents
import Readers
import Testing

@Suite struct IntentReaderTests {
  static let minimal = """
    apiVersion: netproof.dev/v1alpha1
    kind: Intents
    intents:
      - anyone may reach Internet

    """

  @Test func leftOutFieldsHaveTheirDefaults() throws {
    let reading = Reading(Self.minimal)
    #expect(reading.transcript.isEmpty)
    let file = try #require(reading.files.first)
    #expect(file.name == nil && file.world == .deployed && file.groups.isEmpty)
    #expect(file.assumptions == Assumptions())
    let intent = try #require(file.intents.first)
    #expect(intent.id == nil && intent.because == nil && intent.waiver == nil)
    #expect(intent.severity == .low && intent.world == .deployed)
    #expect(intent.sentence == "anyone may reach Internet")
    #expect(intent.place == Place(file: file.file, document: 1, line: 4, column: 5))
  }

  @Test func everyFieldIsRead() throws {
    let reading = Reading(
      """
      apiVersion: netproof.dev/v1alpha1
      kind: Intents
      metadata: {name: everything}
      world: open
      assume:
        cni: azure-npm
        clusterCIDRs: [10.244.0.0/16, "fd00::/64"]
        ipFamilies: [IPv4, IPv6]
        clientAddress: may-be-node
        labels: {namespaceLabels: {team: admin}, podLabels: {pci: admin, role: admin}}
        newNamespaces: {policiesOf: baseline}
        baselineScope: pod
      intents:
        - id: db-isolation
          intent: anyone cannot reach Internet
          world: open-both
          severity: critical
          because: PCI DSS 1.3
          waiver: {until: 2027-03-01, reason: migration of the report job}
        - anyone may reach Internet
      """)
    #expect(reading.transcript.isEmpty)
    let file = try #require(reading.files.first)
    #expect(file.name == "everything" && file.world == .open)
    #expect(
      file.assumptions
        == Assumptions(
          cni: .azureNPM, clusterCIDRs: ["10.244.0.0/16", "fd00::/64"].compactMap(CIDR.init),
          ipFamilies: [.ipv4, .ipv6], clientAddress: .mayBeNode,
          fixedNamespaceLabels: [try reading.symbol("team")],
          fixedPodLabels: [try reading.symbol("pci"), try reading.symbol("role")],
          newNamespacePolicies: try reading.symbol("baseline"), baselineScope: .pod))
    let intent = file.intents[0]
    #expect(intent.id == "db-isolation" && intent.world == .openBoth)
    #expect(intent.severity == .critical && intent.because == "PCI DSS 1.3")
    #expect(intent.waiver?.until == CalendarDay(year: 2027, month: 3, day: 1))
    #expect(intent.waiver?.reason == "migration of the report job")
    #expect(file.intents[1].world == .open)
  }

  @Test func everyDocumentOfAFileStandsByItself() throws {
    let reading = Reading(
      "---\n---\n" + Self.minimal + "---\n" + Reading.header + "world: open\n"
        + "intents: [WEB reaches API]\n---\n")
    #expect(reading.transcript.contains("nothing mentions the group `PARTNER`"))
    #expect(!reading.diagnostics.hasErrors)
    #expect(reading.files.map(\.world) == [.deployed, .open])
    #expect(reading.intents.map(\.place.document) == [2, 3])
  }

  @Test func groupsOfAnotherDocumentAreUnknown() {
    let reading = Reading(
      Reading.header + "intents: [WEB reaches API]\n---\n"
        + Self.minimal.replacing("anyone", with: "WEB"))
    #expect(reading.transcript.contains("error: no group is named `WEB`"))
    #expect(reading.files.count == 1)
  }

  @Test func idsAreUniqueOverTheRun() {
    let text = Self.minimal.replacing("- anyone", with: "- id: a\n    intent: anyone")
    let reading = Reading([("one.yaml", text), ("two.yaml", text + "---\n" + text)])
    #expect(
      reading.transcript == """
        two.yaml:4:9: error: the id `a` is already taken in one.yaml:4
           - id: a
                 ^
        two.yaml:10:9: error: the id `a` is already taken in one.yaml:4
           - id: a
                 ^

        """)
    #expect(reading.files.map(\.file.rawValue) == [0])
  }

  @Test func mistakesOfAllFilesAreReportedTogether() {
    let wrong = Self.minimal.replacing("may reach", with: "reachs")
    let reading = Reading([("a.yaml", wrong), ("b.yaml", Self.minimal), ("c.yaml", wrong)])
    #expect(reading.diagnostics.map { $0.place?.file.rawValue } == [0, 2])
    #expect(reading.files.map(\.file.rawValue) == [1])
  }

  @Test func symbolsAreSharedWithWhatWasReadBefore() throws {
    var reader = IntentReader()
    var (symbols, files) = (SymbolTable(), FileTable())
    let web = symbols.intern("web")
    let text = Reading.header + "intents: [WEB reaches API]\n"
    reader.read(Array(text.utf8), of: files.add("a.yaml"), files: files, symbols: &symbols)
    #expect(symbols.symbol(for: "web") == web)
    #expect(symbols.symbol(for: "shop") != nil)
    #expect(symbols[web] == "web")
  }

  @Test func groupsThatNothingMentionsAreNoted() {
    let reading = Reading(
      Reading.header
        + "  BOTH: {anyOf: [DNS, PARTNER]}\nintents: [WEB reaches API, BOTH reaches WEB]\n")
    #expect(
      reading.transcript == """
        shop.yaml:6:3: note: nothing mentions the group `DB`
           DB: {namespace: shop, pods: app=db}
           ^~

        """)
    #expect(reading.files.count == 1)
  }

  @Test(arguments: ["\n", "\r\n", "\r"])
  func lineEndsDoNotMoveTheCaret(end: String) throws {
    let text = Self.minimal.replacing("Internet", with: "Intrnet").replacing("\n", with: end)
    let reading = Reading("\u{feff}" + text)
    let place = try #require(reading.diagnostics.first?.place)
    #expect(place.line == 4 && place.column == 22)
    #expect(reading.diagnostics.count == 1)
  }

  @Test func intentsMayBeJSON() throws {
    let reading = Reading(
      #"{"apiVersion":"netproof.dev/v1alpha1","kind":"Intents","intents":["anyone reaches Intrnet"]}"#
    )
    #expect(reading.diagnostics.map(\.suggestion) == ["did you mean Internet?"])
    #expect(reading.diagnostics.first?.place?.column == 83)
  }

  @Test func aFileThatIsNoTextIsNamed() {
    var reader = IntentReader()
    var (symbols, files) = (SymbolTable(), FileTable())
    for bytes in [[0x61, 0x0a, 0xff], [0xff, 0xfe, 0x61, 0x00]] as [[UInt8]] {
      reader.read(bytes, of: files.add("x.yaml"), files: files, symbols: &symbols)
    }
    #expect(
      reader.diagnostics.map { $0.text(files: files) } == [
        "x.yaml:2:1: error: the file is not UTF-8",
        "x.yaml:1:1: error: the file is UTF-16 or UTF-32, expected UTF-8",
      ])
  }

  @Test func aliasesAndMergesAreResolved() throws {
    let reading = Reading(
      Self.minimal + """
          - &long {intent: anyone may reach any pod, severity: high}
          - {<<: *long, intent: any pod may reach anyone, id: b}
        """)
    #expect(reading.transcript.isEmpty)
    #expect(reading.intents.map(\.severity) == [.low, .high, .high])
  }

  @Test func aBrokenGroupIsReportedOnceHoweverOftenItIsNamed() {
    let reading = Reading(
      Reading.header.replacing("{namespace: shop, pods: app=web}", with: "{namespac: shop}")
        + "intents: [WEB reaches API, DB reaches WEB:http, DNS reaches PARTNER]\n")
    #expect(reading.diagnostics.count == 1)
  }
}
