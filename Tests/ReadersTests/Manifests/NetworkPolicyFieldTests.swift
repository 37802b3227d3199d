import ClusterModel
import Readers
import Testing

/// What is written is what is kept: nothing is defaulted, nil is a missing or a null field.
@Suite struct NetworkPolicyFieldTests {
  @Test(arguments: ["podSelector: {}", "podSelector:", "policyTypes: [Ingress]"])
  func c01AnEmptyAndAMissingPodSelectorAreToldApart(spec: String) throws {
    let (policy, reading) = try readPolicy(spec)
    #expect(reading.selector(policy.podSelector) == (spec == "podSelector: {}" ? "{}" : "nil"))
    #expect(try readPolicy("podSelector: {matchLabels: }").policy.podSelector == LabelSelector())
  }

  @Test func c02APolicyWithoutSpecIsRead() {
    for spec in ["", "spec: {}", "spec:"] {
      let reading = manifests(
        "{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: p}}\n"
          .replacing("}\n", with: spec.isEmpty ? "}" : ", \(spec) }"))
      #expect(reading.messages(.error) == [])
      #expect(reading.snapshot.networkPolicies.count == 1)
      #expect(reading.snapshot.networkPolicies.first?.ingress == nil)
    }
  }

  @Test func c03MissingPolicyTypesAreMissing() throws {
    #expect(try readPolicy("podSelector: {}").policy.policyTypes == nil)
    #expect(try readPolicy("policyTypes:").policy.policyTypes == nil)
  }

  @Test func c04OnlyEgressRulesLeaveIngressMissing() throws {
    let (policy, reading) = try readPolicy("egress: [{}]")
    #expect(policy.ingress == nil)
    #expect(policy.egress?.count == 1)
    // L-03.
    #expect(reading.messages(.warning).first?.contains("denies all ingress too") == true)
  }

  @Test func c05EmptyEgressWithoutPolicyTypesIsKept() throws {
    let (policy, reading) = try readPolicy("egress: []")
    #expect(policy.egress?.isEmpty == true)
    // L-02.
    #expect(reading.messages(.warning).first?.contains("denies no egress") == true)
  }

  @Test func c06EmptyPolicyTypesAreKept() throws {
    #expect(try readPolicy("policyTypes: []").policy.policyTypes == [])
  }

  @Test(arguments: [("Ingress", "egress"), ("Egress", "ingress")])
  func c07AndC08RulesWithoutTheirTypeAreKeptWithAWarning(type: String, field: String) throws {
    let (policy, reading) = try readPolicy("{policyTypes: [\(type)], \(field): [{}]}")
    #expect((policy.ingress ?? policy.egress)?.count == 1)
    // L-01.
    #expect(reading.messages(.warning).first?.contains("these rules have no effect") == true)
  }

  @Test func c09RepeatedPolicyTypesAreAccepted() throws {
    let (policy, _) = try readPolicy("policyTypes: [Ingress, Ingress]")
    #expect(policy.policyTypes == [.ingress, .ingress])
  }

  @Test func c10EmptyMissingAndNullIngressAreToldApart() throws {
    #expect(try readPolicy("ingress: []").policy.ingress?.isEmpty == true)
    #expect(try readPolicy("ingress:").policy.ingress == nil)
  }

  @Test func c11AndC12AnEmptyRuleHasNoPeersAndNoPorts() throws {
    for rule in ["{}", "{from: }", "{from: null, ports: ~}"] {
      let ingress = try #require(try readPolicy("ingress: [\(rule)]").policy.ingress?.first)
      #expect(ingress.peers == nil)
      #expect(ingress.ports == nil)
    }
    let empty = try #require(
      try readPolicy("ingress: [{from: [], ports: []}]").policy.ingress?.first)
    #expect(empty.peers?.isEmpty == true)
    #expect(empty.ports?.isEmpty == true)
  }

  @Test func aNullRuleIsAnEmptyOneWithAWarning() throws {
    let (policy, reading) = try readPolicy("ingress:\n  -")
    #expect(policy.ingress?.count == 1)
    #expect(reading.messages(.warning).first?.contains("admits every peer") == true)
  }

  @Test func c13AndC14APeerNeedsAField() {
    for peer in ["{}", "{podSelector: }", "{namespaceSelector: null, ipBlock: ~}", ""] {
      let errors = messages(.error, policy("ingress:\n  - from:\n    - \(peer)"))
      #expect(errors.count == 1, "\(peer)")
      #expect(errors.first?.contains("spec.ingress[0].from[0]: a peer needs") == true)
    }
  }

  @Test func c15ANullNamespaceSelectorCountsAsAbsent() throws {
    let (policy, reading) = try readPolicy(
      "ingress:\n  - from:\n    - namespaceSelector:\n      podSelector: {}")
    let peer = try #require(policy.ingress?.first?.peers?.first)
    #expect(peer.namespaceSelector == nil)
    #expect(peer.podSelector == LabelSelector())
    // L-08.
    #expect(
      reading.messages(.warning) == [
        "7:7 spec.ingress[0].from[0].namespaceSelector: without a value this counts as absent: "
          + "the peer is pods of the policy's own namespace"
      ])
  }

  @Test func c19TwoPeersAreTwoAndC20OneIsOne() throws {
    let (two, reading) = try readPolicy(
      "ingress: [{from: [{namespaceSelector: {}}, {podSelector: {}}]}]")
    #expect(two.ingress?.first?.peers?.count == 2)
    // L-07.
    #expect(reading.messages(.note).count == 1)
    let (one, quiet) = try readPolicy(
      "ingress: [{from: [{namespaceSelector: {}, podSelector: {}}]}]")
    #expect(one.ingress?.first?.peers?.count == 1)
    #expect(quiet.messages(.note).isEmpty)
  }

  @Test(arguments: [
    ("{}", NetworkPolicyPort()), ("{protocol: UDP}", NetworkPolicyPort(protocol: .udp)),
    ("{port: 53}", NetworkPolicyPort(port: .number(53))),
    ("{port: 80, endPort: 80}", NetworkPolicyPort(port: .number(80), endPort: 80)),
    (
      "{protocol: SCTP, port: 1, endPort: 65535}",
      NetworkPolicyPort(protocol: .sctp, port: .number(1), endPort: 65535)
    ),
    ("{protocol: , port: , endPort: }", NetworkPolicyPort()),
    ("", NetworkPolicyPort()),
  ])
  func c22ToC25PortsAreKeptAsWritten(text: String, port: NetworkPolicyPort) throws {
    let (policy, _) = try readPolicy("ingress:\n  - ports:\n    - \(text)")
    #expect(policy.ingress?.first?.ports == [port])
  }

  @Test func c30ANullLabelValueIsTheEmptyOne() throws {
    let (policy, reading) = try readPolicy("podSelector: {matchLabels: {app: , b: ''}}")
    #expect(reading.selector(policy.podSelector) == "{app=, b=}")
  }

  @Test func selectorsAreKeptInWrittenOrder() throws {
    let (policy, reading) = try readPolicy(
      """
      podSelector:
          matchLabels: {z: a, b: c}
          matchExpressions:
          - {key: t, operator: NotIn, values: [x, '']}
          - {key: app.kubernetes.io/name, operator: Exists}
          - {key: u, operator: DoesNotExist, values: []}
          - {key: v, operator: In, values: [a_b.c]}
      """)
    #expect(
      reading.selector(policy.podSelector)
        == "{z=a, b=c, t notIn [x ], app.kubernetes.io/name exists [], u doesNotExist [], v in [a_b.c]}"
    )
  }

  @Test func rulesAndPeersKnowTheirPlaces() throws {
    let (policy, _) = try readPolicy(
      "ingress:\n  - from:\n    - podSelector: {}\n    ports: []\n  - {}")
    #expect(policy.place.line == 1)
    #expect(policy.ingress?.map(\.place.line) == [6, 9])
    #expect(policy.ingress?.first?.peers?.map(\.place.column) == [7])
  }

  @Test(arguments: [
    "policyTypes: [Egress, Egress]",
    "ingress: [{from: [{ipBlock: {cidr: 0.0.0.0/0}}]}]",
    "ingress: [{from: [{ipBlock: {cidr: 10.0.0.0/8, except: [10.1.0.0/16, 10.1.2.0/24]}}]}]",
    "ingress: [{ports: [{port: 80, endPort: 80}]}]",
    "podSelector: {matchLabels: {nobody: has-this}}",
    "ingress: [{ports: [{port: 80}, {port: 70, endPort: 90}]}]",
    "ingress: [{from: [{ipBlock: {cidr: '::/0'}}]}]",
  ])
  func whatTheServerAcceptsIsNoErrorHere(spec: String) {
    let reading = manifests(policy(spec))
    #expect(reading.messages(.error) == [])
  }
}
