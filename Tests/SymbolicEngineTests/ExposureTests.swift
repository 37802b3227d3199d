import ClusterModel
import Intents
import Testing

/// `clientAddress: may-be-node`: paths on which a pod may see a node's address instead of its client's (C-68).
@Suite struct ExposureTests {
  private struct Fixture {
    var cluster = Cluster()
    let x: NamespaceID
    let pod: PodID

    /// A pod that only 203.0.113.0/24 may reach.
    init() {
      x = cluster.namespace("x")
      pod = cluster.pod(
        "pod", in: x, ["app": "p"],
        ports: [cluster.port("http", 8080), cluster.port(nil, 9000, .udp, hostPort: 99)])
      let rule = cluster.rule([cluster.peer(block: "203.0.113.0/24")])
      cluster.policy(in: x, "", types: [.ingress], ingress: [rule])
      cluster.assumptions.clientAddress = .mayBeNode
      cluster.assumptions.ipFamilies = [.ipv4]
    }

    mutating func serve(
      _ selector: [String: String]? = ["app": "p"], type: String? = "LoadBalancer",
      keepsClientAddress: Bool = false, target: NetworkPolicyPort.Port? = .number(8080)
    ) {
      cluster.service(
        in: x, selector, type: type, keepsClientAddress: keepsClientAddress,
        ports: [ServicePort(port: 80, targetPort: target)])
    }

    func verdicts(_ port: UInt16, _ protocol: TransportProtocol = .tcp) -> [Verdict] {
      ["203.0.113.1", "1.2.3.4"].map { cluster.verdict(flow($0, pod, port, `protocol`)) }
    }
  }

  @Test(arguments: ["LoadBalancer", "NodePort"])
  func exposedFlowsMayBeAnybodys(type: String) {
    var fixture = Fixture()
    fixture.serve(type: type)
    #expect(fixture.verdicts(8080) == [.may, .may])
    #expect(fixture.verdicts(8081) == [.must, .no])
    #expect(fixture.verdicts(8080, .udp) == [.must, .no])
  }

  @Test func namedTargetsResolveOnThePod() {
    var fixture = Fixture()
    fixture.serve(target: .name(fixture.cluster.symbol("http")))
    #expect(fixture.verdicts(8080) == [.may, .may])
    #expect(fixture.verdicts(80) == [.must, .no])
  }

  @Test func aMissingTargetIsTheServicePort() {
    var fixture = Fixture()
    fixture.serve(target: nil)
    #expect(fixture.verdicts(80) == [.may, .may])
  }

  @Test func otherServicesExposeNothing() {
    for variant in 0..<5 {
      var fixture = Fixture()
      switch variant {
      case 0: fixture.serve(type: "ClusterIP")
      case 1: fixture.serve(type: nil)
      case 2: fixture.serve(["app": "other"])
      case 3: fixture.serve([:])
      default: fixture.serve(keepsClientAddress: true)
      }
      #expect(fixture.verdicts(8080) == [.must, .no])
    }
  }

  @Test func hostPortsExposeTheContainersPort() {
    let fixture = Fixture()
    #expect(fixture.verdicts(9000, .udp) == [.may, .may])
    #expect(fixture.verdicts(99, .udp) == [.must, .no])
  }

  @Test func preservedAddressesAreSeen() {
    var fixture = Fixture()
    fixture.serve()
    fixture.cluster.assumptions.clientAddress = .preserved
    #expect(fixture.verdicts(8080) == [.must, .no])
  }

  @Test func rulesForEveryoneStillHold() {
    var fixture = Fixture()
    fixture.serve()
    fixture.cluster.policy(
      in: fixture.x, "", types: [.ingress], ingress: [fixture.cluster.rule()])
    #expect(fixture.verdicts(8080) == [.must, .must])
  }
}
