import ClusterModel
import Readers
import Testing

/// What the API server rejects is an error here, with path and place (V-20 to V-26).
@Suite struct ClusterPolicyErrorTests {
  @Test(arguments: ["-1", "1001", "'5'", "5.5", "high", "[5]"])
  func v20PrioritiesAreBetween0And1000(priority: String) {
    for dialect in [Dialect.admin, .v1alpha2, .v1beta1] {
      let text = dialect.policy("").replacing("priority: 10", with: "priority: \(priority)")
      let errors = dialect.errors(in: text)
      #expect(errors.count == 1, "\(dialect) \(priority)")
      #expect(errors.first?.contains("spec.priority: ") == true)
    }
  }

  @Test(arguments: [Dialect.admin, .v1alpha2, .v1beta1])
  func v20PrioritiesAreWritten(dialect: Dialect) {
    let text = dialect.policy("")
    #expect(
      dialect.errors(in: text.replacing("priority: 10\n  ", with: "")).map(\.path)
        == ["spec.priority: missing"])
    #expect(dialect.errors(in: text.replacing("priority: 10", with: "priority:")).count == 1)
    #expect(dialect.errors(in: text.replacing("priority: 10", with: "priority: 0")) == [])
    #expect(dialect.errors(in: text.replacing("priority: 10", with: "priority: 1000")) == [])
  }

  @Test func v20AndC111ABaselineAdminNetworkPolicyIsCalledDefault() {
    let reading = manifests(
      Dialect.baseline.object(name: "base", spec: "subject: {namespaces: {}}"))
    #expect(
      reading.messages(.error) == [
        "3:18 metadata.name: found `base`, expected default: there is one BaselineAdminNetworkPolicy"
      ])
    #expect(reading.suggestions == ["write name: default"])
  }

  @Test(arguments: [
    "{}", "", "{namespaces: }", "{namespaces: {}, pods: {namespaceSelector: {}, podSelector: {}}}",
    "{podSelector: {}}", "{matchLabels: {a: b}}", "[]", "all",
    "{pods: {namespaceSelector: {}}}", "{pods: {namespaceSelector: {}, podSelector: }}",
    "{pods: {namespaceSelector: {}, podSelector: {app: web}}}", "{nodes: {}}",
    "{namespaces: {matchLabels: {a: 1}}}",
  ])
  func v21ASubjectIsNamespacesOrPods(subject: String) {
    for dialect in Dialect.allCases {
      let errors = dialect.errors(in: dialect.policy("", subject: subject))
      #expect(errors.count == 1, "\(dialect) \(subject): \(errors)")
      #expect(errors.first?.contains("spec.subject") == true)
    }
  }

  @Test(arguments: Dialect.allCases) func v21ASubjectIsWritten(dialect: Dialect) {
    let text = dialect.policy("").replacing("subject: {namespaces: {}}", with: "ingress: []")
    #expect(dialect.errors(in: text).map(\.path) == ["spec.subject: missing"])
  }

  @Test func v21OnlyTheFirstKindsAskForANamespaceSelector() {
    for dialect in Dialect.allCases {
      let pods = "{pods: {podSelector: {}}}"
      for text in [dialect.policy("", subject: pods), dialect.policy(from: pods)] {
        #expect(dialect.errors(in: text).count == (dialect.isFirst ? 1 : 0), "\(dialect)")
      }
    }
  }

  @Test func v22EachKindHasItsOwnActions() {
    let allowed: [Dialect: Set<String>] = [
      .admin: ["Allow", "Deny", "Pass"], .baseline: ["Allow", "Deny"],
      .v1alpha2: ["Accept", "Deny", "Pass"], .v1beta1: ["Accept", "Deny", "Pass"],
    ]
    for dialect in Dialect.allCases {
      for action in ["Allow", "Accept", "Deny", "Pass", "deny", "Log", "''", "1", "[Deny]"] {
        let errors = dialect.errors(in: dialect.policy(to: "{namespaces: {}}", action: action))
        let isAllowed = allowed[dialect]?.contains(action) ?? false
        #expect(errors.isEmpty == isAllowed, "\(dialect) \(action): \(errors)")
        #expect(errors.allSatisfy { $0.contains("spec.egress[0].action: ") })
      }
      let missing = dialect.policy("egress: [{to: [{namespaces: {}}]}]")
      #expect(dialect.errors(in: missing).map(\.path) == ["spec.egress[0].action: missing"])
    }
  }

  @Test(arguments: ["from: []", "from: ", "from: {}", "from: [[]]", "name: a", "form: [{pods: a}]"])
  func v23ARuleHasPeers(field: String) {
    for dialect in Dialect.allCases {
      let errors = dialect.errors("ingress: [{action: Deny, \(field)}]")
      #expect(!errors.isEmpty && errors.count <= 2, "\(dialect): \(errors)")
    }
  }

  @Test(arguments: [
    "{}", "{namespaces: }", "{namespaces: {}, pods: {namespaceSelector: {}, podSelector: {}}}",
    "{networks: [10.0.0.0/8], namespaces: {}}", "{podSelector: {}}", "{namespaceSelector: {}}",
    "{ipBlock: {cidr: 10.0.0.0/8}}", "all", "{namespaces: {team: a}}",
    "{namespaces: {matchExpressions: [{key: a, operator: in, values: [b]}]}}",
    "{nodes: {matchLabels: {a: 1}}}", "{serviceAccounts: {}}",
    "{pods: {namespaceSelector: {}}}", "{pods: {namespaceSelector: {}, podSelector: {a: b}}}",
  ])
  func v23APeerHasOneField(peer: String) {
    for dialect in Dialect.allCases {
      let errors = dialect.errors(in: dialect.policy(to: peer))
      #expect(errors.count == 1, "\(dialect) \(peer): \(errors)")
      #expect(errors.first?.contains("spec.egress[0].to[0]") == true)
    }
  }

  @Test(arguments: ["networks: [10.0.0.0/8]", "nodes: {}", "domainNames: [example.org]"])
  func v23OnlyEgressHasPeersOutside(peer: String) {
    for dialect in Dialect.allCases {
      let reading = manifests(dialect.policy(from: "{\(peer)}"))
      #expect(reading.messages(.error).count == 1)
      #expect(reading.suggestions.first?.hasPrefix("only rules of egress have ") == true)
    }
  }

  @Test func v23ListsHaveLimits() {
    func times(_ count: Int, _ text: String) -> String {
      "[" + Array(repeating: text, count: count).joined(separator: ", ") + "]"
    }
    for dialect in Dialect.allCases {
      let most = dialect.isFirst ? 100 : 25
      let rule = "{action: Deny, from: [{namespaces: {}}]}"
      #expect(dialect.errors("ingress: \(times(most, rule))") == [])
      #expect(dialect.errors("ingress: \(times(most + 1, rule))").count == 1)
      let peers = { (count: Int) in
        "ingress: [{action: Deny, from: \(times(count, "{namespaces: {}}"))}]"
      }
      #expect(dialect.errors(peers(most)) == [])
      #expect(dialect.errors(peers(most + 1)).count == 1)
      let port =
        dialect.isFirst ? "{portNumber: {port: 80}}" : "{tcp: {destinationPort: {number: 80}}}"
      let ports = { (count: Int) in
        "ingress: [{action: Deny, from: [{namespaces: {}}], \(dialect.ports): \(times(count, port))}]"
      }
      #expect(dialect.errors(ports(most)) == [])
      #expect(dialect.errors(ports(most + 1)).count == 1)
      let networks = { (count: Int) in
        "{networks: [\((0..<count).map { "10.\($0).0.0/16" }.joined(separator: ", "))]}"
      }
      #expect(dialect.errors(in: dialect.policy(to: networks(25))) == [])
      #expect(dialect.errors(in: dialect.policy(to: networks(26))).count == 1)
      let name = { (count: Int) in
        "ingress: [{name: \(String(repeating: "x", count: count)), action: Deny, from: [{namespaces: {}}]}]"
      }
      #expect(dialect.errors(name(100)) == [])
      #expect(dialect.errors(name(101)).count == 1)
    }
  }

  @Test(arguments: [
    "{}", "{portNumber: }", "{portNumber: {}}", "{portNumber: {port: 0}}",
    "{portNumber: {port: 65536}}", "{portNumber: {port: 80, protocol: tcp}}",
    "{portNumber: {port: web}}", "{portNumber: 80}",
    "{portNumber: {port: 80}, namedPort: web}", "{portRange: {start: 1, end: 2}, namedPort: web}",
    "{portRange: {start: 2, end: 1}}", "{portRange: {start: 1}}", "{portRange: {end: 1}}",
    "{portRange: {start: 1, end: 65536}}", "{port: 80}", "80", "{namedPort: [web]}",
    "{namedPort: 80}", "{protocol: TCP}",
  ])
  func v24PortsOfTheFirstKinds(port: String) {
    for dialect in Dialect.first {
      let errors = dialect.errors(in: dialect.policy(ports: port))
      #expect(errors.count == 1, "\(dialect) \(port): \(errors)")
      #expect(errors.first?.contains("spec.egress[0].ports[0]") == true)
    }
  }

  @Test(arguments: [
    "{}", "{tcp: }", "{tcp: {}}", "{tcp: {destinationPort: }}", "{tcp: {destinationPort: {}}}",
    "{tcp: {destinationPort: 80}}", "{tcp: {number: 80}}", "{tcp: {destinationPort: {number: 0}}}",
    "{tcp: {destinationPort: {number: 65536}}}", "{tcp: {destinationPort: {number: '80'}}}",
    "{tcp: {destinationPort: {number: 80, range: {start: 1, end: 2}}}}",
    "{tcp: {destinationPort: {range: {start: 2, end: 1}}}}",
    "{tcp: {destinationPort: {range: {start: 2, end: 2}}}}",
    "{tcp: {destinationPort: {range: {start: 2}}}}", "{tcp: {destinationPort: {range: {end: 2}}}}",
    "{tcp: {destinationPort: {range: {first: 1, start: 1, end: 2}}}}",
    "{tcp: {destinationPort: {number: 80}}, udp: {destinationPort: {number: 80}}}",
    "{icmp: {}}", "{TCP: {destinationPort: {number: 80}}}", "80", "{destinationNamedPort: 80}",
  ])
  func v24AndC105AndC106ProtocolsOfTheLaterKind(port: String) {
    for dialect in Dialect.second {
      let errors = dialect.errors(in: dialect.policy(ports: port))
      #expect(errors.count == 1, "\(dialect) \(port): \(errors)")
      #expect(errors.first?.contains("spec.egress[0].protocols[0]") == true)
    }
  }

  @Test(arguments: Dialect.allCases) func v24ListsOfPortsAreNotEmpty(dialect: Dialect) {
    let rule = "egress: [{action: Deny, to: [{namespaces: {}}], \(dialect.ports): []}]"
    let reading = manifests(dialect.policy(rule))
    #expect(reading.messages(.error).count == 1)
    #expect(reading.suggestions == ["leave it out to mean every port"])
  }

  @Test(arguments: [
    "[]", "{}", "10.0.0.0/8", "[10.0.0.0]", "[10.0.0.0/33]", "[010.0.0.0/8]", "[10.0.0.0/08]",
    "['::ffff:10.0.0.0/104']", "['::ffff:a00:0/104']", "[a/8]", "[10.0.0.0/8, 10.0.0.0/8]", "['']",
    "['fe80::%eth0/64']",
  ])
  func v25NetworksAreRanges(networks: String) {
    for dialect in Dialect.allCases {
      let errors = dialect.errors(in: dialect.policy(to: "{networks: \(networks)}"))
      #expect(errors.count == 1, "\(dialect) \(networks): \(errors)")
    }
  }

  @Test func v25AndC112SinceV1beta1RangesHaveNoHostBits() throws {
    for dialect in Dialect.allCases {
      let reading = manifests(dialect.policy(to: "{networks: [10.0.0.5/8]}"))
      let isRefused = dialect == .v1beta1
      #expect(reading.messages(.error).count == (isRefused ? 1 : 0))
      #expect(reading.messages(.warning).count == (isRefused ? 0 : 1))
      #expect(reading.suggestions == [isRefused ? "did you mean 10.0.0.0/8?" : "write 10.0.0.0/8"])
    }
  }

  @Test(arguments: [
    "[]", "[org]", "['*']", "['*.org']", "[a.*.org]", "['*example.org']", "['*.*.example.org']",
    "[-a.org]", "[a-.org]", "[a..org]", "[.a.org]", "['']", "[a b.org]",
    "[example.org, example.org]",
    "['https://example.org']", "[10]",
  ])
  func v25DomainNamesAreNamesOfTwoPartsOrMore(names: String) {
    for dialect in [Dialect.admin, .v1alpha2, .v1beta1] {
      let text = dialect.policy(to: "{domainNames: \(names)}", action: dialect.accept)
      #expect(dialect.errors(in: text).count == 1, "\(names)")
    }
  }

  @Test func v25DomainNamesAreForAcceptAlone() {
    for dialect in Dialect.allCases {
      for action in ["Deny", "Pass", dialect.accept] where dialect != .baseline || action != "Pass"
      {
        let text = dialect.policy(to: "{domainNames: [example.org]}", action: action)
        let isAllowed = action == dialect.accept && dialect != .baseline
        #expect(dialect.errors(in: text).isEmpty == isAllowed, "\(dialect) \(action)")
      }
    }
  }

  @Test(arguments: ["networks: [10.0.0.0/8]", "nodes: {}", "domainNames: [example.org]"])
  func v25AndC107OnlyPodsNameTheirPorts(peer: String) {
    for dialect in Dialect.allCases where dialect != .baseline || !peer.hasPrefix("domain") {
      let named = dialect.isFirst ? "namedPort: web" : "destinationNamedPort: web"
      let errors = dialect.errors(
        "egress: [{action: \(dialect.accept), to: [{namespaces: {}}, {\(peer)}], \(dialect.ports): [{\(named)}]}]"
      )
      #expect(errors.count == 1)
    }
  }

  @Test(arguments: ["admin", "Default", "''", "1", "[Admin]"])
  func v26TiersAreAdminAndBaseline(tier: String) {
    for dialect in Dialect.second {
      let text = dialect.policy("").replacing("tier: Admin", with: "tier: \(tier)")
      let errors = dialect.errors(in: text)
      #expect(errors.count == 1)
      #expect(errors.first?.contains("spec.tier: ") == true)
      let without = dialect.policy("").replacing("tier: Admin\n  ", with: "")
      #expect(dialect.errors(in: without).map(\.path) == ["spec.tier: missing"])
    }
  }

  @Test(arguments: Dialect.allCases) func c160UnknownFieldsAreErrors(dialect: Dialect) {
    let rule = "{action: Deny, from: [{namespaces: {}}], port: 80}"
    for fields in [
      "ingres: []", "ingress: [\(rule)]", "podSelector: {}", "policyTypes: [Ingress]",
    ] {
      #expect(dialect.errors(fields).count == 1, "\(fields)")
    }
    let text = dialect.policy("").replacing("spec:", with: "ingress: []\nspec:")
    #expect(dialect.errors(in: text).count == 1)
    let metadata = dialect.policy("").replacing("{name:", with: "{label: {a: b}, name:")
    #expect(dialect.errors(in: metadata).count == 1)
    #expect(
      dialect.errors(in: dialect.policy("").replacing("spec:", with: "status: {a: b}\nspec:")) == []
    )
  }

  @Test(arguments: Dialect.allCases) func aSpecIsWritten(dialect: Dialect) {
    let text = dialect.policy("")
    let head = text.prefix(upTo: text.firstRange(of: "spec:")?.lowerBound ?? text.endIndex)
    #expect(dialect.errors(in: String(head)).map(\.path) == ["spec: missing"])
  }

  @Test(arguments: Dialect.allCases) func v11NamesAreDNSNames(dialect: Dialect) {
    for name in ["A", "a_b", "''", "80"] {
      #expect(
        !dialect.errors(
          in: dialect.object(name: name, spec: "\(dialect.head)\n  subject: {namespaces: {}}")
        ).isEmpty)
    }
  }
}

extension String {
  /// Without line and column.
  fileprivate var path: String {
    split(separator: " ").dropFirst().joined(separator: " ")
  }
}
