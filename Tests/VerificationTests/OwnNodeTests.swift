import ClusterModel
import Intents
import Samples
import Testing

@testable import Verification

/// What policies decide of an address is not true of the machine that has it, and of the pods on that machine.
@Suite struct OwnNodeTests {
  private let web: Group
  private let machine: Group
  private var run: Run

  init() {
    var shop = Shop()
    web = shop.web
    shop.run.sample.pod("shop/front", ["app": "front"], node: "n1")
    machine = Group(
      name: "MACHINE",
      term: .addresses(cidr: range("192.168.7.0/24"), except: []))
    run = shop.run
    run.assumptions.clusterCIDRs = [range("10.244.0.0/16")]
  }

  private func verdict(_ run: Run, _ claim: Claim) async -> Verdict {
    await run.outcome(claim).verdict
  }

  @Test(arguments: [CNI.upstream, .cilium])
  func aSentenceThatNamesTheMachineIsRefused(cni: CNI) async {
    var run = run
    run.assumptions.cni = cni
    let front = run.sample.group("FRONT", namespace: "shop", ["app": "front"])
    let isolated = run.sample.selector(["app": "front"])
    run.sample.policy("shop/front", pods: isolated, types: [.ingress, .egress])
    let inward = Claim.cannotReach(from: [machine], to: [Target(group: front)])
    let outward = Claim.cannotReach(from: [front], to: [Target(group: machine)])
    #expect(await verdict(run, inward) == .proved)
    #expect(await verdict(run, outward) == .proved)

    run.sample.node("n1", addresses: ["192.168.7.5"])
    #expect(await verdict(run, inward) == .unsupported)
    // Cilium filters the way to the machine like any other.
    #expect(await verdict(run, outward) == (cni == .cilium ? .proved : .unsupported))
    // Of other pods of the machine nothing is known, and of everyone the report says what it assumes.
    let elsewhere = Claim.cannotReach(from: [machine], to: [Target(group: web)])
    #expect(await verdict(run, elsewhere) != .unsupported)
    #expect(await verdict(run, .noIngress(to: [front], except: [])) == .proved)
  }

  @Test func whatTheRangeLeavesOutIsNotNamed() async {
    var run = run
    let front = run.sample.group("FRONT", namespace: "shop", ["app": "front"])
    run.sample.policy("shop/front", pods: run.sample.selector(["app": "front"]))
    run.sample.node("n1", addresses: ["192.168.7.5"])
    let others = Group(
      name: "OTHERS",
      term: .addresses(cidr: range("192.168.7.0/24"), except: [range("192.168.7.5/32")]))
    let claim = Claim.cannotReach(from: [others], to: [Target(group: front)])
    #expect(await verdict(run, claim) == .proved)
  }
}

private func range(_ text: String) -> CIDR {
  guard let range = CIDR(text) else { preconditionFailure("`\(text)` is no CIDR") }
  return range
}
