import ClusterModel
import Intents
import SymbolicEngine
import Testing

/// Which hypotheses the engine accepts, and what it says of worlds in which something is or is not there.
@Suite struct HypothesisTests {
  /// Namespace `shop` is open; `lab` is not declared.
  private struct Fixture {
    var cluster = Cluster()
    let shop: NamespaceID
    let lab: NamespaceID
    let api: PodID
    let claim: Claim
    let engine: SymbolicEngine

    init() {
      shop = cluster.namespace("shop", ["team": "a"])
      lab = cluster.undeclaredNamespace("lab")
      api = cluster.pod(
        "api", in: shop, ["app": "api", "role": "old"], addresses: ["10.0.0.1"])
      cluster.assumptions.clusterCIDRs = [cidr("10.0.0.0/24")]
      cluster.assumptions.fixedPodLabels = [cluster.symbol("role")]
      cluster.assumptions.fixedNamespaceLabels = [cluster.symbol("team")]
      let rule = cluster.rule([cluster.peer(pods: "role,app", namespaces: "team")])
      cluster.policy(in: shop, "never=so", types: [.ingress], ingress: [rule])
      claim = .cannotReach(
        from: [cluster.pods()], to: [Target(group: cluster.pods(in: ["shop"]))])
      for text in ["new-name", "kubernetes.io/metadata.name"] { _ = cluster.symbol(text) }
      engine = cluster.engine([claim])
    }

    func accepts(
      _ pod: HypotheticalPod, _ namespaces: [HypotheticalNamespace] = []
    ) -> Bool {
      engine.accepts(
        flow(PodID(rawValue: 1), api),
        supposing: Hypothesis(namespaces: namespaces, pods: [pod]), asViolationOf: claim)
    }

    mutating func label(_ key: String, _ value: String?) -> HypotheticalLabel {
      HypotheticalLabel(
        key: cluster.symbol(key),
        value: value.map { .mentioned(cluster.symbol($0)) } ?? .fresh(0))
    }
  }

  @Test func podsAreWhatTheAPIAccepts() {
    var fixture = Fixture()
    let shop = fixture.shop
    #expect(fixture.accepts(HypotheticalPod(namespace: shop)))
    let app = fixture.label("app", nil)
    #expect(fixture.accepts(HypotheticalPod(namespace: shop, labels: [app])))
    #expect(!fixture.accepts(HypotheticalPod(namespace: shop, labels: [app, app])))
    #expect(!fixture.accepts(HypotheticalPod(namespace: NamespaceID(rawValue: 2))))
    let port = fixture.cluster.port("http", 80)
    #expect(fixture.accepts(HypotheticalPod(namespace: shop, ports: [port])))
    #expect(!fixture.accepts(HypotheticalPod(namespace: shop, ports: [port, port])))
    // A pod that is not supposed is not there.
    #expect(
      !fixture.engine.accepts(
        flow(PodID(rawValue: 2), fixture.api),
        supposing: Hypothesis(pods: [HypotheticalPod(namespace: shop)]),
        asViolationOf: fixture.claim))
  }

  @Test func fixedKeysOfPodsHaveValuesThatAreThere() {
    var fixture = Fixture()
    let (old, new, other) = (
      fixture.label("role", "old"), fixture.label("role", "new"), fixture.label("role", nil)
    )
    #expect(fixture.accepts(HypotheticalPod(namespace: fixture.shop, labels: [old])))
    #expect(!fixture.accepts(HypotheticalPod(namespace: fixture.shop, labels: [new])))
    #expect(!fixture.accepts(HypotheticalPod(namespace: fixture.shop, labels: [other])))
    #expect(!fixture.accepts(HypotheticalPod(namespace: fixture.lab, labels: [old])))
  }

  @Test func addressesAreThoseThatTheClusterMayGive() {
    let fixture = Fixture()
    for (text, isGiven) in [("10.0.0.2", true), ("10.0.0.1", false), ("10.0.1.0", false)] {
      let pod = HypotheticalPod(namespace: fixture.shop, address: address(text))
      #expect(fixture.accepts(pod) == isGiven, "\(text)")
    }
  }

  @Test func namespacesHaveNewNames() {
    var fixture = Fixture()
    let pod = HypotheticalPod(namespace: NamespaceID(rawValue: 2))
    let symbol = fixture.cluster.symbol("new-name")
    func namespace(
      _ name: HypotheticalText, _ labels: [HypotheticalLabel] = [], of source: NamespaceID? = nil
    ) -> HypotheticalNamespace {
      HypotheticalNamespace(name: name, labels: labels, policiesOf: source)
    }
    #expect(fixture.accepts(pod, [namespace(.fresh(0))]))
    #expect(fixture.accepts(pod, [namespace(.mentioned(symbol))]))
    #expect(!fixture.accepts(pod, [namespace(.mentioned(fixture.cluster.symbol("shop")))]))
    #expect(!fixture.accepts(pod, [namespace(.fresh(0)), namespace(.fresh(0))]))
    #expect(!fixture.accepts(pod, [namespace(.fresh(0), of: fixture.shop)]))
    let (used, other) = (fixture.label("team", "a"), fixture.label("team", nil))
    #expect(!fixture.accepts(pod, [namespace(.fresh(0), [used])]))
    #expect(fixture.accepts(pod, [namespace(.fresh(0), [other])]))
    let name = fixture.label("kubernetes.io/metadata.name", "lab")
    #expect(!fixture.accepts(pod, [namespace(.fresh(0), [name])]))
  }

  @Test func onlyWhatIsOpenIsSupposedOfTheManifests() {
    var fixture = Fixture()
    let other = fixture.label("team", nil)
    let pod = HypotheticalPod(namespace: fixture.lab)
    func accepts(_ hypothesis: Hypothesis) -> Bool {
      fixture.engine.accepts(
        flow(PodID(rawValue: 1), fixture.api), supposing: hypothesis, asViolationOf: fixture.claim)
    }
    #expect(accepts(Hypothesis(pods: [pod], namespaceLabels: [fixture.lab: [other]])))
    #expect(!accepts(Hypothesis(pods: [pod], namespaceLabels: [fixture.shop: [other]])))
    #expect(!accepts(Hypothesis(pods: [pod], podLabels: [fixture.api: [other]])))
  }

  @Test func aGroupIsThereIfAPodMayJoinIt() {
    var cluster = Cluster()
    let shop = cluster.namespace("shop")
    cluster.pod("api", in: shop, ["app": "api"])
    let target = Target(group: cluster.pods("app=api"))
    func answer(_ group: Group, _ world: World) -> Answer.Outcome {
      cluster.answer(.mayReach(from: [group], to: [target]), in: world).outcome
    }
    let web = cluster.pods("app=web")
    #expect(answer(web, .deployed) == .vacuous(.sources))
    #expect(answer(web, .open) == .holds)
    #expect(answer(cluster.pods("app=web,!app"), .openBoth) == .vacuous(.sources))
    let elsewhere = cluster.pods(in: ["elsewhere"])
    #expect(answer(elsewhere, .open) == .vacuous(.sources))
    #expect(answer(elsewhere, .openCluster) == .holds)
    cluster.assumptions.fixedPodLabels = [cluster.symbol("app")]
    #expect(answer(web, .openBoth) == .vacuous(.sources))
  }

  @Test func someIsAboutTheManifests() {
    var cluster = Cluster()
    let shop = cluster.namespace("shop")
    let web = cluster.pod("web", in: shop, ["app": "web"])
    let api = cluster.pod("api", in: shop, ["app": "api"])
    let target = Target(group: cluster.pods("app=api"))
    let some = Claim.someReaches(from: [cluster.pods("app=web")], to: [target])
    #expect(cluster.answer(some, in: .openBoth).outcome == .holds)
    let new = Claim.someReaches(from: [cluster.pods("app=new")], to: [target])
    #expect(cluster.answer(new, in: .openBoth).outcome == .violated)
    // A witness is one of the manifests in every world.
    let only = Claim.reaches(from: [cluster.pods("app=web")], to: [target])
    #expect(cluster.answer(only, in: .open).witness == flow(web, api, 1))
  }

  @Test func obligationsAreOwedToNewMembersToo() throws {
    var cluster = Cluster()
    let shop = cluster.namespace("shop")
    cluster.pod("web", in: shop, ["app": "web"])
    cluster.pod("api", in: shop, ["app": "api", "tier": "x"])
    let rule = cluster.rule([cluster.peer(pods: "app=web", namespaces: "")])
    cluster.policy(in: shop, "app=api", types: [.ingress], ingress: [rule])
    cluster.policy(in: shop, "tier=y", types: [.ingress])
    let claim = Claim.reaches(
      from: [cluster.pods("app=web")], to: [Target(group: cluster.pods("app=api"))])
    #expect(cluster.answer(claim).outcome == .holds)
    #expect(cluster.answer(claim, in: .open).outcome == .holds)
    // A member that the second policy alone selects would not be reached.
    let any = Claim.reaches(
      from: [cluster.pods("app=web")], to: [Target(group: cluster.pods("app notin (web)"))])
    let pod = try #require(cluster.answer(any, in: .open).hypothesis.pods.first)
    #expect(pod.labels.map(\.key) == [cluster.symbol("tier")])
  }
}
