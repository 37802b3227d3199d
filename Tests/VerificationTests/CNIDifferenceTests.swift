import ClusterModel
import Intents
import Samples
import Testing

@testable import Verification

/// Plugins that differ from the upstream text are refused where they could change the answer, and only there.
@Suite struct CNIDifferenceTests {
  private var shop = Shop()

  private func verdict(_ cni: CNI, _ shop: Shop, _ claim: Claim) -> Verdict {
    var run = shop.run
    run.assumptions.cni = cni
    return run.outcome(claim).verdict
  }

  @Test func calicoFiltersTheWayToTheOwnNode() {
    let inside = Claim.cannotReach(from: [shop.web], to: [shop.target(shop.api, 80)])
    #expect(verdict(.calico, shop, inside) == .proved)
    #expect(verdict(.calico, shop, .noEgress(of: [shop.db], except: [])) == .unsupported)
  }

  @Test(arguments: [CNI.calico, .azureNPM])
  func flowsThroughLoadBalancersDiffer(cni: CNI) {
    var shop = self.shop
    let claim = Claim.reaches(
      from: [Group(name: "Internet", term: .internet)], to: [shop.target(shop.db, 80)])
    #expect(verdict(cni, shop, claim) == .proved)
    var sample = shop.run.sample
    sample.snapshot.services.append(
      Service(
        name: sample.symbol("db"), namespace: sample.namespace("shop"),
        selector: sample.labels(["app": "db"]), type: sample.symbol("LoadBalancer"),
        ports: [ServicePort(port: 80)], place: shop.run.place))
    shop.run.sample = sample
    #expect(verdict(cni, shop, claim) == .unsupported)
    #expect(verdict(.upstream, shop, claim) == .proved)
  }

  @Test func azureMisreadsNegativeNamespaceSelectors() {
    var shop = self.shop
    let claim = Claim.cannotReach(from: [shop.web], to: [shop.target(shop.api, 80)])
    #expect(verdict(.azureNPM, shop, claim) == .proved)
    var sample = shop.run.sample
    let negative = sample.peer(namespaces: sample.selector("team", .notIn, ["a", "b"]))
    sample.policy(
      "shop/n", pods: sample.selector(["app": "db"]), ingress: [sample.rule([negative])])
    shop.run.sample = sample
    #expect(verdict(.azureNPM, shop, claim) == .unsupported)
  }

  @Test func azureHasNoIPv6Blocks() {
    var shop = self.shop
    let claim = Claim.cannotReach(from: [shop.web], to: [shop.target(shop.api, 80)])
    var sample = shop.run.sample
    sample.policy(
      "shop/n", pods: sample.selector(["app": "db"]),
      ingress: [sample.rule([sample.peer("2001:db8::/32")])])
    shop.run.sample = sample
    #expect(verdict(.azureNPM, shop, claim) == .unsupported)
  }

  @Test func withoutAPluginNothingIsBlocked() {
    let claim = Claim.onlyMayReach(from: [shop.web], to: [shop.target(shop.api)])
    #expect(verdict(.none, shop, claim) == .refuted)
  }
}
