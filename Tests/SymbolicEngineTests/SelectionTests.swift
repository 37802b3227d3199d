import ClusterModel
import Testing

/// Rows C-01 to C-12, C-31 to C-37: which policies apply to a pod and what follows from there being one.
@Suite struct SelectionTests {
  /// Two pods `a` and `b` of namespace `x`, and `c` of namespace `y`.
  private struct Fixture {
    var cluster = Cluster()
    let x: NamespaceID
    let a: PodID
    let b: PodID
    let c: PodID

    init() {
      x = cluster.namespace("x", ["team": "x"])
      let y = cluster.namespace("y", ["team": "y"])
      a = cluster.pod("a", in: x, ["app": "a"])
      b = cluster.pod("b", in: x, ["app": "b"])
      c = cluster.pod("c", in: y, ["app": "c"])
    }
  }

  @Test(arguments: [nil, ""] as [String?])
  func c01AbsentAndEmptyPodSelectorsSelectEveryPodOfTheNamespace(selector: String?) {
    var fixture = Fixture()
    fixture.cluster.policy(in: fixture.x, selector, types: [.ingress])
    #expect(!fixture.cluster.allows(flow(fixture.c, fixture.a)))
    #expect(!fixture.cluster.allows(flow(fixture.c, fixture.b)))
    #expect(fixture.cluster.allows(flow(fixture.a, fixture.c)))
  }

  @Test func c02EmptySpecDeniesIngressOfTheNamespace() {
    var fixture = Fixture()
    fixture.cluster.policy(in: fixture.x, nil)
    #expect(!fixture.cluster.allows(flow(fixture.a, fixture.b)))
    #expect(fixture.cluster.allows(flow(fixture.b, fixture.c)))
  }

  @Test func c03NoTypesAndNoRulesDenyAllIngress() {
    var fixture = Fixture()
    fixture.cluster.policy(in: fixture.x, "app=a")
    #expect(!fixture.cluster.allows(flow("1.2.3.4", fixture.a)))
    #expect(fixture.cluster.allows(flow(fixture.a, "1.2.3.4")))
  }

  @Test func c04EgressRulesWithoutPolicyTypesIsolateIngressToo() {
    var fixture = Fixture()
    fixture.cluster.policy(in: fixture.x, "app=a", egress: [fixture.cluster.rule()])
    #expect(!fixture.cluster.allows(flow(fixture.b, fixture.a)))
    #expect(fixture.cluster.allows(flow(fixture.a, fixture.b)))
  }

  @Test func c05EmptyEgressWithoutPolicyTypesIsolatesIngressOnly() {
    var fixture = Fixture()
    fixture.cluster.policy(in: fixture.x, "app=a", egress: [])
    #expect(fixture.cluster.allows(flow(fixture.a, fixture.b)))
    #expect(!fixture.cluster.allows(flow(fixture.b, fixture.a)))
  }

  @Test func c06EmptyPolicyTypesAreMissingOnes() {
    var fixture = Fixture()
    let toC = [fixture.cluster.peer(pods: "", namespaces: "team=y")]
    fixture.cluster.policy(
      in: fixture.x, "app=a", types: [], egress: [fixture.cluster.rule(toC)])
    #expect(!fixture.cluster.allows(flow(fixture.b, fixture.a)))
    #expect(!fixture.cluster.allows(flow(fixture.a, fixture.b)))
    #expect(fixture.cluster.allows(flow(fixture.a, fixture.c)))
  }

  @Test func c07EgressRulesOfAnIngressPolicyAreIgnored() {
    var fixture = Fixture()
    fixture.cluster.policy(
      in: fixture.x, "app=a", types: [.ingress], egress: [fixture.cluster.rule([])])
    #expect(fixture.cluster.allows(flow(fixture.a, fixture.c)))
    #expect(!fixture.cluster.allows(flow(fixture.c, fixture.a)))
  }

  @Test func c08IngressRulesOfAnEgressPolicyAreIgnored() {
    var fixture = Fixture()
    let fromB = [fixture.cluster.peer(pods: "app=b")]
    fixture.cluster.policy(
      in: fixture.x, "app=a", types: [.egress], ingress: [fixture.cluster.rule(fromB)])
    #expect(fixture.cluster.allows(flow(fixture.c, fixture.a)))
    #expect(!fixture.cluster.allows(flow(fixture.a, fixture.c)))
  }

  @Test func c09RepeatedPolicyTypesCountOnce() {
    var fixture = Fixture()
    fixture.cluster.policy(in: fixture.x, "app=a", types: [.ingress, .ingress])
    #expect(!fixture.cluster.allows(flow(fixture.b, fixture.a)))
    #expect(fixture.cluster.allows(flow(fixture.a, fixture.b)))
  }

  @Test(arguments: [nil, []] as [[Int]?])
  func c10EmptyAndMissingIngressDenyAlike(rules: [Int]?) {
    var fixture = Fixture()
    fixture.cluster.policy(
      in: fixture.x, "app=a", types: [.ingress], ingress: rules.map { _ in [] })
    #expect(!fixture.cluster.allows(flow(fixture.b, fixture.a)))
  }

  @Test func c11TheEmptyRuleAllowsEverything() {
    var fixture = Fixture()
    fixture.cluster.policy(
      in: fixture.x, "app=a", types: [.ingress], ingress: [fixture.cluster.rule()])
    #expect(fixture.cluster.allows(flow(fixture.c, fixture.a)))
    #expect(fixture.cluster.allows(flow("1.2.3.4", fixture.a, 53, .udp)))
  }

  @Test(arguments: [nil, []] as [[NetworkPolicyPeer]?])
  func c12EmptyAndMissingPeersAreEverySource(peers: [NetworkPolicyPeer]?) {
    var fixture = Fixture()
    let port = NetworkPolicyPort(port: .number(80))
    fixture.cluster.policy(
      in: fixture.x, "app=a", types: [.ingress],
      ingress: [fixture.cluster.rule(peers, ports: [port])])
    #expect(fixture.cluster.allows(flow("1.2.3.4", fixture.a)))
    #expect(fixture.cluster.allows(flow(fixture.c, fixture.a)))
    #expect(!fixture.cluster.allows(flow(fixture.c, fixture.a, 81)))
  }

  @Test func c31PoliciesSelectPodsOfTheirOwnNamespaceOnly() {
    var fixture = Fixture()
    fixture.cluster.policy(in: fixture.x, "app=c", types: [.ingress])
    #expect(fixture.cluster.allows(flow(fixture.a, fixture.c)))
  }

  @Test func c32PoliciesWithoutPodsChangeNothing() {
    var fixture = Fixture()
    fixture.cluster.policy(in: fixture.x, "app=nobody", types: [.ingress, .egress])
    #expect(fixture.cluster.allows(flow(fixture.a, fixture.b)))
  }

  @Test func c33SeveralPoliciesAreAUnion() {
    var fixture = Fixture()
    fixture.cluster.policy(in: fixture.x, "", types: [.ingress])
    let fromB = [fixture.cluster.peer(pods: "app=b")]
    fixture.cluster.policy(
      in: fixture.x, "app=a", types: [.ingress], ingress: [fixture.cluster.rule(fromB)])
    let fromY = [fixture.cluster.peer(namespaces: "team=y")]
    fixture.cluster.policy(
      in: fixture.x, "app in (a z)", types: [.ingress], ingress: [fixture.cluster.rule(fromY)])
    #expect(fixture.cluster.allows(flow(fixture.b, fixture.a)))
    #expect(fixture.cluster.allows(flow(fixture.c, fixture.a)))
    #expect(!fixture.cluster.allows(flow(fixture.a, fixture.b)))
  }

  @Test(arguments: [Direction.ingress, .egress])
  func c34BothSidesHaveToAllow(isolated: Direction) {
    var fixture = Fixture()
    let subject = isolated == .ingress ? "app=b" : "app=a"
    fixture.cluster.policy(in: fixture.x, subject, types: [isolated])
    #expect(!fixture.cluster.allows(flow(fixture.a, fixture.b)))
  }

  @Test func c35RepliesNeedNoRule() {
    var fixture = Fixture()
    // The flow is the connection: nothing is asked of the way back, which on its own is denied.
    fixture.cluster.policy(in: fixture.x, "app=a", types: [.ingress])
    #expect(fixture.cluster.allows(flow(fixture.a, fixture.b)))
    #expect(!fixture.cluster.allows(flow(fixture.b, fixture.a)))
  }

  @Test func c36VerdictsAreAboutNewConnections() {
    var fixture = Fixture()
    #expect(fixture.cluster.allows(flow(fixture.b, fixture.a)))
    fixture.cluster.policy(in: fixture.x, "app=a", types: [.ingress])
    #expect(!fixture.cluster.allows(flow(fixture.b, fixture.a)))
  }

  @Test func c37APodsFlowToItselfIsNoFlow() {
    var fixture = Fixture()
    #expect(!fixture.cluster.allows(flow(fixture.a, fixture.a)))
    let replicas = fixture.cluster.pod("r", in: fixture.x, ["app": "r"], population: .replicas)
    #expect(fixture.cluster.allows(flow(replicas, replicas)))
  }
}
