import ClusterModel
import Intents
import SymbolicEngine
import Testing

/// Labels that nobody knows: of namespaces that are used and not declared, and those that a controller adds.
@Suite struct OpenLabelTests {
  /// `api` of `shop` hears namespaces labelled `team=front`; `web` runs in namespace `front`.
  private struct Fixture {
    var cluster = Cluster()
    let front: NamespaceID
    let web: PodID
    let api: PodID

    init(isDeclared: Bool) {
      let shop = cluster.namespace("shop")
      front = isDeclared ? cluster.namespace("front") : cluster.undeclaredNamespace("front")
      web = cluster.pod("web", in: front)
      api = cluster.pod("api", in: shop)
      let rule = cluster.rule([cluster.peer(namespaces: "team=front")])
      cluster.policy(in: shop, types: [.ingress], ingress: [rule])
    }

    mutating func claim() -> Claim {
      .cannotReach(
        from: [cluster.pods(in: ["front"])], to: [Target(group: cluster.pods(in: ["shop"]))])
    }
  }

  @Test func labelsOfUndeclaredNamespacesAreFreeInWiderWorlds() {
    var fixture = Fixture(isDeclared: false)
    let claim = fixture.claim()
    #expect(fixture.cluster.answer(claim).outcome == .holds)
    let label = HypotheticalLabel(
      key: fixture.cluster.symbol("team"), value: .mentioned(fixture.cluster.symbol("front")))
    for world in [World.open, .openCluster, .openBoth] {
      let answer = fixture.cluster.answer(claim, in: world)
      #expect(answer.outcome == .violated)
      // No new pod is needed, and where none is, nothing else is shown.
      #expect(answer.hypothesis.pods.isEmpty)
      #expect(answer.hypothesis.namespaceLabels == [fixture.front: [label]])
      #expect(answer.counterexample == flow(fixture.web, fixture.api, 1))
      #expect(answer.further.isEmpty)
    }
    // Nobody knows what the administrator has set.
    fixture.cluster.assumptions.fixedNamespaceLabels = [fixture.cluster.symbol("team")]
    #expect(fixture.cluster.answer(claim, in: .open).outcome == .violated)
  }

  @Test func labelsOfDeclaredNamespacesNeverChange() {
    var fixture = Fixture(isDeclared: true)
    let claim = fixture.claim()
    #expect(fixture.cluster.answer(claim, in: .openBoth).outcome == .holds)
  }

  @Test func bothEndsInOneNamespaceShareItsLabels() {
    var cluster = Cluster()
    let shop = cluster.undeclaredNamespace("shop")
    cluster.pod("web", in: shop, ["app": "web"])
    cluster.pod("api", in: shop, ["app": "api"])
    let rule = cluster.rule([cluster.peer(namespaces: "team=a")])
    cluster.policy(in: shop, types: [.ingress], ingress: [rule])
    func pods(_ selector: String) -> Group {
      Group(
        name: "pods",
        term: .pods(
          namespaces: .matching(cluster.selector(selector)), selector: nil, serviceAccount: nil))
    }
    // From a namespace that lacks the label to one that has it: not between pods of one namespace.
    let claim = Claim.cannotReach(
      from: [pods("team notin (a)")], to: [Target(group: cluster.pods(in: ["shop"]))])
    #expect(cluster.answer(claim, in: .open).outcome == .holds)
    let same = Claim.cannotReach(
      from: [pods("team=a")], to: [Target(group: cluster.pods(in: ["shop"]))])
    let answer = cluster.answer(same, in: .open)
    #expect(answer.hypothesis.namespaceLabels[shop]?.count == 1)
  }

  @Test func theNameOfAnUndeclaredNamespaceIsGiven() {
    var cluster = Cluster()
    let shop = cluster.namespace("shop")
    let front = cluster.undeclaredNamespace("front")
    cluster.pod("web", in: front)
    cluster.pod("api", in: shop)
    let rule = cluster.rule([cluster.peer(namespaces: "kubernetes.io/metadata.name=back")])
    cluster.policy(in: shop, types: [.ingress], ingress: [rule])
    let claim = Claim.cannotReach(
      from: [cluster.pods(in: ["front"])], to: [Target(group: cluster.pods(in: ["shop"]))])
    #expect(cluster.answer(claim, in: .openBoth).outcome == .holds)
  }

  /// A template whose controller adds `pod-template-hash`, which a policy asks for.
  private func template(
    _ cluster: inout Cluster, _ population: Pod.Population
  ) -> (pod: PodID, claim: Claim) {
    let shop = cluster.namespace("shop")
    let pod = cluster.pod(
      "api", in: shop, ["app": "api"], unknown: ["pod-template-hash"], population: population)
    let rule = cluster.rule([cluster.peer(pods: "pod-template-hash=a")])
    cluster.policy(in: shop, "app=api", types: [.ingress], ingress: [rule])
    let api = cluster.pods("app=api")
    return (pod, .cannotReach(from: [api], to: [Target(group: api)]))
  }

  @Test func labelsOfAControllerAreFreeInWiderWorlds() {
    var cluster = Cluster()
    let (pod, claim) = template(&cluster, .replicas)
    #expect(cluster.answer(claim).outcome == .holds)
    let answer = cluster.answer(claim, in: .open)
    #expect(answer.counterexample == flow(pod, pod, 1))
    let label = HypotheticalLabel(
      key: cluster.symbol("pod-template-hash"), value: .mentioned(cluster.symbol("a")))
    #expect(answer.hypothesis == Hypothesis(podLabels: [pod: [label]]))
  }

  @Test func aSinglePodHasNoFlowToItselfWhateverItsLabels() {
    var cluster = Cluster()
    let (pod, claim) = template(&cluster, .single)
    let answer = cluster.answer(claim, in: .open)
    #expect(answer.counterexamples.allSatisfy { !$0.hypothesis.pods.isEmpty })
    #expect(answer.counterexample?.destination == .pod(pod))
  }

  @Test func twoPodsOfOneTemplateHaveTheSameLabels() {
    var cluster = Cluster()
    let shop = cluster.namespace("shop")
    cluster.pod("api", in: shop, ["app": "api"], unknown: ["hash"], population: .replicas)
    let rule = cluster.rule([cluster.peer(pods: "hash=a")])
    cluster.policy(in: shop, "hash=b", types: [.ingress], ingress: [rule])
    let claim = Claim.cannotReach(
      from: [cluster.pods("hash=a,app=api")], to: [Target(group: cluster.pods("hash=b"))])
    // A new pod can have what the template's have not.
    #expect(cluster.answer(claim, in: .open).counterexample != nil)
    #expect(
      cluster.answer(claim, in: .open).counterexamples.allSatisfy { !$0.hypothesis.pods.isEmpty })
  }
}
