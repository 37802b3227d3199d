import ClusterModel
import Evaluation
import Intents
import Samples
import Testing

/// The oracle against answers that were worked out by hand.
@Suite struct OracleTests {
  private static let assumptions = Assumptions(ipFamilies: [.ipv4])

  private func findings(
    _ sample: Sample, _ world: World, _ claim: Claim, _ assumptions: Assumptions = assumptions
  ) -> Oracle {
    Oracle(sample.snapshot, assumptions: assumptions, world: world, claims: [claim])
  }

  /// A pod of shop that takes app=web from its own namespace only.
  private func shop() -> Sample {
    var sample = Sample()
    sample.declare("shop")
    sample.pod("shop/api", ["app": "api"])
    let web = sample.peer(pods: sample.selector(["app": "web"]))
    sample.policy(
      "shop/api", pods: sample.selector(["app": "api"]), ingress: [sample.rule([web])])
    return sample
  }

  @Test func aNewClientNeedsTheLabelThatTheRuleAsksFor() {
    var sample = shop()
    let api = sample.group("API", namespace: "shop", ["app": "api"])
    let oracle = findings(sample, .open, .noIngress(to: [api], except: []))
    // A client labelled app=web reaches shop/api. A second pod labelled app=api takes from it too, but then two would
    // be new, and what is deployed carries no app=web.
    #expect(oracle.findings[0].least == [.source: 1])
    #expect(oracle.outcome(of: 0) == .violated)
  }

  @Test func aClaimOnALabelThatIsMissingIsAboutPodsToCome() {
    var sample = shop()
    let other = sample.group("OTHER", namespace: "shop", ["app": "other"])
    let outside = Group(name: "external", term: .external)
    let oracle = findings(
      sample, .open, .cannotReach(from: [outside], to: [Target(group: other)]))
    // No policy selects app=other: one label, and the outside comes in.
    #expect(oracle.findings[0].least == [.destination: 1])
  }

  @Test func twoRolesThatBothRulesLeaveOpenReachBothPorts() {
    var sample = Sample()
    sample.declare("shop")
    sample.pod("shop/db", ["app": "db"])
    let few = sample.peer(pods: sample.selector("role", .notIn, ["x", "y"]))
    let many = sample.peer(pods: sample.selector("role", .notIn, ["w", "x", "y", "z"]))
    let db = sample.selector(["app": "db"])
    sample.policy(
      "shop/db", pods: db,
      ingress: [
        sample.rule([few], ports: [NetworkPolicyPort(port: .number(9090))]),
        sample.rule([many], ports: [NetworkPolicyPort(port: .number(8080))]),
      ])
    let group = sample.group("DB", namespace: "shop", ["app": "db"])
    func outcome(_ role: String?, _ port: UInt16) -> [NewEnds: Int] {
      var sample = sample
      let selector =
        role.map { sample.selector(["role": $0]) }
        ?? sample.selector("role", .notIn, ["w", "x", "y", "z"])
      let from = Group(
        name: "FROM", term: .pods(namespaces: .any, selector: selector, serviceAccount: nil))
      let ports = Ports.list([PortTerm(.numbers(port...port))])
      return findings(
        sample, .open, .cannotReach(from: [from], to: [Target(group: group, ports: ports)])
      )
      .findings[0].least
    }
    // In shop and without the label role: nothing supposed but the pod. From the outside of the second group, w and z are
    // in the first one. A new app=db pod is reached by the deployed one, which has no role.
    #expect(outcome(nil, 9090) == [.source: 0, .destination: 1])
    #expect(outcome(nil, 8080) == [.source: 0, .destination: 1])
    #expect(outcome("w", 9090) == [.source: 1])
    #expect(outcome("w", 8080) == [:])
    #expect(outcome("x", 9090) == [:])
  }

  @Test func aFixedKeyIsForThoseWhoHaveItAlready() {
    var sample = shop()
    let api = sample.group("API", namespace: "shop", ["app": "api"])
    var assumptions = Self.assumptions
    assumptions.fixedPodLabels = [sample.symbol("app")]
    let claim = Claim.noIngress(to: [api], except: [])
    #expect(findings(sample, .openBoth, claim, assumptions).outcome(of: 0) == .holds)
    sample.pod("shop/web", ["app": "web"], phase: .succeeded)
    #expect(findings(sample, .openBoth, claim, assumptions).outcome(of: 0) == .holds)
    sample.pod("shop/web-2", ["app": "web"], isHostNetwork: true)
    #expect(findings(sample, .open, claim, assumptions).findings[0].least == [.source: 1])
  }

  @Test func aTenantToComeNeedsItsOwnValue() {
    var sample = Sample()
    let tenant = sample.symbol("tenant")
    sample.declare("a", ["tenant": "a"])
    sample.pod("a/p")
    let own = sample.peer(namespaces: sample.selector(["tenant": "a"]))
    sample.policy("a/n", types: [.ingress, .egress], ingress: [sample.rule([own])])
    let claim = Claim.namespacesIsolated(key: tenant, except: [])
    // Without labels a new namespace is not let in, and with tenant=a it is of the same tenant.
    #expect(findings(sample, .openCluster, claim).outcome(of: 0) == .holds)
    // Two new ones are not protected; one carries the label.
    let both = findings(sample, .openBoth, claim).findings[0].least
    #expect(both == [.both: 1])
    var assumptions = Self.assumptions
    assumptions.newNamespacePolicies = sample.symbol("a")
    // With copies of the policies of a, nobody takes in but tenant=a, and neither end of such a flow is another's.
    #expect(findings(sample, .openBoth, claim, assumptions).outcome(of: 0) == .holds)
  }

  @Test func anUndeclaredNamespaceMayTurnOutToBeLabelled() {
    var sample = shop()
    let team = sample.peer(namespaces: sample.selector(["team": "a"]))
    sample.policy("shop/team", ingress: [sample.rule([team])])
    sample.pod("elsewhere/client")
    let client = sample.group("CLIENT", namespace: "elsewhere")
    let api = sample.group("API", namespace: "shop")
    let claim = Claim.cannotReach(from: [client], to: [Target(group: api)])
    #expect(findings(sample, .deployed, claim).outcome(of: 0) == .holds)
    let least = findings(sample, .open, claim).findings[0].least
    #expect(least == [.none: 1, .source: 1, .destination: 1])
  }

  @Test func anAddressIsSaidWhereItMatters() throws {
    var sample = Sample()
    sample.declare("shop")
    sample.pod("shop/api", addresses: ["10.0.0.1"])
    sample.policy("shop/n", ingress: [sample.rule([sample.peer("10.0.0.0/30")])])
    let claim = Claim.cannotReach(
      from: [sample.group("ALL")], to: [Target(group: sample.group("API", namespace: "shop"))])
    var assumptions = Self.assumptions
    assumptions.clusterCIDRs = [try #require(CIDR("10.0.0.0/16"))]
    let wide = findings(sample, .open, claim, assumptions).findings[0].least
    // A new pod of shop is reached by shop/api, whose address is in the block.
    #expect(wide == [.source: 1, .destination: 0])
    assumptions.clusterCIDRs = [try #require(CIDR("10.0.0.0/30"))]
    let narrow = findings(sample, .open, claim, assumptions).findings[0].least
    #expect(narrow == [.source: 0, .destination: 0])
    assumptions.clusterCIDRs = [try #require(CIDR("10.0.0.1/32"))]
    #expect(findings(sample, .open, claim, assumptions).outcome(of: 0) == .vacuous(.flows))
  }

  @Test func aNewPodInTheTargetMayLackThePort() {
    var sample = Sample()
    sample.declare("shop")
    sample.pod("shop/api", ["app": "api"], ports: [sample.port("http", 80)])
    let api = sample.group("API", namespace: "shop", ["app": "api"])
    let http = Ports.list([PortTerm(.name(sample.symbol("http")))])
    let claim = Claim.reaches(
      from: [Group(name: "anyone", term: .anyone)], to: [Target(group: api, ports: http)])
    #expect(findings(sample, .deployed, claim).outcome(of: 0) == .holds)
    let open = findings(sample, .open, claim)
    #expect(open.findings[0].least.isEmpty)
    #expect(open.findings[0].missingPort == 1)
    #expect(open.outcome(of: 0) == .violated)
  }
}
