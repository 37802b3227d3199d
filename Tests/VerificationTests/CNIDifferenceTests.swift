import ClusterModel
import Intents
import Samples
import Testing

@testable import Verification

/// Plugins that differ from the upstream text are refused where they could change the answer, and only there.
@Suite struct CNIDifferenceTests {
  private var shop = Shop()

  private func verdict(_ cni: CNI, _ shop: Shop, _ claim: Claim) async -> Verdict {
    var run = shop.run
    run.assumptions.cni = cni
    return await run.outcome(claim).verdict
  }

  @Test func calicoFiltersTheWayToTheOwnNode() async {
    let inside = Claim.cannotReach(from: [shop.web], to: [shop.target(shop.api, 80)])
    #expect(await verdict(.calico, shop, inside) == .proved)
    #expect(await verdict(.calico, shop, .noEgress(of: [shop.db], except: [])) == .unsupported)
  }

  @Test(arguments: [CNI.calico, .azureNPM])
  func flowsThroughLoadBalancersDiffer(cni: CNI) async {
    var shop = self.shop
    let claim = Claim.reaches(
      from: [Group(name: "Internet", term: .internet)], to: [shop.target(shop.db, 80)])
    #expect(await verdict(cni, shop, claim) == .proved)
    var sample = shop.run.sample
    sample.snapshot.services.append(
      Service(
        name: sample.symbol("db"), namespace: sample.namespace("shop"),
        selector: sample.labels(["app": "db"]), type: sample.symbol("LoadBalancer"),
        ports: [ServicePort(port: 80)], place: shop.run.place))
    shop.run.sample = sample
    #expect(await verdict(cni, shop, claim) == .unsupported)
    #expect(await verdict(.upstream, shop, claim) == .proved)
  }

  @Test func azureMisreadsNegativeNamespaceSelectors() async {
    var shop = self.shop
    let claim = Claim.cannotReach(from: [shop.web], to: [shop.target(shop.api, 80)])
    #expect(await verdict(.azureNPM, shop, claim) == .proved)
    var sample = shop.run.sample
    let negative = sample.peer(namespaces: sample.selector("team", .notIn, ["a", "b"]))
    sample.policy(
      "shop/n", pods: sample.selector(["app": "db"]), ingress: [sample.rule([negative])])
    shop.run.sample = sample
    #expect(await verdict(.azureNPM, shop, claim) == .unsupported)
  }

  @Test func azureHasNoIPv6Blocks() async {
    var shop = self.shop
    let claim = Claim.cannotReach(from: [shop.web], to: [shop.target(shop.api, 80)])
    var sample = shop.run.sample
    sample.policy(
      "shop/n", pods: sample.selector(["app": "db"]),
      ingress: [sample.rule([sample.peer("2001:db8::/32")])])
    shop.run.sample = sample
    #expect(await verdict(.azureNPM, shop, claim) == .unsupported)
  }

  @Test func withoutAPluginNothingIsBlocked() async {
    let claim = Claim.onlyMayReach(from: [shop.web], to: [shop.target(shop.api)])
    #expect(await verdict(.none, shop, claim) == .refuted)
  }
}
