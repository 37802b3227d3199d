import ClusterModel
import Intents
import SymbolicEngine
import Testing

/// World `open-cluster`: the new pod may sit in a namespace that the manifests do not have.
@Suite struct NewNamespaceTests {
  /// Namespace `shop` hears namespaces that `selector` picks, and has one pod; egress is open.
  private struct Shop {
    var cluster = Cluster()
    let shop: NamespaceID
    let api: PodID

    init(admitting selector: String) {
      shop = cluster.namespace("shop", ["team": "shop"])
      api = cluster.pod("api", in: shop, ["app": "api"])
      let rule = cluster.rule([cluster.peer(namespaces: selector)])
      cluster.policy(in: shop, types: [.ingress], ingress: [rule])
      cluster.assumptions.clusterCIDRs = [cidr("10.0.0.0/8")]
    }

    /// `only any pod in namespace shop may reach any pod in namespace shop`.
    mutating func answer(_ world: World) -> Answer {
      let own = cluster.pods(in: ["shop"])
      return cluster.answer(.onlyMayReach(from: [own], to: [Target(group: own)]), in: world)
    }

    mutating func key(_ text: String) -> Symbol { cluster.symbol(text) }
  }

  @Test func aNewNamespaceHasLabelsOfItsOwn() throws {
    var shop = Shop(admitting: "team=partner")
    #expect(shop.answer(.open).outcome == .holds)
    let answer = shop.answer(.openCluster)
    #expect(answer.outcome == .violated)
    let namespace = try #require(answer.hypothesis.namespaces.first)
    #expect(namespace.name == .fresh(0))
    #expect(
      namespace.labels
        == [HypotheticalLabel(key: shop.key("team"), value: .mentioned(shop.key("partner")))])
    #expect(namespace.policiesOf == nil)
    #expect(answer.hypothesis.pods.map(\.namespace.rawValue) == [1])
    #expect(answer.counterexample?.destination == .pod(shop.api))
    #expect(answer.further.isEmpty)
  }

  @Test func aMentionedNameMayBeTaken() {
    var shop = Shop(admitting: "kubernetes.io/metadata.name=partner")
    let answer = shop.answer(.openCluster)
    #expect(answer.hypothesis.namespaces.first?.name == .mentioned(shop.key("partner")))
    #expect(answer.hypothesis.namespaces.first?.labels == [])
    // A name that a namespace has cannot be taken.
    var own = Shop(admitting: "kubernetes.io/metadata.name=shop")
    #expect(own.answer(.openCluster).outcome == .holds)
    var others = Shop(admitting: "kubernetes.io/metadata.name notin (shop partner)")
    #expect(others.answer(.openCluster).hypothesis.namespaces.first?.name == .fresh(0))
  }

  @Test func aFixedKeyOfANamespaceHasNoValueThatIsUsed() {
    var used = Shop(admitting: "team=shop")
    #expect(used.answer(.openCluster).outcome == .violated)
    used.cluster.assumptions.fixedNamespaceLabels = [used.key("team")]
    #expect(used.answer(.openCluster).outcome == .holds)
    // Values that are mentioned and nobody has are free.
    var unused = Shop(admitting: "team in (shop partner)")
    unused.cluster.assumptions.fixedNamespaceLabels = [unused.key("team")]
    #expect(unused.answer(.openCluster).outcome == .violated)
    var exists = Shop(admitting: "team")
    exists.cluster.assumptions.fixedNamespaceLabels = [exists.key("team")]
    #expect(
      exists.answer(.openCluster).hypothesis.namespaces.first?.labels.first?.value == .fresh(0))
    // A key that is fixed for pods alone is none for namespaces.
    used.cluster.assumptions.fixedNamespaceLabels = []
    used.cluster.assumptions.fixedPodLabels = [used.key("team")]
    #expect(used.answer(.openCluster).outcome == .violated)
  }

  @Test func fixedPodKeysAreAbsentInANewNamespace() {
    var cluster = Cluster()
    let shop = cluster.namespace("shop")
    cluster.pod("api", in: shop, ["app": "api"])
    let rule = cluster.rule([cluster.peer(pods: "app=api", namespaces: "")])
    cluster.policy(in: shop, types: [.ingress], ingress: [rule])
    let claim = Claim.onlyMayReach(
      from: [cluster.pods(in: ["shop"])], to: [Target(group: cluster.pods(in: ["shop"]))])
    #expect(cluster.answer(claim, in: .openCluster).outcome == .violated)
    cluster.assumptions.fixedPodLabels = [cluster.symbol("app")]
    #expect(cluster.answer(claim, in: .openCluster).outcome == .holds)
  }

  @Test func policiesAreCopiedWhereAdmissionControlDoes() {
    var cluster = Cluster()
    let base = cluster.namespace("base")
    let shop = cluster.namespace("shop")
    let api = cluster.pod("api", in: shop, ["app": "api"])
    let own = cluster.rule([cluster.peer(pods: "")])
    cluster.policy(in: base, types: [.ingress, .egress], ingress: [own], egress: [own])
    let claim = Claim.noIngress(
      to: [cluster.pods(in: ["shop"])], except: [IngressException(from: [external], ports: .all)])
    // Namespace base is closed, so that no pod of it reaches shop; a new namespace is open.
    let inShop = cluster.pods(in: ["shop"])
    let fromShop = Claim.onlyMayReach(
      from: [inShop, external], to: [Target(group: inShop)])
    #expect(cluster.answer(fromShop, in: .open).outcome == .holds)
    let open = cluster.answer(fromShop, in: .openCluster)
    #expect(open.counterexample?.destination == .pod(api))
    cluster.assumptions.newNamespacePolicies = cluster.symbol("base")
    #expect(cluster.answer(fromShop, in: .openCluster).outcome == .holds)
    // The copies are of the namespace they are in: its own pods reach each other, those of base do not reach it.
    cluster.pod("b", in: base)
    let new = cluster.pods("new")
    let within = Claim.onlyMayReach(from: [external], to: [Target(group: new)])
    let both = cluster.answer(within, in: .openBoth)
    let together = both.counterexamples.first { $0.hypothesis.pods.count == 2 }
    #expect(together != nil)
    #expect(claim.kind == .prohibition)
    // Without the namespace there is nothing to copy.
    cluster.assumptions.newNamespacePolicies = cluster.symbol("nowhere")
    #expect(cluster.answer(fromShop, in: .openCluster).outcome == .violated)
  }

  @Test func existingNamespacesComeBeforeNewOnes() {
    var cluster = Cluster()
    let shop = cluster.namespace("shop")
    cluster.namespace("lab")
    cluster.pod("api", in: shop, ["app": "api"])
    let claim = Claim.noIngress(
      to: [cluster.pods("app=api")], except: [IngressException(from: [external], ports: .all)])
    let answer = cluster.answer(claim, in: .openCluster)
    #expect(answer.outcome == .violated)
    #expect(answer.counterexamples.allSatisfy { $0.hypothesis.namespaces.isEmpty })
  }
}
