import ClusterModel
import Intents
import Samples
import Testing

@testable import Verification

/// The port of a Service in a sentence, where that of the pods was meant (C-61).
@Suite struct ServicePortTests {
  /// A Service with port 80 in front of api, which listens on http, 3000.
  private func notes(
    _ targetPort: NetworkPolicyPort.Port?, selector: [String: String] = ["app": "api"],
    _ claim: (Shop) -> Claim
  ) async -> [Note] {
    var shop = Shop()
    var sample = shop.run.sample
    sample.snapshot.services.append(
      Service(
        name: sample.symbol("front"), namespace: sample.namespace("shop"),
        selector: sample.labels(selector),
        ports: [ServicePort(port: 80, targetPort: targetPort)], place: shop.run.place))
    shop.run.sample = sample
    return await shop.run.outcome(claim(shop)).notes
  }

  private func isNoted(
    _ targetPort: NetworkPolicyPort.Port?, selector: [String: String] = ["app": "api"],
    _ claim: (Shop) -> Claim
  ) async -> Bool {
    await notes(targetPort, selector: selector, claim).contains {
      if case .servicePort(80, _, _, pods: [3000]) = $0 { true } else { false }
    }
  }

  @Test func aProhibitionOnThePortOfTheServiceIsNoted() async {
    #expect(
      await isNoted(.number(3000)) { .cannotReach(from: [$0.db], to: [$0.target($0.api, 80)]) })
  }

  @Test func aNamedTargetPortIsLookedUp() async {
    var sample = Shop().run.sample
    let http = sample.symbol("http")
    #expect(await isNoted(.name(http)) { .reaches(from: [$0.web], to: [$0.target($0.api, 80)]) })
  }

  @Test func exceptionsAreNotedToo() async {
    #expect(
      await isNoted(.number(3000)) { .noEgress(of: [$0.web], except: [$0.target($0.api, 80)]) })
    #expect(
      await isNoted(.number(3000)) {
        .noIngress(
          to: [$0.api],
          except: [IngressException(from: [$0.web], ports: $0.target($0.api, 80).ports)])
      })
  }

  @Test func thePortOfThePodsIsNotNoted() async {
    #expect(
      await !isNoted(.number(3000)) { .reaches(from: [$0.web], to: [$0.target($0.api, 3000)]) })
    #expect(await !isNoted(nil) { .reaches(from: [$0.web], to: [$0.target($0.api, 80)]) })
    #expect(await !isNoted(.number(80)) { .reaches(from: [$0.web], to: [$0.target($0.api, 80)]) })
  }

  @Test func aServiceOfOtherPodsIsNotMeant() async {
    #expect(
      await !isNoted(.number(3000), selector: ["app": "db"]) {
        .reaches(from: [$0.web], to: [$0.target($0.api, 80)])
      })
  }
}
