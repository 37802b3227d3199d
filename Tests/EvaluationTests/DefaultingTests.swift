import ClusterModel
import Evaluation
import Samples
import Testing

/// Rows C-01 to C-14, C-21 to C-26: selection, defaulting, emptiness.
@Suite struct DefaultingTests {
  /// Two pods of one namespace and one of another; policies select in `x`.
  private static func cluster() -> (Sample, a: PodID, b: PodID, far: PodID) {
    var sample = Sample()
    sample.declare("x", ["team": "x"])
    sample.declare("y", ["team": "y"])
    let a = sample.pod("x/a", ["app": "a"])
    let b = sample.pod("x/b", ["app": "b"])
    let far = sample.pod("y/far", ["app": "a"])
    return (sample, a, b, far)
  }

  @Test func c01MissingPodSelectorSelectsEveryPodOfTheNamespace() {
    var (sample, a, b, far) = Self.cluster()
    sample.policy("x/deny", pods: nil, types: [.ingress])
    #expect(!sample.allows(a, to: b))
    #expect(sample.allows(a, to: far))
  }

  @Test func c02EmptySpecDeniesIngressOfTheNamespace() {
    var (sample, a, b, far) = Self.cluster()
    sample.policy("x/empty")
    #expect(!sample.allows(far, to: a))
    #expect(sample.allows(b, to: far))
  }

  @Test func c03NoTypesAndNoRulesIsolateForIngressAlone() {
    var (sample, a, _, far) = Self.cluster()
    sample.policy("x/n", types: nil, ingress: nil, egress: nil)
    #expect(!sample.allows(far, to: a))
    #expect(sample.allows(a, to: far))
  }

  @Test func c04EgressRulesWithoutTypesIsolateIngressToo() {
    var (sample, a, b, far) = Self.cluster()
    sample.policy(
      "x/n", pods: sample.selector(["app": "a"]),
      egress: [sample.rule([sample.peer(pods: sample.selector(["app": "b"]))])])
    #expect(sample.allows(a, to: b))
    #expect(!sample.allows(a, to: far))
    #expect(!sample.allows(far, to: a))
  }

  @Test func c05EmptyEgressWithoutTypesDoesNotIsolateEgress() {
    var (sample, a, _, far) = Self.cluster()
    sample.policy("x/n", egress: [])
    #expect(sample.allows(a, to: far))
    #expect(!sample.allows(far, to: a))
  }

  @Test func c06EmptyTypesAreMissingTypes() {
    var (sample, a, _, far) = Self.cluster()
    sample.policy(
      "x/n", types: [], egress: [sample.rule(ports: [NetworkPolicyPort(port: .number(80))])])
    #expect(sample.allows(a, to: far, 80))
    #expect(!sample.allows(a, to: far, 81))
    #expect(!sample.allows(far, to: a))
  }

  @Test func c07EgressRulesOfAnIngressPolicyAreIgnored() {
    var (sample, a, _, far) = Self.cluster()
    sample.policy("x/n", types: [.ingress], egress: [sample.rule()])
    #expect(sample.allows(a, to: far))
    #expect(!sample.allows(far, to: a))
  }

  @Test func c08IngressRulesOfAnEgressPolicyAreIgnored() {
    var (sample, a, _, far) = Self.cluster()
    sample.policy("x/n", types: [.egress], ingress: [])
    #expect(sample.allows(far, to: a))
    #expect(!sample.allows(a, to: far))
  }

  @Test func c09RepeatedTypesCountOnce() {
    var (sample, a, _, far) = Self.cluster()
    sample.policy("x/n", types: [.ingress, .ingress])
    #expect(sample.allows(a, to: far))
    #expect(!sample.allows(far, to: a))
  }

  @Test(arguments: [nil, []] as [[NetworkPolicyRule]?])
  func c10MissingAndEmptyIngressDenyAlike(ingress: [NetworkPolicyRule]?) {
    var (sample, a, _, far) = Self.cluster()
    sample.policy("x/n", types: [.ingress], ingress: ingress)
    #expect(!sample.allows(far, to: a))
  }

  @Test func c11AnEmptyRuleAllowsEverything() {
    var (sample, a, _, far) = Self.cluster()
    sample.policy("x/n", ingress: [sample.rule()])
    #expect(sample.allows(far, to: a, 4711, .sctp))
    #expect(sample.decision(address("8.8.8.8"), to: .pod(a)).isCertain)
  }

  @Test(arguments: [nil, []] as [[NetworkPolicyPeer]?])
  func c12MissingAndEmptyPeersAreEverybody(peers: [NetworkPolicyPeer]?) {
    var (sample, a, _, far) = Self.cluster()
    sample.policy(
      "x/n", ingress: [sample.rule(peers, ports: [NetworkPolicyPort(port: .number(80))])])
    #expect(sample.allows(far, to: a))
    #expect(sample.decision(address("8.8.8.8"), to: .pod(a)).isCertain)
    #expect(!sample.allows(far, to: a, 81))
  }

  @Test(arguments: [nil, []] as [[NetworkPolicyPort]?])
  func c21MissingAndEmptyPortsAreEveryPort(ports: [NetworkPolicyPort]?) {
    var (sample, a, _, far) = Self.cluster()
    sample.policy("x/n", ingress: [sample.rule(ports: ports)])
    #expect(sample.allows(far, to: a, 65535, .sctp))
  }

  @Test func c22AnEmptyPortEntryIsEveryTCPPort() {
    var (sample, a, _, far) = Self.cluster()
    sample.policy("x/n", ingress: [sample.rule(ports: [NetworkPolicyPort()])])
    #expect(sample.allows(far, to: a, 1))
    #expect(!sample.allows(far, to: a, 1, .udp))
  }

  @Test func c23AProtocolAloneIsEveryPortOfIt() {
    var (sample, a, _, far) = Self.cluster()
    sample.policy("x/n", ingress: [sample.rule(ports: [NetworkPolicyPort(protocol: .udp)])])
    #expect(sample.allows(far, to: a, 7, .udp))
    #expect(!sample.allows(far, to: a, 7))
  }

  @Test func c24APortWithoutProtocolIsTCP() {
    var (sample, a, _, far) = Self.cluster()
    sample.policy("x/n", ingress: [sample.rule(ports: [NetworkPolicyPort(port: .number(53))])])
    #expect(sample.allows(far, to: a, 53))
    #expect(!sample.allows(far, to: a, 53, .udp))
  }

  @Test func c25PortEntriesAreAUnionAndRangesMayOverlap() {
    var (sample, a, _, far) = Self.cluster()
    let ports = [
      NetworkPolicyPort(port: .number(80), endPort: 90),
      NetworkPolicyPort(port: .number(85), endPort: 100),
    ]
    sample.policy("x/n", ingress: [sample.rule(ports: ports)])
    for (port, expected) in [(79, false), (80, true), (90, true), (100, true), (101, false)] {
      #expect(sample.allows(far, to: a, UInt16(port)) == expected, "\(port)")
    }
  }

  @Test func c26PortsAreTheDestinationsInBothDirections() {
    var (sample, a, _, far) = Self.cluster()
    let rule = sample.rule(ports: [NetworkPolicyPort(port: .number(80))])
    sample.policy("x/n", types: [.egress], egress: [rule])
    #expect(sample.allows(a, to: far, 80))
    #expect(!sample.allows(a, to: far, 81))
  }
}
