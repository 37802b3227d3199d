import ClusterModel
import Readers
import Testing

/// Who knows one of the three kinds, or NetworkPolicy, is told what the kind at hand calls it.
@Suite struct ClusterPolicyDialectTests {
  private func suggestions(_ text: String) -> [String] {
    let reading = manifests(text)
    #expect(!reading.messages(.error).isEmpty)
    return reading.suggestions
  }

  @Test func actions() {
    func suggestion(_ dialect: Dialect, _ action: String) -> [String] {
      suggestions(dialect.policy(to: "{namespaces: {}}", action: action))
    }
    #expect(suggestion(.v1alpha2, "Allow") == ["did you mean Accept?"])
    #expect(suggestion(.v1beta1, "allow") == ["did you mean Accept?"])
    #expect(suggestion(.admin, "Accept") == ["did you mean Allow?"])
    #expect(suggestion(.baseline, "accept") == ["did you mean Allow?"])
    #expect(suggestion(.admin, "deny") == ["did you mean Deny?"])
    #expect(suggestion(.v1alpha2, "Drop") == ["did you mean Deny?"])
    #expect(
      suggestion(.baseline, "Pass") == [
        "did you mean Allow? Behind the Baseline tier nothing denies"
      ])
    #expect(suggestion(.admin, "Log") == [])
  }

  @Test func fieldsOfSpecs() {
    #expect(
      suggestions(Dialect.admin.policy("tier: Admin")) == [
        "leave it out: every AdminNetworkPolicy is of the Admin tier"
      ])
    #expect(
      suggestions(Dialect.baseline.policy("tier: Baseline")) == [
        "leave it out: every BaselineAdminNetworkPolicy is of the Baseline tier"
      ])
    #expect(
      suggestions(Dialect.baseline.policy("priority: 5")) == [
        "leave it out: there is one BaselineAdminNetworkPolicy"
      ])
    #expect(
      suggestions(Dialect.v1alpha2.policy("policyTypes: [Ingress]")) == [
        "leave it out: a direction without rules is not touched"
      ])
    #expect(
      suggestions(Dialect.v1alpha2.policy("podSelector: {}")) == [
        "choose pods by subject: {pods: {namespaceSelector: ..., podSelector: ...}}"
      ])
  }

  @Test func fieldsOfRules() {
    func suggestion(_ dialect: Dialect, _ field: String) -> [String] {
      suggestions(
        dialect.policy("ingress: [{action: Deny, from: [{namespaces: {}}], \(field)}]"))
    }
    #expect(
      suggestion(.v1alpha2, "ports: [{portNumber: {port: 80}}]") == [
        "a ClusterNetworkPolicy calls them protocols"
      ])
    #expect(
      suggestion(.admin, "protocols: [{tcp: {destinationPort: {number: 80}}}]") == [
        "an AdminNetworkPolicy calls them ports"
      ])
    #expect(
      suggestion(.v1alpha2, "to: [{namespaces: {}}]") == [
        "this rule is of ingress, its peers go under from"
      ])
    #expect(suggestion(.v1beta1, "port: 80") == ["write it in an item under protocols"])
    #expect(suggestion(.admin, "namespaces: {}") == ["write it in an item under from"])
  }

  @Test func entriesOfPorts() {
    #expect(
      suggestions(Dialect.v1alpha2.policy(ports: "{portNumber: {protocol: TCP, port: 80}}")) == [
        "write tcp: {destinationPort: {number: 80}}"
      ])
    #expect(
      suggestions(Dialect.v1alpha2.policy(ports: "{protocol: TCP, port: 80}")).first
        == "write tcp: {destinationPort: {number: 80}}")
    #expect(
      suggestions(Dialect.v1alpha2.policy(ports: "{namedPort: web}")) == [
        "write destinationNamedPort"
      ])
    #expect(
      suggestions(Dialect.v1alpha2.policy(ports: "{tcp: {destinationPort: 80}}")) == [
        "write {number: 80}"
      ])
    #expect(
      suggestions(Dialect.v1alpha2.policy(ports: "{udp: {}}")) == [
        "for every UDP port write destinationPort: {range: {start: 1, end: 65535}}"
      ])
    #expect(
      suggestions(
        Dialect.v1alpha2.policy(ports: "{tcp: {destinationPort: {range: {start: 9, end: 9}}}}"))
        == ["write number: 9"])
    #expect(
      suggestions(Dialect.admin.policy(ports: "{tcp: {destinationPort: {number: 80}}}")) == [
        "write portNumber: {protocol: TCP, port: 80}"
      ])
    #expect(
      suggestions(Dialect.baseline.policy(ports: "{portRange: {start: 9, end: 8}}")) == [
        "did you mean start: 8, end: 9?"
      ])
    #expect(
      suggestions(Dialect.admin.policy(ports: "{portNumber: {port: web}}")) == [
        "write namedPort for the name of a port"
      ])
  }

  @Test func peers() {
    #expect(
      suggestions(Dialect.v1alpha2.policy(to: "{ipBlock: {cidr: 10.0.0.0/8}}")) == [
        "write networks, and a rule before this one for what is excepted"
      ])
    #expect(
      suggestions(Dialect.admin.policy(from: "{ipBlock: {cidr: 10.0.0.0/8}}")) == [
        "rules of ingress have no peers by address"
      ])
    #expect(
      suggestions(Dialect.admin.policy(from: "{podSelector: {}}")) == [
        "write pods: {namespaceSelector: ..., podSelector: ...}"
      ])
    #expect(
      suggestions(Dialect.v1alpha2.policy("egress: [{action: Deny}]")) == [
        "for every pod of the cluster write to: [{namespaces: {}}]"
      ])
    #expect(
      suggestions(Dialect.v1alpha2.policy("egress: [{action: Deny, to: []}]")) == [
        "for every pod of the cluster write to: [{namespaces: {}}]"
      ])
    #expect(
      suggestions(Dialect.baseline.policy(to: "{domainNames: [example.org]}", action: "Allow"))
        == ["a BaselineAdminNetworkPolicy has no domain names"])
  }

  @Test(arguments: Dialect.allCases) func c104FormerShapesSelectedMoreThanTheySay(dialect: Dialect)
  {
    for peer in [
      "{namespaces: {namespaceSelector: {matchLabels: {a: b}}}}",
      "{namespaces: {sameLabels: [tenant]}}", "{namespaces: {notSameLabels: [tenant]}}",
    ] {
      let reading = manifests(dialect.policy(from: peer))
      let errors = reading.messages(.error)
      #expect(errors.count == 1)
      #expect(errors.first?.contains("every namespace") == true)
      #expect(reading.suggestions.count == 1)
      #expect(reading.snapshot.clusterNetworkPolicies.first?.ingress?.first?.peers.isEmpty == true)
    }
    let subject = dialect.policy("", subject: "{namespaces: {namespaceSelector: {}}}")
    #expect(dialect.errors(in: subject).count == 1)
  }

  @Test(arguments: [
    (
      "policy.networking.k8s.io/v1alpha1", "ClusterNetworkPolicy",
      "write apiVersion: policy.networking.k8s.io/v1alpha2 or policy.networking.k8s.io/v1beta1"
    ),
    (
      "policy.networking.k8s.io/v1", "ClusterNetworkPolicy",
      "write apiVersion: policy.networking.k8s.io/v1alpha2 or policy.networking.k8s.io/v1beta1"
    ),
    (
      "networking.k8s.io/v1", "ClusterNetworkPolicy",
      "write apiVersion: policy.networking.k8s.io/v1alpha2 or policy.networking.k8s.io/v1beta1"
    ),
    (
      "policy.networking.k8s.io/v1alpha2", "AdminNetworkPolicy",
      "write apiVersion: policy.networking.k8s.io/v1alpha1"
    ),
    (
      "policy/v1", "BaselineAdminNetworkPolicy",
      "write apiVersion: policy.networking.k8s.io/v1alpha1"
    ),
    (
      "policy.networking.k8s.io/v1alpha2", "ClusterNetworkPolcy",
      "did you mean ClusterNetworkPolicy?"
    ),
  ])
  func kindsHaveTheirVersions(version: String, kind: String, suggestion: String) {
    let reading = manifests(
      "{apiVersion: \(version), kind: \(kind), metadata: {name: a}, spec: {}}")
    #expect(
      reading.messages(.error).first?.hasSuffix("`\(version)` has no kind `\(kind)`") == true)
    #expect(reading.suggestions == [suggestion])
  }

  @Test func otherGroupsHaveKindsOfThisName() {
    let reading = manifests(
      "{apiVersion: crd.antrea.io/v1beta1, kind: ClusterNetworkPolicy, metadata: {name: a}, spec: {}}"
    )
    #expect(reading.messages(.error) == [])
    #expect(reading.snapshot.unmodelledObjects.count == 1)
  }

  @Test func whatIsWrittenWithoutAValueIsSaidToBeAbsent() {
    let reading = manifests(
      Dialect.v1alpha2.policy(
        "ingress: [{action: Deny, protocols: , from: [{pods: {namespaceSelector: , podSelector: {}}}]}]"
      ))
    #expect(reading.messages(.error) == [])
    #expect(
      reading.messages(.warning).map { $0.split(separator: " ").dropFirst().joined(separator: " ") }
        == [
          "spec.ingress[0].protocols: without a value this counts as absent: the rule is for every port",
          "spec.ingress[0].from[0].pods.namespaceSelector: without a value this counts as absent: pods of every namespace",
        ])
  }

  @Test(arguments: Dialect.allCases) func aNamespaceOfAClusterScopedPolicyIsDropped(
    dialect: Dialect
  ) {
    let reading = manifests(
      dialect.policy("").replacing("{name:", with: "{namespace: shop, name:"))
    #expect(reading.messages(.error) == [])
    #expect(reading.messages(.warning).count == 1)
    #expect(reading.suggestions == ["choose namespaces under spec.subject"])
  }

  @Test(arguments: Dialect.allCases) func c107NamesThatNoPortCanHaveAreWarnedOf(dialect: Dialect) {
    let key = dialect.isFirst ? "namedPort" : "destinationNamedPort"
    for name in ["HTTP", "'80'", "a_b"] {
      let reading = manifests(dialect.policy(ports: "{\(key): \(name)}"))
      #expect(reading.messages(.error) == [])
      #expect(reading.messages(.warning).count == 1)
    }
  }
}
