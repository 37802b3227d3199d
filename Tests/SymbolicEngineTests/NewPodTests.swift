import ClusterModel
import Intents
import SymbolicEngine
import Testing

/// World `open`: one pod that the manifests do not have, in one of their namespaces.
@Suite struct NewPodTests {
  /// `db` of namespace `data` hears pods labelled `role=client` of namespace `front` on 5432 and nobody else.
  private struct Fixture {
    var cluster = Cluster()
    let data: NamespaceID
    let front: NamespaceID
    let db: PodID
    let client: PodID

    init(clientSelector: String = "role=client") {
      data = cluster.namespace("data")
      front = cluster.namespace("front", ["team": "front"])
      db = cluster.pod("db", in: data, ["app": "db"], addresses: ["10.244.0.1"])
      client = cluster.pod(
        "client", in: front, ["role": "client", "tier": "web"], addresses: ["10.244.0.2"])
      let rule = cluster.rule(
        [cluster.peer(pods: clientSelector, namespaces: "team=front")],
        ports: [NetworkPolicyPort(port: .number(5432))])
      cluster.policy(in: data, types: [.ingress, .egress], ingress: [rule])
      cluster.assumptions.clusterCIDRs = [cidr("10.244.0.0/16")]
    }

    /// `only pods tier=web may reach pods app=db`.
    mutating func claim() -> Claim {
      .onlyMayReach(
        from: [cluster.pods("tier=web")], to: [Target(group: cluster.pods("app=db"))])
    }
  }

  private func new(_ cluster: Cluster, _ index: Int = 0) -> Endpoint {
    .pod(PodID(rawValue: Int32(cluster.snapshot.pods.count + index)))
  }

  @Test func aNewClientBreaksWhatHoldsToday() {
    var fixture = Fixture()
    let claim = fixture.claim()
    #expect(fixture.cluster.answer(claim).outcome == .holds)
    let answer = fixture.cluster.answer(claim, in: .open)
    #expect(answer.outcome == .violated)
    let pod = answer.hypothesis.pods.first
    #expect(answer.hypothesis.pods.count == 1)
    #expect(pod?.namespace == fixture.front)
    // The role is needed, tier=web must be missing, nothing else matters.
    #expect(
      pod?.labels == [
        HypotheticalLabel(
          key: fixture.cluster.symbol("role"),
          value: .mentioned(fixture.cluster.symbol("client")))
      ])
    #expect(pod?.serviceAccount == nil)
    #expect(pod?.address == nil)
    #expect(answer.counterexample?.source == new(fixture.cluster))
    #expect(answer.counterexample?.destination == .pod(fixture.db))
    #expect(answer.counterexample?.port == 5432)
    #expect(answer.counterexample?.protocol == .tcp)
  }

  @Test func aNewMemberOfTheProtectedGroupIsToldApart() {
    var fixture = Fixture()
    let claim = fixture.claim()
    let answer = fixture.cluster.answer(claim, in: .open)
    // A pod app=db in namespace front has no policy: anyone outside reaches it.
    let member = answer.further.first
    #expect(answer.further.count == 1)
    #expect(member?.flow.destination == new(fixture.cluster))
    #expect(member?.hypothesis.pods.first?.namespace == fixture.front)
    #expect(member?.hypothesis.pods.first?.labels.count == 1)
    #expect(member?.flow.port == 1)
  }

  @Test func breaksOfTheManifestsComeAlone() {
    var fixture = Fixture()
    let claim = Claim.cannotReach(
      from: [fixture.cluster.pods("tier=web")], to: [Target(group: fixture.cluster.pods("app=db"))])
    let answer = fixture.cluster.answer(claim, in: .open)
    #expect(answer.outcome == .violated)
    #expect(answer.hypothesis.isEmpty)
    #expect(answer.further.isEmpty)
    #expect(answer.counterexample?.source == .pod(fixture.client))
  }

  @Test func anotherValueMayBeWhatIsNeeded() {
    // role NotIn [x, y] on 9090 and role NotIn [w, x, y, z] on 8080: a pod of the second rule reaches both ports.
    var cluster = Cluster()
    let shop = cluster.namespace("shop")
    let api = cluster.pod("api", in: shop, ["app": "api"])
    let first = cluster.rule(
      [cluster.peer(pods: "role notin (x y),role")], ports: [NetworkPolicyPort(port: .number(9090))]
    )
    let second = cluster.rule(
      [cluster.peer(pods: "role notin (w x y z),role")],
      ports: [NetworkPolicyPort(port: .number(8080))])
    cluster.policy(in: shop, "app=api", types: [.ingress], ingress: [first, second])
    let fromOthers = Claim.cannotReach(
      from: [cluster.pods("role notin (w z)")],
      to: [Target(group: cluster.pods("app=api"), ports: ports(9090))])
    let answer = cluster.answer(fromOthers, in: .open)
    #expect(answer.outcome == .violated)
    #expect(answer.counterexample?.destination == .pod(api))
    #expect(
      answer.hypothesis.pods.first?.labels
        == [HypotheticalLabel(key: cluster.symbol("role"), value: .fresh(0))])
    // Who has w or z reaches the first port alone, and who lacks the key none.
    let without = Claim.cannotReach(
      from: [cluster.pods("!role")], to: [Target(group: cluster.pods("app=api"))])
    #expect(cluster.answer(without, in: .open).outcome == .holds)
    let onSecond = Claim.cannotReach(
      from: [cluster.pods("role in (w z)")],
      to: [Target(group: cluster.pods("app=api"), ports: ports(8080))])
    #expect(cluster.answer(onSecond, in: .open).outcome == .holds)
  }

  @Test func fixedKeysHaveValuesOfTheirNamespace() {
    var fixture = Fixture()
    let claim = fixture.claim()
    fixture.cluster.assumptions.fixedPodLabels = [fixture.cluster.symbol("role")]
    // A client of namespace front carries role=client.
    #expect(
      fixture.cluster.answer(claim, in: .open).counterexample?.source == new(fixture.cluster))
    var stranger = Fixture(clientSelector: "role=admin")
    let other = stranger.claim()
    #expect(
      stranger.cluster.answer(other, in: .open).counterexample?.source == new(stranger.cluster))
    stranger.cluster.assumptions.fixedPodLabels = [stranger.cluster.symbol("role")]
    let fixed = stranger.cluster.answer(other, in: .open)
    #expect(fixed.counterexample?.destination == new(stranger.cluster))
    #expect(fixed.further.isEmpty)
  }

  @Test func anotherValueOfAFixedKeyIsOneThatAPodHas() {
    var cluster = Cluster()
    let shop = cluster.namespace("shop")
    let lab = cluster.namespace("lab")
    cluster.pod("api", in: shop, ["app": "api"])
    cluster.pod("old", in: lab, ["tier": "legacy"])
    let rule = cluster.rule([cluster.peer(pods: "tier notin (web),tier", namespaces: "")])
    cluster.policy(in: shop, types: [.ingress], ingress: [rule])
    cluster.assumptions.fixedPodLabels = [cluster.symbol("tier")]
    let claim = Claim.cannotReach(
      from: [cluster.pods("app=new")], to: [Target(group: cluster.pods("app=api", in: ["shop"]))])
    let answer = cluster.answer(claim, in: .open)
    let pod = answer.counterexamples.first { $0.flow.source == new(cluster) }?.hypothesis.pods.first
    #expect(pod?.namespace == lab)
    #expect(
      pod?.labels.contains(
        HypotheticalLabel(key: cluster.symbol("tier"), value: .mentioned(cluster.symbol("legacy"))))
        == true)
  }

  @Test func serviceAccountsAreFree() {
    var cluster = Cluster()
    let shop = cluster.namespace("shop")
    cluster.pod("api", in: shop, ["app": "api"], serviceAccount: "robot")
    func account(_ name: Symbol) -> Group {
      Group(
        name: "account", term: .pods(namespaces: .any, selector: nil, serviceAccount: name))
    }
    let robot = cluster.symbol("robot")
    let target = Target(group: cluster.pods("app=api"))
    let others = Claim.onlyMayReach(
      from: [external, account(cluster.symbol("default"))], to: [target])
    let answer = cluster.answer(others, in: .open)
    #expect(answer.hypothesis.pods.first?.serviceAccount == .fresh(0))
    let byRobots = Claim.cannotReach(from: [account(robot)], to: [target])
    #expect(
      cluster.answer(byRobots, in: .open).hypothesis.pods.first?.serviceAccount
        == .mentioned(robot))
    #expect(
      cluster.answer(
        .onlyMayReach(from: [external, account(robot)], to: [target]), in: .open
      ).hypothesis.pods.first?.serviceAccount == nil)
  }
}
