import ClusterModel
import Testing

/// Rows C-21 to C-26 and C-61 to C-65: which ports a rule speaks of.
@Suite struct RulePortTests {
  private struct Fixture {
    var cluster = Cluster()
    let x: NamespaceID
    let client: PodID
    let server: PodID
    let other: PodID

    init() {
      x = cluster.namespace("x")
      client = cluster.pod("client", in: x, ["app": "client"])
      server = cluster.pod(
        "server", in: x, ["app": "server"],
        ports: [cluster.port("http", 8080), cluster.port("dns", 53, .udp)])
      other = cluster.pod(
        "other", in: x, ["app": "server"],
        ports: [cluster.port("http", 9090), cluster.port("http", 9091)])
    }

    mutating func admit(_ ports: [NetworkPolicyPort]?, _ direction: Direction = .ingress) {
      let rule = cluster.rule(ports: ports)
      switch direction {
      case .ingress:
        cluster.policy(in: x, "app=server", types: [.ingress], ingress: [rule])
      case .egress:
        cluster.policy(in: x, "app=client", types: [.egress], egress: [rule])
      }
    }

    func verdict(_ port: UInt16, _ protocol: TransportProtocol = .tcp) -> Verdict {
      cluster.verdict(flow(client, server, port, `protocol`))
    }
  }

  @Test(arguments: [nil, []] as [[NetworkPolicyPort]?])
  func c21NoPortsAreEveryPortOfEveryProtocol(ports: [NetworkPolicyPort]?) {
    var fixture = Fixture()
    fixture.admit(ports)
    for `protocol` in TransportProtocol.allCases {
      #expect(fixture.verdict(1, `protocol`) == .must)
      #expect(fixture.verdict(65535, `protocol`) == .must)
    }
  }

  @Test func c22AnEmptyPortIsEveryTCPPort() {
    var fixture = Fixture()
    fixture.admit([NetworkPolicyPort()])
    #expect(fixture.verdict(1) == .must)
    #expect(fixture.verdict(1, .udp) == .no)
    #expect(fixture.verdict(1, .sctp) == .no)
  }

  @Test func c23AProtocolAloneIsEveryPortOfIt() {
    var fixture = Fixture()
    fixture.admit([NetworkPolicyPort(protocol: .udp)])
    #expect(fixture.verdict(65535, .udp) == .must)
    #expect(fixture.verdict(65535) == .no)
  }

  @Test func c24ANumberAloneIsTCP() {
    var fixture = Fixture()
    fixture.admit([NetworkPolicyPort(port: .number(53))])
    #expect(fixture.verdict(53) == .must)
    #expect(fixture.verdict(53, .udp) == .no)
  }

  @Test func c25SeveralPortsAreOrAndMayOverlap() {
    var fixture = Fixture()
    fixture.admit([
      NetworkPolicyPort(port: .number(100), endPort: 200),
      NetworkPolicyPort(port: .number(150), endPort: 250),
      NetworkPolicyPort(protocol: .udp, port: .number(7)),
    ])
    #expect(
      [99, 100, 200, 250, 251].map { fixture.verdict($0) } == [.no, .must, .must, .must, .no])
    #expect(fixture.verdict(7, .udp) == .must)
    #expect(fixture.verdict(150, .udp) == .no)
  }

  @Test func c26EgressPortsAreTheDestinations() {
    var fixture = Fixture()
    fixture.admit([NetworkPolicyPort(port: .number(80))], .egress)
    #expect(fixture.verdict(80) == .must)
    #expect(fixture.verdict(81) == .no)
    #expect(fixture.cluster.allows(flow(fixture.server, fixture.client, 81)))
  }

  @Test func c61ARuleForTheServicePortDoesNotHelp() {
    var fixture = Fixture()
    fixture.admit([NetworkPolicyPort(port: .number(80))])
    #expect(fixture.verdict(8080) == .no)
  }

  @Test func c63NamesResolveOnTheSelectedPod() {
    var fixture = Fixture()
    fixture.admit([NetworkPolicyPort(port: .name(fixture.cluster.symbol("http")))])
    #expect(fixture.verdict(8080) == .must)
    #expect(fixture.verdict(9090) == .no)
    #expect(fixture.verdict(8080, .udp) == .no)
  }

  @Test func c63TheProtocolOfANameHasToMatch() {
    var fixture = Fixture()
    fixture.admit([NetworkPolicyPort(port: .name(fixture.cluster.symbol("dns")))])
    #expect(fixture.verdict(53, .udp) == .no)
    fixture.admit([
      NetworkPolicyPort(protocol: .udp, port: .name(fixture.cluster.symbol("dns")))
    ])
    #expect(fixture.verdict(53, .udp) == .must)
  }

  @Test func c63bOneNameWithSeveralNumbersMayBeEach() {
    var fixture = Fixture()
    fixture.admit([NetworkPolicyPort(port: .name(fixture.cluster.symbol("http")))])
    let verdicts = [9090, 9091, 9092].map {
      fixture.cluster.verdict(flow(fixture.client, fixture.other, $0))
    }
    #expect(verdicts == [.may, .may, .no])
  }

  @Test func c64NamesInEgressResolveOnEachDestinationAndNeverOutside() {
    var fixture = Fixture()
    fixture.admit([NetworkPolicyPort(port: .name(fixture.cluster.symbol("http")))], .egress)
    #expect(fixture.verdict(8080) == .must)
    #expect(fixture.verdict(9090) == .no)
    #expect(!fixture.cluster.allows(flow(fixture.client, "1.2.3.4", 8080)))
  }

  @Test func c65UndeclaredPortsMatchNumbersButNoNames() {
    var fixture = Fixture()
    fixture.admit([
      NetworkPolicyPort(port: .number(12345)),
      NetworkPolicyPort(port: .name(fixture.cluster.symbol("nowhere"))),
    ])
    #expect(fixture.verdict(12345) == .must)
    #expect(fixture.verdict(8080) == .no)
  }
}
