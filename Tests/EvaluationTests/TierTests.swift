import ClusterModel
import Evaluation
import Intents
import Samples
import Testing

/// Rows C-90 to C-98, C-109: which tier and which rule of it decides.
@Suite struct TierTests {
  private static func cluster() -> (Sample, a: PodID, b: PodID, far: PodID) {
    var sample = Sample()
    sample.declare("x", ["team": "x"])
    sample.declare("y", ["team": "y"])
    let a = sample.pod("x/a", ["app": "a"])
    let b = sample.pod("x/b", ["app": "b"])
    let far = sample.pod("y/far", ["app": "b"])
    return (sample, a, b, far)
  }

  @Test func c90TheLowerPriorityComesFirst() {
    var (sample, a, _, far) = Self.cluster()
    // Neither written order nor names have a say.
    sample.clusterPolicy("a-last", priority: 1000, ingress: [sample.rule(.deny)])
    sample.clusterPolicy("z-first", priority: 0, ingress: [sample.rule(.accept)])
    #expect(sample.allows(far, to: a))
    sample.snapshot.clusterNetworkPolicies[0].priority = 0
    sample.snapshot.clusterNetworkPolicies[1].priority = 1
    #expect(!sample.decision(.pod(far), to: .pod(a)).isPossible)
  }

  @Test func c90BothAPIsAreOneOrder() {
    var (sample, a, _, far) = Self.cluster()
    sample.clusterPolicy("m", priority: 5, ingress: [sample.rule(.deny)])
    sample.adminPolicy("n", priority: 4, ingress: [sample.rule(.accept)])
    #expect(sample.allows(far, to: a))
    sample.snapshot.clusterNetworkPolicies[1].priority = 6
    #expect(!sample.decision(.pod(far), to: .pod(a)).isPossible)
  }

  @Test func c91TheFirstRuleThatMatchesDecides() {
    var (sample, a, b, far) = Self.cluster()
    let ofX = ClusterNetworkPolicyPeer.Term.namespaces(sample.selector(["team": "x"]))
    sample.clusterPolicy(
      "p", ingress: [sample.rule(.accept, [ofX], ports: [.number(.tcp, 80)]), sample.rule(.deny)])
    #expect(sample.allows(b, to: a, 80))
    #expect(!sample.allows(b, to: a, 81))
    #expect(!sample.allows(far, to: a, 80))
    sample.snapshot.clusterNetworkPolicies[0].ingress?.reverse()
    #expect(!sample.allows(b, to: a, 80))
  }

  @Test func c92WhatNoRuleMatchesGoesOnToTheNextTier() {
    var (sample, a, b, far) = Self.cluster()
    let ofY = ClusterNetworkPolicyPeer.Term.namespaces(sample.selector(["team": "y"]))
    sample.clusterPolicy("p", ingress: [sample.rule(.deny, [ofY])])
    #expect(sample.allows(b, to: a))
    sample.clusterPolicy("base", .baseline, ingress: [sample.rule(.deny)])
    #expect(!sample.allows(b, to: a))
    #expect(!sample.allows(far, to: a))
    // Without rules of a direction a policy does not touch it.
    #expect(sample.decision(.pod(a), to: .pod(far)).egress.allowed == .yes)
  }

  @Test func c93AnAdminAcceptOverrulesNetworkPolicyOnItsSideOnly() {
    var (sample, a, b, far) = Self.cluster()
    sample.policy("x/deny", types: [.ingress, .egress])
    let policy = sample.clusterPolicy("p", ingress: [sample.rule(.accept)])
    let decision = sample.decision(.pod(far), to: .pod(a))
    #expect(decision.isCertain)
    #expect(decision.ingress.tier == .admin)
    #expect(decision.ingress.determiningRules.map(\.policy) == [.clusterNetworkPolicy(policy)])
    #expect(decision.ingress.isolatingPolicies.count == 1)
    // The source's own egress is another matter.
    #expect(sample.decision(.pod(b), to: .pod(a)).ingress.allowed == .yes)
    #expect(!sample.allows(b, to: a))
  }

  @Test func c94AnAdminDenyOverrulesNetworkPolicy() {
    var (sample, a, _, far) = Self.cluster()
    sample.policy("x/open", types: [.ingress], ingress: [sample.rule()])
    sample.clusterPolicy("p", ingress: [sample.rule(.deny, ports: [.number(.tcp, 80)])])
    let denied = sample.decision(.pod(far), to: .pod(a)).ingress
    #expect(denied.allowed == .no)
    #expect(denied.tier == .admin)
    #expect(denied.determiningRules.map(\.index) == [0])
    let open = sample.decision(.pod(far), to: .pod(a), 81).ingress
    #expect(open.allowed == .yes)
    #expect(open.tier == .networkPolicy)
  }

  @Test func c95AfterAPassNetworkPolicyIsFinal() {
    var (sample, a, b, far) = Self.cluster()
    sample.clusterPolicy("p", priority: 1, ingress: [sample.rule(.pass)])
    sample.clusterPolicy("q", priority: 2, ingress: [sample.rule(.deny)])
    sample.clusterPolicy("base", .baseline, ingress: [sample.rule(.accept)])
    sample.policy(
      "x/n", types: [.ingress],
      ingress: [sample.rule([sample.peer(pods: sample.selector(["app": "b"]))])])
    #expect(sample.allows(b, to: a))
    let denied = sample.decision(.pod(far), to: .pod(a)).ingress
    #expect(denied.allowed == .no)
    #expect(denied.tier == .networkPolicy)
    #expect(denied.determiningRules.isEmpty)
    #expect(denied.passes.map(\.policy) == [.clusterNetworkPolicy(.init(rawValue: 0))])
  }

  @Test func c96AfterAPassTheBaselineDecidesForWhomNothingIsolates() {
    var (sample, a, _, far) = Self.cluster()
    sample.clusterPolicy("p", ingress: [sample.rule(.pass), sample.rule(.accept)])
    sample.clusterPolicy("base", .baseline, ingress: [sample.rule(.deny)])
    let decision = sample.decision(.pod(far), to: .pod(a)).ingress
    #expect(decision.allowed == .no)
    #expect(decision.tier == .baseline)
    #expect(decision.passes.count == 1)
    #expect(decision.isolatingPolicies.isEmpty)
  }

  @Test func c97ABaselinePassAllows() {
    var (sample, a, b, far) = Self.cluster()
    let ofX = ClusterNetworkPolicyPeer.Term.namespaces(sample.selector(["team": "x"]))
    sample.clusterPolicy(
      "base", .baseline, ingress: [sample.rule(.pass, [ofX]), sample.rule(.deny)])
    #expect(sample.allows(b, to: a))
    #expect(!sample.allows(far, to: a))
    let passed = sample.decision(.pod(b), to: .pod(a)).ingress
    #expect(passed.basis == .notIsolated)
    #expect(passed.tier == nil)
    // What is past the Admin tier is said; the Baseline is the last one anyway.
    #expect(passed.passes.isEmpty)
  }

  @Test func c98TheBaselineIsNotAskedForIsolatedPods() {
    var (sample, a, _, far) = Self.cluster()
    sample.baselinePolicy(ingress: [sample.rule(.accept)])
    sample.policy("x/deny", types: [.ingress])
    #expect(!sample.allows(far, to: a))
    #expect(sample.allows(a, to: far))
    var other = Self.cluster().0
    other.baselinePolicy(ingress: [other.rule(.deny)])
    other.policy("x/open", types: [.ingress], ingress: [other.rule()])
    #expect(other.allows(far, to: a))
  }

  /// Whether a NetworkPolicy for the other direction hides the Baseline is an assumption.
  @Test func c99TheBaselinesScopeIsAnAssumption() {
    var (sample, a, _, far) = Self.cluster()
    sample.baselinePolicy(ingress: [sample.rule(.deny)])
    sample.policy("x/n", pods: sample.selector(["app": "a"]), types: [.egress])
    var assumptions = Sample.ipv4
    func ingress(_ destination: PodID) -> DirectionDecision {
      sample.decision(.pod(far), to: .pod(destination), assuming: assumptions).ingress
    }
    #expect(ingress(a).allowed == .no)
    assumptions.baselineScope = .pod
    #expect(ingress(a).allowed == .yes)
    #expect(ingress(a).tier == nil)
    #expect(ingress(a).basis == .notIsolated)
    // Of a pod that none selects it is not hidden.
    #expect(ingress(PodID(rawValue: 1)).allowed == .no)
    // What isolates in the direction itself is final all the same, and so is the Admin tier.
    sample.policy("x/deny", pods: sample.selector(["app": "a"]), types: [.ingress])
    #expect(ingress(a).allowed == .no)
    #expect(ingress(a).tier == .networkPolicy)
    sample.clusterPolicy("p", ingress: [sample.rule(.deny)])
    #expect(ingress(a).tier == .admin)
  }

  @Test func c109ASubjectThatSelectsNobodyChangesNothing() {
    var (sample, a, _, far) = Self.cluster()
    sample.clusterPolicy(
      "p",
      subject: .pods(namespaceSelector: nil, podSelector: sample.selector(["app": "none"])),
      ingress: [sample.rule(.deny)])
    #expect(sample.allows(far, to: a))
    #expect(sample.allows(a, to: far))
  }

  @Test func aSubjectIsSelectedByNamespaceAndByPod() {
    var (sample, a, b, far) = Self.cluster()
    let subject = ClusterNetworkPolicySubject.pods(
      namespaceSelector: sample.selector(["kubernetes.io/metadata.name": "x"]),
      podSelector: sample.selector(["app": "b"]))
    sample.clusterPolicy("p", subject: subject, ingress: [sample.rule(.deny)])
    #expect(!sample.allows(a, to: b))
    #expect(sample.allows(a, to: far))
    #expect(sample.allows(b, to: a))
  }
}
