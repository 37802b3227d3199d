import ClusterModel
import Readers
import Testing

/// What the API server rejects is an error here, with path and place.
@Suite struct NetworkPolicyErrorTests {
  /// The paths and messages of the errors in a rule's ports or peers.
  private func errors(port: String) -> [String] {
    messages(.error, policy("ingress: [{ports: [\(port)]}]"))
  }

  private func errors(peer: String) -> [String] {
    messages(.error, policy("ingress: [{from: [\(peer)]}]"))
  }

  @Test(arguments: ["tcp", "Tcp", "ICMP", "''", "6", "[TCP]", "true"])
  func v01ProtocolsAreTCPUDPAndSCTP(text: String) {
    let errors = errors(port: "{protocol: \(text)}")
    #expect(errors.count == 1)
    #expect(errors.first?.contains("spec.ingress[0].ports[0].protocol: ") == true)
  }

  @Test func v01SuggestsTheNearestProtocol() {
    let reading = manifests(policy("ingress: [{ports: [{protocol: tcp}]}]"))
    #expect(reading.suggestions == ["did you mean TCP?"])
  }

  @Test(arguments: ["0", "65536", "-1", "99999999999999999999"])
  func v02PortsAreBetween1And65535(number: String) {
    #expect(errors(port: "{port: \(number)}").count == 1)
    #expect(errors(port: "{port: 1, endPort: \(number)}").count == 1)
  }

  @Test(arguments: ["'80'", "HTTP", "-a", "a-", "a--b", "a_b", "abcdefghijklmnop", "''", "'8-0'"])
  func v03PortNamesAreServiceNames(name: String) {
    #expect(errors(port: "{port: \(name)}").count == 1, "\(name)")
  }

  @Test(arguments: ["http", "a", "a1-b", "80a", "abcdefghijklmno"])
  func v03TakesServiceNames(name: String) {
    #expect(errors(port: "{port: \(name)}") == [])
  }

  @Test func c162AQuotedNumberIsAPortNameWithoutLetter() {
    let reading = manifests(policy("ingress: [{ports: [{port: '80'}]}]"))
    #expect(
      reading.messages(.error) == [
        "5:29 spec.ingress[0].ports[0].port: \"80\" with quotes is a port name, and a name needs a letter"
      ])
    #expect(reading.suggestions == ["write 80 without quotes"])
  }

  @Test(arguments: [
    "{port: 80, endPort: 79}", "{port: http, endPort: 90}", "{endPort: 90}",
    "{protocol: TCP, endPort: 90}",
  ])
  func v04AnEndPortNeedsALowerPort(text: String) {
    let errors = errors(port: text)
    #expect(errors.count == 1)
    #expect(errors.first?.contains("ports[0].endPort: ") == true)
  }

  @Test func v05APeerNeedsAField() {
    #expect(errors(peer: "{}").count == 1)
  }

  @Test(arguments: ["podSelector: {}", "namespaceSelector: {}"])
  func v06AnIPBlockStandsAlone(selector: String) {
    #expect(errors(peer: "{ipBlock: {cidr: 10.0.0.0/8}, \(selector)}").count == 1)
  }

  @Test(arguments: [
    "{}", "{cidr: }", "{cidr: ''}", "{cidr: 10.0.0.0}", "{cidr: 10.0.0.0/33}", "{cidr: a/8}",
    "{cidr: 10.0.0/8}", "{cidr: 256.0.0.0/8}", "{cidr: '::/129'}", "{cidr: 'fe80::%eth0/64'}",
    "{cidr: [10.0.0.0/8]}", "{cidr: 10}", "{cidr: 10.0.0.0/8/8}",
    "{cidr: 10.0.0.0/8, except: [10.0.0.1]}", "{cidr: 10.0.0.0/8, except: [x]}",
    "{cidr: 10.0.0.0/8, except: 10.1.0.0/16}", "{cidr: 10.0.0.0/8, except: ['']}", "[]",
  ])
  func v07AddressRangesAreWellFormed(block: String) {
    #expect(errors(peer: "{ipBlock: \(block)}").count == 1, "\(block)")
  }

  @Test(arguments: [
    "10.0.0.0/8", "10.0.0.0/7", "11.0.0.0/16", "0.0.0.0/0", "'2001:db8::/32'",
  ])
  func v08ExceptionsAreStrictSubsets(except: String) {
    let errors = errors(peer: "{ipBlock: {cidr: 10.0.0.0/8, except: [\(except)]}}")
    #expect(errors.count == 1)
    #expect(errors.first?.contains("ipBlock.except[0]: ") == true)
  }

  @Test(arguments: [
    "[Ingress, Egress, Ingress]", "[ingress]", "[INGRESS]", "[Both]", "Ingress", "[~]", "[1]",
  ])
  func v09PolicyTypesAreIngressAndEgress(types: String) {
    #expect(messages(.error, policy("policyTypes: \(types)")).count == 1, "\(types)")
  }

  @Test(arguments: [
    "{matchExpressions: [{key: a, operator: In}]}",
    "{matchExpressions: [{key: a, operator: NotIn, values: []}]}",
    "{matchExpressions: [{key: a, operator: Exists, values: [b]}]}",
    "{matchExpressions: [{key: a, operator: DoesNotExist, values: [b]}]}",
    "{matchExpressions: [{key: a, operator: in, values: [b]}]}",
    "{matchExpressions: [{key: a, operator: Equals, values: [b]}]}",
    "{matchExpressions: [{operator: Exists}]}", "{matchExpressions: [{key: a}]}",
    "{matchExpressions: [{key: '', operator: Exists}]}",
    "{matchExpressions: [{key: a, operator: In, values: ['b c']}]}",
    "{matchExpressions: [{key: a, operator: In, values: b}]}",
    "{matchExpressions: {key: a, operator: Exists}}",
    "{matchLabels: {-a: b}}", "{matchLabels: {a/b/c: d}}", "{matchLabels: {A.B/c: d}}",
    "{matchLabels: {/a: b}}", "{matchLabels: {a/: b}}", "{matchLabels: {a: -b}}",
    "{matchLabels: {a: b.}}", "{matchLabels: {a: 'b/c'}}", "{matchLabels: [a]}",
    "{matchLabels: {aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffffgggg: x}}",
    "{matchLabels: {a: aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffffgggg}}",
    "[]", "app=web",
  ])
  func v10SelectorsAreWellFormed(selector: String) {
    #expect(messages(.error, policy("podSelector: \(selector)")).count == 1, "\(selector)")
    #expect(errors(peer: "{podSelector: \(selector)}").count == 1, "\(selector)")
    #expect(errors(peer: "{namespaceSelector: \(selector)}").count == 1, "\(selector)")
  }

  @Test func v10SuggestsTheNearestOperator() {
    let reading = manifests(
      policy("podSelector: {matchExpressions: [{key: a, operator: NotExists}]}"))
    #expect(reading.messages(.error).first?.contains("In, NotIn, Exists or DoesNotExist") == true)
    #expect(reading.suggestions == ["did you mean Exists?"])
  }

  @Test(arguments: [
    "{}", "{name: }", "{name: ''}", "{name: Web}", "{name: a_b}", "{name: -a}", "{name: a..b}",
    "{name: a, namespace: A}", "{name: a, namespace: a.b}", "{name: 80}", "{name: [a]}", "[]", "",
    "{generateName: A-}",
  ])
  func v11NamesAreDNSNames(metadata: String) {
    let text = "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: \(metadata)\n"
    #expect(messages(.error, text).count == 1, "\(metadata)")
  }

  @Test func v11TakesGeneratedAndDottedNames() {
    for metadata in ["{name: a.b-c.1}", "{generateName: web-}"] {
      let text = "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: \(metadata)\n"
      #expect(messages(.error, text) == [])
    }
  }

  @Test(arguments: [
    ("10.0.0.5/24", "10.0.0.0/24"), ("010.0.0.0/8", "10.0.0.0/8"), ("10.0.0.0/08", "10.0.0.0/8"),
    ("2001:db8::1/64", "2001:db8::/64"), ("010.01.2.3/16", "10.1.0.0/16"),
  ])
  func v12AndC58AndC59OldSpellingsOfRangesAreWarnings(text: String, range: String) throws {
    let (policy, reading) = try readPolicy("ingress: [{from: [{ipBlock: {cidr: '\(text)'}}]}]")
    #expect(policy.ingress?.first?.peers?.first?.ipBlock?.cidr == CIDR(range))
    #expect(reading.messages(.warning).count == 1)
    #expect(reading.suggestions == ["write \(range)"])
  }

  @Test(arguments: ["::ffff:10.0.0.0/104", "::ffff:a00:0/128"])
  func v12IPv4InIPv6NotationIsAnError(text: String) {
    #expect(errors(peer: "{ipBlock: {cidr: '\(text)'}}").count == 1)
  }

  @Test(arguments: [
    "podSelector: {matchLabels: {app: true}}", "podSelector: {matchLabels: {app: 80}}",
    "podSelector: {matchLabels: {app: {a: b}}}", "ingress: {}", "ingress: [a]",
    "ingress: [{from: {}}]", "ingress: [{from: [a]}]", "ingress: [{ports: {}}]",
    "ingress: [{ports: [80]}]", "ingress: [{ports: [{port: 80.0}]}]",
    "ingress: [{ports: [{port: 1e3}]}]", "ingress: [{ports: [{port: 1, endPort: '2'}]}]",
    "[]", "deny",
  ])
  func v13TypesAreChecked(spec: String) {
    #expect(messages(.error, policy(spec)).count == 1, "\(spec)")
  }

  @Test(arguments: [
    ("podselector: {}", "podselector", "did you mean podSelector?"),
    ("policyType: [Ingress]", "policyType", "did you mean policyTypes?"),
    ("ingres: []", "ingres", "did you mean ingress?"),
    ("ingress: [{port: 80}]", "ingress[0].port", "write it in an item under ports"),
    ("ingress: [{to: []}]", "ingress[0].to", "this rule is of ingress, its peers go under from"),
    (
      "{policyTypes: [Egress], egress: [{from: []}]}", "egress[0].from",
      "this rule is of egress, its peers go under to"
    ),
    ("ingress: [{form: []}]", "ingress[0].form", "did you mean from?"),
    (
      "ingress: [{from: [{podSelector: {}, podselector: {}}]}]", "ingress[0].from[0].podselector",
      "did you mean podSelector?"
    ),
    (
      "podSelector: {app: web}", "podSelector.app", "write it under matchLabels"
    ),
    (
      "podSelector: {matchlabels: {a: b}}", "podSelector.matchlabels", "did you mean matchLabels?"
    ),
    (
      "podSelector: {matchExpressions: [{key: a, operator: In, value: [b], values: [b]}]}",
      "podSelector.matchExpressions[0].value", "did you mean values?"
    ),
    (
      "ingress: [{from: [{ipBlock: {cidr: 10.0.0.0/8, excepts: []}}]}]",
      "ingress[0].from[0].ipBlock.excepts", "did you mean except?"
    ),
    (
      "ingress: [{ports: [{port: 1, endport: 2}]}]", "ingress[0].ports[0].endport",
      "did you mean endPort?"
    ),
    ("from: []", "from", "rules belong under ingress"),
  ])
  func c160UnknownFieldsAreErrors(spec: String, path: String, suggestion: String) {
    let reading = manifests(policy(spec))
    let errors = reading.messages(.error)
    #expect(errors.count == 1)
    #expect(errors.first?.contains(" spec.\(path): unknown field, expected ") == true, "\(errors)")
    #expect(reading.suggestions == [suggestion])
  }

  @Test func c160FieldsAtTheWrongLevelAreErrors() {
    let reading = manifests(
      """
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: {name: p, namspace: shop, labels: {a: b}, annotations: {c: d}}
      podSelector: {}
      status: {}
      """)
    #expect(
      reading.messages(.error).map { String($0.prefix(35)) } == [
        "3:21 metadata.namspace: unknown fie", "4:1 podSelector: unknown field, exp",
      ])
  }

  @Test func theErrorsOfOneObjectAreAllReported() {
    let reading = manifests(
      policy(
        """
        podSelector: {matchLabels: {a: 1}}
          policyTypes: [Ingres]
          ingress:
          - from: [{}, {podSelector: {}, ipBlock: {cidr: 10.0.0.0/8}}]
            ports: [{protocol: TPC, port: 0}]
        """))
    #expect(reading.messages(.error).count == 6)
    #expect(reading.hasErrors)
  }

  @Test(arguments: ["010", "0x50", "1_000", "0b1010000"])
  func numbersInUnusualNotationGetAWarning(number: String) throws {
    let (policy, reading) = try readPolicy("ingress: [{ports: [{port: \(number)}]}]")
    #expect(policy.ingress?.first?.ports?.count == 1)
    #expect(reading.messages(.warning).first?.contains("`\(number)` is read as ") == true)
  }
}
