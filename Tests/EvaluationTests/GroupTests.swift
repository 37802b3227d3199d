import ClusterModel
import Evaluation
import Intents
import Samples
import Testing

@Suite struct GroupTests {
  @Test func theInternetLeavesOutWhatIsNotRouted() {
    let cluster = Cluster(Sample().snapshot, assumptions: Assumptions())
    let internet = Group(name: "Internet", term: .internet)
    // First and last of every range that is left out, then their neighbours outside.
    let inside = [
      "0.0.0.0", "0.255.255.255", "10.0.0.0", "10.255.255.255", "100.64.0.0", "100.127.255.255",
      "127.0.0.0", "127.255.255.255", "169.254.0.0", "169.254.255.255", "172.16.0.0",
      "172.31.255.255", "192.168.0.0", "192.168.255.255", "224.0.0.0", "239.255.255.255",
      "240.0.0.0", "255.255.255.255", "::", "::1", "fc00::",
      "fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "fe80::",
      "febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "ff00::",
    ]
    for text in inside { #expect(!cluster.contains(address(text), in: internet), "\(text)") }
    let outside = [
      "1.0.0.0", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255",
      "128.0.0.0", "169.253.255.255", "169.255.0.0", "172.15.255.255", "172.32.0.0",
      "192.167.255.255", "192.169.0.0", "223.255.255.255", "::2", "fbff::", "fec0::", "2001:db8::1",
    ]
    for text in outside { #expect(cluster.contains(address(text), in: internet), "\(text)") }
  }

  @Test func podsAreNeverOutside() {
    var sample = Sample()
    let pod = sample.pod("x/p", addresses: ["203.0.113.5"])
    let cluster = Cluster(sample.snapshot, assumptions: Assumptions())
    #expect(!cluster.has(.ipv4, address("203.0.113.5")))
    #expect(cluster.has(.ipv4, address("203.0.113.6")))
    guard let cidr = CIDR("203.0.113.0/24") else { return }
    let partner = Group(name: "PARTNER", term: .addresses(cidr: cidr, except: []))
    #expect(!cluster.contains(.pod(pod), in: partner))
    #expect(cluster.contains(address("203.0.113.6"), in: partner))
  }

  @Test func clusterCIDRsAreInsideAndHostsOutside() {
    var sample = Sample()
    sample.pod("x/agent", addresses: ["192.168.7.7"], isHostNetwork: true)
    let assumptions = Assumptions(clusterCIDRs: [CIDR("10.244.0.0/16")].compactMap(\.self))
    let cluster = Cluster(sample.snapshot, assumptions: assumptions)
    #expect(cluster.families == [.ipv4])
    #expect(!cluster.has(.ipv4, address("10.244.3.4")))
    #expect(cluster.has(.ipv4, address("10.245.0.0")))
    #expect(cluster.has(.ipv4, address("192.168.7.7")))
  }

  @Test func podsWithoutServiceAccountRunAsDefault() {
    var sample = Sample()
    let plain = sample.pod("x/plain")
    let robot = sample.pod("x/robot", account: "robot")
    let cluster = Cluster(sample.snapshot, assumptions: Assumptions())
    func group(_ name: String) -> Group {
      Group(
        name: name,
        term: .pods(namespaces: .any, selector: nil, serviceAccount: sample.symbol(name)))
    }
    #expect(cluster.contains(.pod(plain), in: group("default")))
    #expect(!cluster.contains(.pod(robot), in: group("default")))
    #expect(cluster.contains(.pod(robot), in: group("robot")))
  }
}
