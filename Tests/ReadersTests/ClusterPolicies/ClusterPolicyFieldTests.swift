import ClusterModel
import Readers
import Testing

/// What is written arrives as it is, and nothing is defaulted.
@Suite struct ClusterPolicyFieldTests {
  @Test func everyFieldOfAClusterNetworkPolicyIsRead() throws {
    let reading = manifests(
      """
      apiVersion: policy.networking.k8s.io/v1alpha2
      kind: ClusterNetworkPolicy
      metadata: {name: a.b}
      spec:
        tier: Baseline
        priority: 1000
        subject:
          pods:
            podSelector: {matchLabels: {app: web}}
        ingress:
        - name: from the shop
          action: Deny
          from:
          - namespaces: {matchLabels: {team: shop}}
          - pods: {namespaceSelector: {}, podSelector: {}}
          protocols:
          - tcp: {destinationPort: {number: 80}}
          - udp: {destinationPort: {range: {start: 1, end: 65535}}}
          - sctp: {destinationPort: {number: 9003}}
          - destinationNamedPort: web
        egress:
        - action: Accept
          to:
          - nodes: {matchExpressions: [{key: pool, operator: Exists}]}
          - networks: [10.0.0.0/8, "2001:db8::/32"]
          - domainNames: [example.org, "*.example.org", "A_b.c-d."]
        - action: Deny
          to: [{namespaces: {}}]
      """)
    #expect(reading.diagnostics == [])
    let policy = try #require(reading.snapshot.clusterNetworkPolicies.first)
    #expect(reading.name(policy.name) == "a.b")
    #expect(policy.kind == .clusterNetworkPolicy && policy.tier == .baseline)
    #expect(policy.priority == 1000)
    guard case .pods(nil, let pods?) = policy.subject else {
      Issue.record("\(policy.subject)")
      return
    }
    #expect(reading.selector(pods) == "{app=web}")
    let ingress = try #require(policy.ingress)
    #expect(ingress.map(\.name) == ["from the shop"])
    #expect(
      ingress.map(reading.rule) == [
        "deny namespaces {team=shop}, pods {} {} on [TCP 80, UDP 1-65535, SCTP 9003, named web]"
      ])
    #expect(
      policy.egress?.map(reading.rule) == [
        "accept nodes {pool exists []}, networks 10.0.0.0/8 2001:db8::/32, "
          + "names example.org *.example.org A_b.c-d. on nil",
        "deny namespaces {} on nil",
      ])
    #expect(policy.place.line == 1)
    #expect(ingress[0].place.line == 11)
    #expect(ingress[0].peers.map(\.place.line) == [14, 15])
  }

  @Test func theKindsBeforeItAreReadInTheirOwnWords() throws {
    let ports =
      "ports: [{portNumber: {port: 80}}, {portNumber: {protocol: UDP, port: 53}}, {portRange: {start: 1, end: 1}}, "
      + "{portRange: {protocol: SCTP, start: 1, end: 9}}, {namedPort: web}]"
    let reading = manifests(
      Dialect.admin.policy(
        "ingress: [{action: Allow, from: [{namespaces: {}}], \(ports)}, {action: Pass, from: [{namespaces: {}}]}]"
      )
        + Dialect.baseline.policy(
          "egress: [{action: Allow, to: [{networks: [0.0.0.0/0]}, {nodes: {}}]}]"))
    #expect(reading.messages(.error) == [])
    let policies = reading.snapshot.clusterNetworkPolicies
    #expect(policies.map(\.kind) == [.adminNetworkPolicy, .baselineAdminNetworkPolicy])
    #expect(policies.map(\.tier) == [nil, nil])
    #expect(policies.map(\.priority) == [10, nil])
    #expect(
      policies[0].ingress?.map(reading.rule) == [
        "accept namespaces {} on [nil 80, UDP 53, nil 1-1, SCTP 1-9, named web]",
        "pass namespaces {} on nil",
      ])
    #expect(policies[0].egress == nil)
    #expect(
      policies[1].egress?.map(reading.rule) == ["accept networks 0.0.0.0/0, nodes {} on nil"])
  }

  @Test(arguments: Dialect.allCases) func emptyListsOfRulesStayEmpty(dialect: Dialect) throws {
    let reading = manifests(dialect.policy("ingress: []\n  egress:"))
    #expect(reading.diagnostics == [])
    let policy = try #require(reading.snapshot.clusterNetworkPolicies.first)
    #expect(policy.ingress?.isEmpty == true)
    #expect(policy.egress == nil)
  }

  @Test func listsOfPoliciesAreReadItemByItem() {
    let reading = manifests(
      """
      apiVersion: policy.networking.k8s.io/v1beta1
      kind: ClusterNetworkPolicyList
      items:
      - {metadata: {name: a}, spec: {tier: Admin, priority: 0, subject: {namespaces: {}}}}
      - {metadata: {name: b}, spec: {tier: Admin, priority: 1, subject: {namespaces: {}}}}
      """)
    #expect(reading.diagnostics == [])
    #expect(reading.snapshot.clusterNetworkPolicies.map { reading.name($0.name) } == ["a", "b"])
  }

  @Test func c158OneNameIsOnePolicyInEveryVersion() {
    let text = Dialect.v1alpha2.policy("") + Dialect.v1beta1.policy("") + Dialect.admin.policy("")
    let reading = manifests(text)
    #expect(reading.messages(.error).count == 1)
    #expect(reading.snapshot.clusterNetworkPolicies.count == 2)
  }

  @Test func nodesAreReadWithTheAddressesTheyAreReachedAt() {
    let reading = manifests(
      """
      apiVersion: v1
      kind: Node
      metadata: {name: node-1.example.org, labels: {pool: blue}}
      spec: {podCIDR: 10.244.0.0/24}
      status:
        addresses:
        - {type: Hostname, address: node-1}
        - {type: InternalIP, address: 10.0.0.1}
        - {type: ExternalIP, address: 192.0.2.1}
        - {type: InternalIP, address: "2001:db8::1"}
        - {type: InternalIP, address: 10.0.0.1}
        - {type: InternalDNS, address: node-1.internal}
      ---
      {apiVersion: v1, kind: Node, metadata: {name: bare}}
      """)
    #expect(reading.diagnostics == [])
    let nodes = reading.snapshot.nodes
    #expect(nodes.map { reading.name($0.name) } == ["node-1.example.org", "bare"])
    #expect(nodes.map { reading.labels($0.labels) } == ["pool=blue", ""])
    #expect(
      nodes.map { $0.addresses.map(\.description) } == [
        ["10.0.0.1", "192.0.2.1", "2001:db8::1"], [],
      ])
    #expect(reading.snapshot.ignoredKinds == [])
  }

  @Test(arguments: [
    "status: {addresses: [{type: InternalIP, address: node-1}]}", "status: {addresses: {}}",
    "status: {addresses: [{type: ExternalIP, address: 10.0.0.0/8}]}",
    "metadata: {name: a, labels: {a: 1}}", "metadata: {name: A_b}",
  ])
  func nodesAreStrictlyTyped(field: String) {
    let metadata = field.hasPrefix("metadata") ? "" : "metadata: {name: a}, "
    let text = "{apiVersion: v1, kind: Node, \(metadata)\(field)}"
    #expect(manifests(text).messages(.error).count == 1)
  }
}
