import ClusterModel
import Evaluation
import Intents
import Samples
import Testing

/// Of a rule with several peers, the one that comes nearest says why the rule does not match.
@Suite struct NearestPeerTests {
  private static func nearest(
    of peers: [NetworkPolicyPeer], from source: Endpoint, _ sample: Sample, to target: PodID
  ) -> Mismatch? {
    var sample = sample
    sample.snapshot.networkPolicies.append(
      NetworkPolicy(
        name: sample.symbol("p"), namespace: sample.snapshot[target].namespace,
        ingress: [NetworkPolicyRule(peers: peers, place: .nowhere)], place: .nowhere))
    let cluster = Cluster(sample.snapshot, assumptions: Sample.ipv4)
    let flow = Flow(
      source: source, destination: .pod(target), family: .ipv4, protocol: .tcp, port: 80)
    return cluster.mismatches(of: flow, .ingress).first
  }

  private static func block(_ cidr: String, except: String...) -> NetworkPolicyPeer {
    guard let range = CIDR(cidr) else { preconditionFailure("`\(cidr)` is no CIDR") }
    return NetworkPolicyPeer(
      ipBlock: IPBlock(cidr: range, except: except.compactMap { CIDR($0) }), place: .nowhere)
  }

  @Test func anAddressThatIsLeftOutIsNearerThanOthers() throws {
    var sample = Sample()
    sample.declare("shop")
    let web = sample.pod("shop/web", ["app": "web"])
    let selector = NetworkPolicyPeer(
      podSelector: sample.selector(["app": "api"]), place: .nowhere)
    let peers = [
      selector, Self.block("192.0.2.0/24"), Self.block("10.0.0.0/8", except: "10.1.0.0/16"),
    ]
    let source = Endpoint.address(try #require(IPAddress("10.1.2.3")))
    let mismatch = try #require(Self.nearest(of: peers, from: source, sample, to: web))
    #expect(mismatch.peer == 2)
    #expect(mismatch.first == CIDR("10.1.0.0/16").map(Mismatch.Condition.exception))
    let other = Endpoint.address(try #require(IPAddress("172.16.0.1")))
    #expect(Self.nearest(of: peers, from: other, sample, to: web)?.peer == 1)
  }

  @Test func aPeerOfWhichMoreHoldsIsNearer() throws {
    var sample = Sample()
    sample.declare("shop")
    sample.declare("ops", ["team": "ops"])
    let web = sample.pod("shop/web", ["app": "web"])
    let client = sample.pod("ops/client", ["app": "client"], addresses: ["10.0.0.9"])
    let team = sample.selector(["team": "ops"])
    let peers = [
      Self.block("192.0.2.0/24"),
      NetworkPolicyPeer(
        podSelector: sample.selector(["app": "api"]), namespaceSelector: LabelSelector(),
        place: .nowhere),
      NetworkPolicyPeer(
        podSelector: sample.selector(["app": "api"]), namespaceSelector: team, place: .nowhere),
      NetworkPolicyPeer(
        podSelector: sample.selector(["app": "api", "tier": "front"]), namespaceSelector: team,
        place: .nowhere),
    ]
    let mismatch = try #require(Self.nearest(of: peers, from: .pod(client), sample, to: web))
    #expect(mismatch.peer == 2)
    #expect(mismatch.conditions.count == 1)
  }

  /// Of a rule with a peer that fits, no other peer is to blame.
  @Test func whereAPeerFitsThePortIsNamedAlone() throws {
    var sample = Sample()
    sample.declare("shop")
    let web = sample.pod("shop/web", ["app": "web"])
    let client = sample.pod("shop/client", ["app": "client"])
    let peers = ["api", "client"].map { sample.peer(pods: sample.selector(["app": $0])) }
    sample.policy(
      "shop/p", pods: sample.selector(["app": "web"]),
      ingress: [sample.rule(peers, ports: [NetworkPolicyPort(port: .number(81))])])
    let flow = Flow(
      source: .pod(client), destination: .pod(web), family: .ipv4, protocol: .tcp, port: 80)
    let cluster = Cluster(sample.snapshot, assumptions: Sample.ipv4)
    let mismatch = try #require(cluster.mismatches(of: flow, .ingress).first)
    #expect(mismatch.peer == nil)
    #expect(mismatch.conditions.count == 1)
  }
}
