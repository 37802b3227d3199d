import ClusterModel
import Evaluation
import Intents
import Samples
import Testing

@testable import Covers

/// Flows of two families in one region: a range of one family says nothing of the other's.
@Suite struct FamilyTests {
  /// A client that may go to the IPv4 address of a server that has one of each family.
  private func allowed(_ families: IPFamily...) throws -> Ternary {
    var sample = Sample()
    sample.declare("shop")
    let client = sample.pod("shop/client", ["app": "client"], addresses: ["10.0.0.4", "fd00::4"])
    let server = sample.pod("shop/server", ["app": "server"], addresses: ["10.0.0.5", "fd00::5"])
    sample.policy(
      "shop/out", pods: sample.selector(["app": "client"]), types: [.egress],
      egress: [sample.rule([sample.peer("10.0.0.0/24")])])
    let assumptions = Assumptions(ipFamilies: [.ipv4, .ipv6])
    let space = Space(Cluster(sample.snapshot, assumptions: assumptions), .deployed, .listed)
    var region = space.everything
    region.source.ends = [try #require(space.ends.firstIndex(of: .pod(client)))]
    region.destination.ends = [try #require(space.ends.firstIndex(of: .pod(server)))]
    region.families = families
    return Covers.Reading(space, region).allowed(.egress)
  }

  @Test func aRangeOfOneFamilyDecidesForThatAlone() throws {
    #expect(try allowed(.ipv4) == .yes)
    #expect(try allowed(.ipv6) == .no)
    #expect(try allowed(.ipv4, .ipv6) == .unknown)
  }
}
