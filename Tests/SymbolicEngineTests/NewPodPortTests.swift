import ClusterModel
import Intents
import SymbolicEngine
import Testing

/// Named ports, services and addresses of pods that the manifests do not have.
@Suite struct NewPodPortTests {
  private func isNew(_ end: Endpoint?, _ cluster: Cluster) -> Bool {
    end == .pod(PodID(rawValue: Int32(cluster.snapshot.pods.count)))
  }

  @Test func aNewPodMayCallAnyPortByAName() throws {
    var cluster = Cluster()
    let shop = cluster.namespace("shop")
    cluster.pod("web", in: shop, ["app": "web"], ports: [cluster.port("http", 8080)])
    let named = NetworkPolicyPort(port: .name(cluster.symbol("http")))
    let rule = cluster.rule(nil, ports: [named])
    cluster.policy(in: shop, types: [.ingress], ingress: [rule])
    let claim = Claim.noIngress(
      to: [cluster.pods("app=web")],
      except: [IngressException(from: nil, ports: ports(8080))])
    #expect(cluster.answer(claim).outcome == .holds)
    let answer = cluster.answer(claim, in: .open)
    #expect(isNew(answer.counterexample?.destination, cluster))
    #expect(answer.counterexample?.port == 1)
    #expect(answer.counterexample?.protocol == .tcp)
    let pod = try #require(answer.hypothesis.pods.first)
    #expect(pod.ports == [ContainerPort(name: cluster.symbol("http"), number: 1, protocol: .tcp)])
  }

  @Test func aNameThatNoPodHasIsOneThatANewPodMayHave() {
    var cluster = Cluster()
    let shop = cluster.namespace("shop")
    cluster.pod("web", in: shop)
    let named = NetworkPolicyPort(protocol: .udp, port: .name(cluster.symbol("dns")))
    cluster.policy(in: shop, types: [.ingress], ingress: [cluster.rule(nil, ports: [named])])
    let claim = Claim.noIngress(to: [cluster.pods(in: ["shop"])], except: [])
    #expect(cluster.answer(claim).outcome == .holds)
    let answer = cluster.answer(claim, in: .open)
    #expect(answer.counterexample?.protocol == .udp)
    #expect(answer.hypothesis.pods.first?.ports.count == 1)
    #expect(answer.counterexamples.count == 1)
  }

  @Test func aNewMemberWithoutTheNamedPortRefutesAnObligation() {
    var cluster = Cluster()
    let shop = cluster.namespace("shop")
    cluster.pod("web", in: shop, ["app": "web"], ports: [cluster.port("http", 8080)])
    let term = PortTerm(.name(cluster.symbol("http")))
    let claim = Claim.reaches(
      from: [cluster.pods()], to: [Target(group: cluster.pods("app=web"), ports: .list([term]))])
    cluster.pod("client", in: shop)
    #expect(cluster.answer(claim).outcome == .holds)
    let answer = cluster.answer(claim, in: .open)
    #expect(answer.outcome == .violated)
    #expect(answer.counterexample == nil)
    #expect(answer.missingPort?.port == term)
    #expect(answer.missingPort?.pod == PodID(rawValue: 2))
    #expect(
      answer.hypothesis.pods.map(\.labels) == [
        [
          HypotheticalLabel(
            key: cluster.symbol("app"), value: .mentioned(cluster.symbol("web")))
        ]
      ])
    // Where no pod can join, nothing is missing.
    cluster.assumptions.fixedPodLabels = [cluster.symbol("app")]
    let fixed = cluster.answer(claim, in: .open)
    #expect(fixed.missingPort?.pod == PodID(rawValue: 2))
    #expect(fixed.hypothesis.pods.first?.namespace == shop)
  }

  @Test func aPodOfTheManifestsWithoutThePortComesFirst() {
    var cluster = Cluster()
    let shop = cluster.namespace("shop")
    let web = cluster.pod("web", in: shop, ["app": "web"])
    let term = PortTerm(.name(cluster.symbol("http")))
    let claim = Claim.reaches(
      from: [cluster.pods()], to: [Target(group: cluster.pods("app=web"), ports: .list([term]))])
    // Today nobody has the port.
    #expect(cluster.answer(claim).outcome == .vacuous(.ports))
    let answer = cluster.answer(claim, in: .open)
    #expect(answer.missingPort?.pod == web)
    #expect(answer.hypothesis.isEmpty)
  }

  /// Pods of `shop` hear one block of addresses.
  private func hearing(_ block: String, except: [String] = [], in cidrs: [String]) -> Cluster {
    var cluster = Cluster()
    let shop = cluster.namespace("shop")
    cluster.namespace("lab")
    cluster.pod("api", in: shop, ["app": "api"], addresses: ["10.244.0.1"])
    let rule = cluster.rule([cluster.peer(block: block, except: except)])
    cluster.policy(in: shop, types: [.ingress], ingress: [rule])
    cluster.assumptions.clusterCIDRs = cidrs.map(cidr)
    return cluster
  }

  private func fromPods(_ cluster: inout Cluster) -> Claim {
    .cannotReach(
      from: [cluster.pods()], to: [Target(group: cluster.pods("app=api", in: ["shop"]))])
  }

  @Test func anAddressThatMattersIsTheLowestThatDoes() {
    var cluster = hearing("10.244.1.0/24", in: ["10.244.0.0/16"])
    let claim = fromPods(&cluster)
    let answer = cluster.answer(claim, in: .open)
    #expect(isNew(answer.counterexample?.source, cluster))
    #expect(answer.hypothesis.pods.first?.address == address("10.244.1.0"))
    // Where every address would do, none is said.
    var wide = hearing("10.0.0.0/8", in: ["10.244.0.0/16"])
    let open = wide.answer(fromPods(&wide), in: .open)
    #expect(open.outcome == .violated)
    #expect(
      open.counterexamples.first { isNew($0.flow.source, wide) }?.hypothesis.pods.first?.address
        == nil)
  }

  @Test func theClusterGivesNoAddressOutsideItsRanges() {
    var cluster = hearing("203.0.113.0/24", in: ["10.244.0.0/16"])
    #expect(cluster.answer(fromPods(&cluster), in: .openCluster).outcome == .holds)
    // Without ranges pods may have any address.
    var unknown = hearing("203.0.113.0/24", in: [])
    unknown.assumptions.ipFamilies = [.ipv4]
    let answer = unknown.answer(fromPods(&unknown), in: .open)
    #expect(answer.hypothesis.pods.first?.address == address("203.0.113.0"))
  }

  @Test func anAddressOfAPodIsTaken() {
    // The block is the address of pod api itself, which reaches a new member of its group, and whom nobody else can be.
    var cluster = hearing("10.244.0.1/32", in: ["10.244.0.0/16"])
    let answer = cluster.answer(fromPods(&cluster), in: .open)
    #expect(answer.counterexamples.count == 1)
    #expect(isNew(answer.counterexample?.destination, cluster))
    var wider = hearing("10.244.0.0/31", in: ["10.244.0.0/16"])
    #expect(
      wider.answer(fromPods(&wider), in: .open).hypothesis.pods.first?.address
        == address("10.244.0.0"))
  }

  @Test func blocksMatchNoPodUnderCilium() {
    var cluster = hearing("10.0.0.0/8", in: ["10.244.0.0/16"])
    cluster.assumptions.cni = .cilium
    #expect(cluster.answer(fromPods(&cluster), in: .openCluster).outcome == .holds)
  }

  @Test func anExceptionLeavesOtherAddresses() {
    var cluster = hearing("10.244.0.0/16", except: ["10.244.0.0/17"], in: ["10.244.0.0/16"])
    let answer = cluster.answer(fromPods(&cluster), in: .open)
    #expect(answer.hypothesis.pods.first?.address == address("10.244.128.0"))
  }

  @Test func aServiceMayLeadToANewPod() {
    var cluster = Cluster()
    let shop = cluster.namespace("shop")
    cluster.pod("web", in: shop, ["app": "web"])
    let rule = cluster.rule([cluster.peer(pods: "")])
    cluster.policy(in: shop, types: [.ingress], ingress: [rule])
    cluster.service(
      in: shop, ["front": "yes"], type: "LoadBalancer", ports: [ServicePort(port: 8443)])
    let claim = Claim.cannotReach(
      from: [external], to: [Target(group: cluster.pods(in: ["shop"]))])
    #expect(cluster.answer(claim, in: .open).outcome == .holds)
    cluster.assumptions.clientAddress = .mayBeNode
    let answer = cluster.answer(claim, in: .open)
    #expect(isNew(answer.counterexample?.destination, cluster))
    #expect(answer.counterexample?.port == 8443)
    #expect(answer.hypothesis.pods.first?.labels.map(\.key) == [cluster.symbol("front")])
  }
}
