import ClusterModel
import Evaluation
import ExplicitEngine
import Intents
import Samples
import Testing

/// Named ports and addresses of a new pod, and Services that lead to it.
@Suite struct NewPodPortTests {
  /// An isolated client that may go to port `http` of pods labelled `app=api`, of which there is none.
  private func client() -> (WorldCase, web: Group) {
    var world = WorldCase()
    world.sample.declare("shop")
    world.sample.pod("shop/web", ["app": "web"])
    let http = NetworkPolicyPort(port: .name(world.sample.symbol("http")))
    let api = world.sample.peer(pods: world.sample.selector(["app": "api"]))
    world.sample.policy(
      "shop/web", pods: world.sample.selector(["app": "web"]), types: [.egress],
      egress: [world.sample.rule([api], ports: [http])])
    return (world, world.sample.group("WEB", ["app": "web"]))
  }

  @Test func aNamedPortHasTheLowestNumberThatWillDo() throws {
    let (world, web) = client()
    let answer = world.answer(.noEgress(of: [web], except: []), in: .open)
    #expect(answer.counterexample?.port == 1)
    let pod = try #require(answer.hypothesis.pods.first)
    #expect(world.words(pod.labels) == ["app=api"])
    #expect(pod.ports.map(\.number) == [1])
    #expect(pod.ports.map(\.protocol) == [.tcp])
    let above = Target(
      group: .anyone, ports: .list([PortTerm(.numbers(1...79)), PortTerm(.every, protocol: .udp)]))
    let second = world.answer(.noEgress(of: [web], except: [above]), in: .open)
    #expect(second.hypothesis.pods.first?.ports.map(\.number) == [80])
    var named = world
    let all = Target(group: .anyone, ports: .list([PortTerm(.name(named.sample.symbol("http")))]))
    #expect(named.answer(.noEgress(of: [web], except: [all]), in: .open).outcome == .holds)
  }

  @Test func aNameThatTheClaimAloneSpeaksOfCounts() {
    var world = WorldCase()
    world.sample.declare("shop")
    world.sample.pod("shop/web", ["app": "web"])
    let http = Ports.list([PortTerm(.name(world.sample.symbol("http")))])
    let api = world.sample.group("API", ["app": "api"])
    let web = world.sample.group("WEB", ["app": "web"])
    let answer = world.answer(
      .cannotReach(from: [web], to: [Target(group: api, ports: http)]), in: .open)
    #expect(answer.hypothesis.pods.first?.ports.map(\.number) == [1])
  }

  /// `api` is open for addresses.
  private func addresses(
    _ blocks: [String], _ cidrs: [String] = ["10.0.0.0/16"]
  ) -> (WorldCase, Claim) {
    var (world, api) = WorldCase.shop { sample in blocks.map { sample.peer($0) } }
    world.assumptions = Assumptions(
      clusterCIDRs: cidrs.compactMap { CIDR($0) }, ipFamilies: [.ipv4])
    let outside = Group(name: "external", term: .external)
    return (world, .onlyMayReach(from: [outside], to: [Target(group: api)]))
  }

  @Test func anAddressIsTheLowestThatWillDoAndSaidOnlyWhereItMatters() {
    func address(_ blocks: [String]) -> [IPAddress?] {
      let (world, claim) = addresses(blocks)
      return world.answer(claim, in: .open).hypothesis.pods.map(\.address)
    }
    #expect(address(["10.0.4.0/24"]) == [IPAddress("10.0.4.0")])
    // The first address is the deployed pod's own.
    #expect(address(["10.0.0.1/32", "10.0.0.2/31"]) == [IPAddress("10.0.0.2")])
    #expect(address(["0.0.0.0/0"]) == [nil])
    #expect(address(["10.0.0.0/17", "10.0.128.0/17"]) == [nil])
  }

  @Test func noAddressOutsideOfTheClusterAndNoneOfAnotherPod() {
    for blocks in [["192.168.0.0/16"], ["10.0.0.1/32"]] {
      let (world, claim) = addresses(blocks)
      #expect(world.answer(claim, in: .openCluster).outcome == .holds, "\(blocks)")
    }
    let (anywhere, claim) = addresses(["192.168.0.0/16"], [])
    let answer = anywhere.answer(claim, in: .open)
    #expect(answer.hypothesis.pods.first?.address == IPAddress("192.168.0.0"))
  }

  @Test func whereNoAddressIsLeftThereIsNoNewPod() {
    let (world, claim) = addresses(["0.0.0.0/0"], ["10.0.0.1/32"])
    #expect(world.answer(claim, in: .open).outcome == .vacuous(.flows))
  }

  @Test func ciliumsBlocksMatchNoPod() {
    var (world, claim) = addresses(["10.0.0.0/8"])
    #expect(world.answer(claim, in: .open).outcome == .violated)
    world.assumptions.cni = .cilium
    #expect(world.answer(claim, in: .open).outcome == .holds)
  }

  /// The only address that the rule admits is either the client's outside or the new pod's.
  @Test func twoEndsDoNotShareAnAddress() {
    var world = WorldCase()
    world.assumptions = Assumptions(ipFamilies: [.ipv4])
    world.sample.declare("shop")
    let block = world.sample.peer("192.0.2.7/32")
    world.sample.policy("shop/n", types: [.egress], egress: [world.sample.rule([block])])
    let shop = world.sample.group("SHOP", namespace: "shop")
    let claim = Claim.isolated([shop], from: [shop])
    // Two new pods: the destination has the address.
    let answer = world.answer(claim, in: .openBoth)
    #expect(answer.hypothesis.pods.map(\.address) == [nil, IPAddress("192.0.2.7")])
    let partner = CIDR("192.0.2.7/32").map { Group.Term.addresses(cidr: $0, except: []) }
    let outside = Claim.cannotReach(
      from: [shop], to: [Target(group: Group(name: "PARTNER", term: partner ?? .external))])
    let flow = world.answer(outside, in: .open)
    #expect(flow.counterexample?.destination == IPAddress("192.0.2.7").map(Endpoint.address))
    #expect(flow.hypothesis.pods.map(\.address) == [nil])
  }

  @Test func aServiceMayReplaceTheAddressOfANewPodsClient() {
    var (world, api) = WorldCase.shop { _ in [] }
    world.sample.snapshot.services.append(
      Service(
        name: world.sample.symbol("edge"), namespace: world.sample.namespace("shop"),
        selector: world.sample.labels(["edge": "yes"]), type: world.sample.symbol("NodePort"),
        ports: [ServicePort(port: 80, targetPort: .name(world.sample.symbol("http")))],
        place: world.sample.snapshot.pods[0].place))
    let claim = Claim.noIngress(to: [api], except: [])
    #expect(world.answer(claim, in: .open).outcome == .holds)
    world.assumptions.clientAddress = .mayBeNode
    let answer = world.answer(claim, in: .open)
    #expect(world.pod(of: answer.hypothesis) == "shop {app=api edge=yes}")
    #expect(answer.hypothesis.pods.first?.ports.map(\.number) == [1])
    // Of the addresses outside, one in Internet.
    #expect(answer.counterexample?.source == IPAddress("1.0.0.0").map(Endpoint.address))
  }
}
