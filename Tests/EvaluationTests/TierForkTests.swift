import ClusterModel
import Evaluation
import Intents
import Samples
import Testing

/// Rows C-100 and C-101, and what is not known: every fork is followed, and what depends on it is said.
@Suite struct TierForkTests {
  private static func cluster() -> (Sample, source: PodID, destination: PodID) {
    var sample = Sample()
    sample.declare("x", ["team": "x"])
    let source = sample.pod("x/a", ["app": "a"])
    let destination = sample.pod("x/b", ["app": "b"])
    return (sample, source, destination)
  }

  private func ingress(_ sample: Sample) -> DirectionDecision {
    sample.decision(.pod(PodID(rawValue: 0)), to: .pod(PodID(rawValue: 1))).ingress
  }

  @Test func c100EqualPrioritiesThatDoNotMeetAreNoMatter() {
    var (sample, _, _) = Self.cluster()
    sample.clusterPolicy("p", ingress: [sample.rule(.deny, ports: [.number(.tcp, 81)])])
    sample.clusterPolicy("q", ingress: [sample.rule(.accept, ports: [.number(.tcp, 80)])])
    #expect(ingress(sample).allowed == .yes)
    #expect(ingress(sample).ambiguity == nil)
  }

  @Test(arguments: [false, true]) func c101EqualPrioritiesThatDisagreeAreAmbiguous(swap: Bool) {
    var (sample, _, _) = Self.cluster()
    let policies = [
      sample.clusterPolicy("p", ingress: [sample.rule(.accept)]),
      sample.adminPolicy("q", ingress: [sample.rule(.accept, ports: [.number(.tcp, 7)])]),
      sample.clusterPolicy("a", ingress: [sample.rule(.deny)]),
    ]
    if swap { sample.snapshot.clusterNetworkPolicies.reverse() }
    let decision = ingress(sample)
    #expect(decision.allowed == .unknown)
    #expect(decision.tier == .admin)
    #expect(decision.determiningRules.count == 2)
    let ambiguity = decision.ambiguity
    #expect(ambiguity?.isCertain == true)
    #expect(ambiguity?.allowing.policy == .clusterNetworkPolicy(policies[swap ? 2 : 0]))
    #expect(ambiguity?.denying.policy == .clusterNetworkPolicy(policies[swap ? 0 : 2]))
    // A rule before that one decides it.
    sample.clusterPolicy("z", priority: 9, ingress: [sample.rule(.deny)])
    #expect(ingress(sample).allowed == .no)
    #expect(ingress(sample).ambiguity == nil)
  }

  /// Of equal priority too: a rule of a policy comes after those before it.
  @Test func rulesOfAPolicyKeepTheirOrderWhateverTheLevels() {
    var (sample, _, _) = Self.cluster()
    sample.clusterPolicy("p", ingress: [sample.rule(.accept), sample.rule(.deny)])
    sample.clusterPolicy("q", ingress: [sample.rule(.accept), sample.rule(.deny)])
    #expect(ingress(sample).allowed == .yes)
    #expect(ingress(sample).ambiguity == nil)
  }

  @Test func aPassDisagreesWhereWhatFollowsDoes() {
    var (sample, _, _) = Self.cluster()
    sample.clusterPolicy("p", ingress: [sample.rule(.accept)])
    sample.clusterPolicy("q", ingress: [sample.rule(.pass)])
    #expect(ingress(sample).allowed == .yes)
    #expect(ingress(sample).ambiguity == nil)
    sample.policy("x/deny", types: [.ingress])
    let decision = ingress(sample)
    #expect(decision.allowed == .unknown)
    #expect(decision.ambiguity?.denying == decision.passes.first)
    #expect(decision.ambiguity?.isCertain == true)
  }

  /// A BaselineAdminNetworkPolicy has no priority: beside policies of the other API any order is possible.
  @Test func theBaselinesOfBothAPIsHaveNoOrder() {
    var (sample, _, _) = Self.cluster()
    sample.clusterPolicy("first", .baseline, priority: 0, ingress: [sample.rule(.accept)])
    sample.clusterPolicy("last", .baseline, priority: 9, ingress: [sample.rule(.deny)])
    #expect(ingress(sample).allowed == .yes)
    sample.baselinePolicy(ingress: [sample.rule(.deny)])
    let decision = ingress(sample)
    #expect(decision.allowed == .unknown)
    #expect(decision.ambiguity?.isCertain == true)
    #expect(decision.ambiguity?.denying.policy == .clusterNetworkPolicy(.init(rawValue: 2)))
    sample.snapshot.clusterNetworkPolicies[2].ingress = [sample.rule(.accept)]
    #expect(ingress(sample).allowed == .yes)
  }

  /// A pod of unknown address before a policy that knows ranges only.
  @Test func aRuleThatMatchesPerhapsIsAFork() {
    func allowed(_ actions: [ClusterNetworkPolicyRule.Action], isolated: Bool = false) -> Ternary {
      var (sample, source, destination) = Self.cluster()
      let ranges = sample.networks("10.0.0.0/24")
      sample.clusterPolicy("p", egress: actions.map { sample.rule($0, [ranges]) })
      if isolated { sample.policy("x/deny", types: [.egress]) }
      return sample.decision(.pod(source), to: .pod(destination)).egress.allowed
    }
    #expect(allowed([.accept]) == .yes)
    #expect(allowed([.deny]) == .unknown)
    #expect(allowed([.pass]) == .yes)
    #expect(allowed([.accept], isolated: true) == .unknown)
    #expect(allowed([.deny], isolated: true) == .no)
    #expect(allowed([.pass], isolated: true) == .no)
    // Each test is unknown by itself, so that the second rule may match what the first one does not.
    #expect(allowed([.accept, .deny]) == .unknown)
    #expect(allowed([.pass, .deny]) == .unknown)
    #expect(allowed([.pass, .accept], isolated: true) == .unknown)
  }

  @Test func whatMayDecideIsSaidInTheOrderOfTheAnswer() {
    var (sample, source, destination) = Self.cluster()
    let ranges = sample.networks("10.0.0.0/24")
    sample.clusterPolicy(
      "p",
      egress: [
        sample.rule(.deny, [ranges]), sample.rule(.pass, [ranges]),
        sample.rule(.accept, [ranges]), sample.rule(.deny),
      ])
    let egress = sample.decision(.pod(source), to: .pod(destination)).egress
    #expect(egress.allowed == .unknown)
    // What may allow comes before what denies, and what certainly matches first.
    #expect(egress.determiningRules.map(\.index) == [2, 3, 0])
    #expect(egress.passes.map(\.index) == [1])
    #expect(egress.tier == .admin)
    #expect(egress.ambiguity == nil)
  }

  @Test func whyARuleDoesNotMatchIsSaidOfThoseThatWouldAllow() throws {
    var (sample, source, destination) = Self.cluster()
    let web = sample.selector(["app": "web"])
    let pool = sample.selector(["pool": "edge"])
    sample.node("n1", ["pool": "edge"], addresses: ["192.168.1.1"])
    sample.clusterPolicy(
      "p",
      egress: [
        sample.rule(.accept, [.pods(namespaceSelector: nil, podSelector: web)]),
        sample.rule(.accept, [.nodes(pool), .namespaces(sample.selector(["team": "y"]))]),
        sample.rule(.accept, ports: [.number(.udp, 80)]),
        sample.rule(.accept, ports: [.number(nil, 81)]),
        sample.rule(.accept, ports: [.named(sample.symbol("http"))]),
        sample.rule(.deny, [.pods(namespaceSelector: nil, podSelector: web)]),
        sample.rule(.deny), sample.rule(.accept, ports: [.number(nil, 82)]),
      ])
    let cluster = Cluster(sample.snapshot, assumptions: Sample.ipv4)
    let flow = Flow(
      source: .pod(source), destination: .pod(destination), family: .ipv4, protocol: .tcp,
      port: 80)
    let mismatches = cluster.mismatches(of: flow, .egress)
    // What lies behind the rule that denies is no matter, nor what would deny.
    #expect(mismatches.map(\.rule.index) == [0, 1, 2, 3, 4])
    let line = LabelSelectorRequirement(
      key: sample.symbol("app"), operator: .in, values: [sample.symbol("web")])
    let team = LabelSelectorRequirement(
      key: sample.symbol("team"), operator: .in, values: [sample.symbol("y")])
    // Of a rule for nodes and for some namespaces, the latter were meant for pods.
    #expect(
      mismatches.map(\.first) == [
        .podLabel(line), .namespaceLabel(team), .protocol, .port,
        .portName(sample.symbol("http"), ports: []),
      ])
    #expect(cluster.nearMisses(of: flow, .egress).map(\.rule.index) == [0, 1, 2, 3, 4])
    var outside = flow
    outside.destination = address("192.0.2.1")
    let far = cluster.mismatches(of: outside, .egress)
    #expect(far.map(\.first).prefix(2) == [.noPod, .node(pool)])
    #expect(cluster.matchingPeer(of: try #require(mismatches.last).rule, for: flow) == 0)
  }
}
