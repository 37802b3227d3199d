import ClusterModel
import Evaluation
import Intents
import Samples
import Testing

@testable import Covers

/// The certificate of a segmentation does not grow with the policies of other namespaces.
@Suite struct SegmentationTests {
  /// Namespaces of a database and an application that alone reaches it, six policies each.
  private func cover(namespaces: Int) throws -> Cover {
    var sample = Sample()
    sample.declare("monitoring", ["team": "platform"])
    let platform = sample.selector(["team": "platform"])
    for number in 0..<namespaces {
      let home = "n\(number)"
      sample.declare(home, ["team": "t\(number % 40)"])
      for app in ["db", "api", "web"] {
        sample.pod("\(home)/\(app)", ["app": app], ports: [sample.port("metrics", 9090)])
      }
      let selectors = ["db", "api", "web"].map { sample.selector(["app": $0]) }
      sample.policy("\(home)/default-deny", types: [.ingress, .egress])
      sample.policy(
        "\(home)/db", pods: selectors[0],
        ingress: [
          sample.rule(
            [sample.peer(pods: selectors[1])], ports: [NetworkPolicyPort(port: .number(5432))])
        ])
      sample.policy(
        "\(home)/api", pods: selectors[1],
        ingress: [sample.rule([sample.peer(pods: selectors[2])])])
      sample.policy(
        "\(home)/web", pods: selectors[2],
        ingress: [sample.rule([sample.peer("0.0.0.0/0", except: ["10.\(number % 256).0.0/16"])])])
      sample.policy(
        "\(home)/metrics", pods: selectors[1],
        ingress: [
          sample.rule(
            [sample.peer(namespaces: platform)],
            ports: [NetworkPolicyPort(port: .name(sample.symbol("metrics")))])
        ])
      sample.policy(
        "\(home)/inside", types: [.egress],
        egress: [sample.rule([sample.peer(pods: LabelSelector())])])
    }
    let api = sample.group("API", namespace: "n7", ["app": "api"])
    let database = sample.group("DB", namespace: "n7", ["app": "db"])
    let claim = Claim.onlyMayReach(from: [api], to: [Target(group: database)])
    let intent = Intent(
      id: "db", sentence: "only API may reach DB", claim: claim, world: .openCluster,
      place: .nowhere)
    let cluster = Cluster(sample.snapshot, assumptions: Assumptions())
    #expect(sample.snapshot.networkPolicies.count == namespaces * 6)
    let subject = CoverSubject(cluster, intent, coverage: [intent])
    let cover = try Cover(of: subject, .proved, in: .openCluster)
    let result = try subject.check(try CoverDocument(cover.text))
    #expect(result.cases == cover.count)
    return cover
  }

  @Test func aCoverOverThousandsOfPoliciesIsThatOverSixty() throws {
    let many = try cover(namespaces: 250)
    #expect(many.text.utf8.count < 4000, "\(many.text)")
    #expect(many.count <= 25, "\(many.text)")
    let few = try cover(namespaces: 10)
    #expect(few.text == many.text)
  }
}
