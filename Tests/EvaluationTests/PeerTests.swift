import ClusterModel
import Evaluation
import Intents
import Samples
import Testing

/// Rows C-15 to C-20, C-27 to C-38: selectors, namespaces, unions.
@Suite struct PeerTests {
  private static func cluster() -> (Sample, a: PodID, b: PodID, far: PodID, other: PodID) {
    var sample = Sample()
    sample.declare("x", ["team": "x"])
    sample.declare("y", ["team": "y"])
    let a = sample.pod("x/a", ["app": "a"])
    let b = sample.pod("x/b", ["app": "b", "tier": ""])
    let far = sample.pod("y/far", ["app": "b"])
    let other = sample.pod("y/other", ["app": "c"])
    return (sample, a, b, far, other)
  }

  @Test func c15APodSelectorAloneStaysInItsNamespace() {
    var (sample, a, b, far, _) = Self.cluster()
    sample.policy(
      "x/n", pods: sample.selector(["app": "a"]),
      ingress: [sample.rule([sample.peer(pods: sample.selector(["app": "b"]), namespaces: nil)])])
    #expect(sample.allows(b, to: a))
    #expect(!sample.allows(far, to: a))
  }

  @Test func c16AnEmptyPodSelectorIsEveryPodOfTheOwnNamespace() {
    var (sample, a, b, far, _) = Self.cluster()
    let host = sample.pod("x/agent", isHostNetwork: true)
    sample.policy("x/n", ingress: [sample.rule([sample.peer(pods: LabelSelector())])])
    #expect(sample.allows(b, to: a))
    #expect(!sample.allows(far, to: a))
    #expect(!sample.allows(host, to: a))
    #expect(!sample.decision(address("8.8.8.8"), to: .pod(a)).isPossible)
  }

  @Test func c17AnEmptyNamespaceSelectorIsEveryPodAndNoAddress() {
    var (sample, a, _, far, _) = Self.cluster()
    sample.policy("x/n", ingress: [sample.rule([sample.peer(namespaces: LabelSelector())])])
    #expect(sample.allows(far, to: a))
    #expect(!sample.decision(address("10.9.9.9"), to: .pod(a)).isPossible)
  }

  @Test func c18BothSelectorsWithAnEmptyNamespaceSelectorReachEverywhere() {
    var (sample, a, b, far, other) = Self.cluster()
    let peer = sample.peer(pods: sample.selector(["app": "b"]), namespaces: LabelSelector())
    sample.policy("x/n", pods: sample.selector(["app": "a"]), ingress: [sample.rule([peer])])
    #expect(sample.allows(b, to: a))
    #expect(sample.allows(far, to: a))
    #expect(!sample.allows(other, to: a))
  }

  @Test func c19TwoItemsAreAnAlternative() {
    var (sample, a, b, far, other) = Self.cluster()
    let peers = [
      sample.peer(namespaces: sample.selector(["team": "y"])),
      sample.peer(pods: sample.selector(["app": "b"])),
    ]
    sample.policy("x/n", pods: sample.selector(["app": "a"]), ingress: [sample.rule(peers)])
    #expect(sample.allows(b, to: a))
    #expect(sample.allows(far, to: a))
    #expect(sample.allows(other, to: a))
  }

  @Test func c20OneItemWithBothIsAConjunction() {
    var (sample, a, b, far, other) = Self.cluster()
    let peer = sample.peer(
      pods: sample.selector(["app": "b"]), namespaces: sample.selector(["team": "y"]))
    sample.policy("x/n", pods: sample.selector(["app": "a"]), ingress: [sample.rule([peer])])
    #expect(!sample.allows(b, to: a))
    #expect(sample.allows(far, to: a))
    #expect(!sample.allows(other, to: a))
  }

  @Test func c27OnlyTheNameLabelIsThereByItself() {
    var (sample, a, _, far, _) = Self.cluster()
    let stranger = sample.pod("undeclared/p")
    let byName = sample.peer(
      namespaces: sample.selector("kubernetes.io/metadata.name", .in, ["y", "undeclared"]))
    let byLabel = sample.peer(namespaces: sample.selector(["name": "x"]))
    sample.policy("x/n", ingress: [sample.rule([byName, byLabel])])
    #expect(sample.allows(far, to: a))
    #expect(sample.allows(stranger, to: a))
    var other = sample
    other.policy("y/n", ingress: [other.rule([byLabel])])
    #expect(!other.allows(a, to: far))
  }

  @Test func c28TheNameLabelIsTheNameWhateverIsWritten() {
    var (sample, a, _, _, _) = Self.cluster()
    sample.declare("liar", ["kubernetes.io/metadata.name": "y"])
    let liar = sample.pod("liar/p")
    let peer = sample.peer(namespaces: sample.selector(["kubernetes.io/metadata.name": "y"]))
    sample.policy("x/n", ingress: [sample.rule([peer])])
    #expect(!sample.allows(liar, to: a))
  }

  @Test func c29NegativeRequirementsHoldWhereTheKeyIsAbsent() {
    var (sample, a, b, _, _) = Self.cluster()
    for selector in [
      sample.selector("tier", .notIn, ["db"]), sample.selector("tier", .doesNotExist),
    ] {
      var copy = sample
      copy.policy("x/n", pods: selector, types: [.ingress])
      #expect(!copy.allows(b, to: a))
    }
  }

  @Test func c30AnEmptyValueIsAValue() {
    var (sample, a, b, _, _) = Self.cluster()
    sample.policy("x/n", pods: sample.selector(["tier": ""]), types: [.ingress])
    #expect(!sample.allows(a, to: b))
    #expect(sample.allows(b, to: a))
  }

  @Test func c31PoliciesSelectInTheirOwnNamespaceOnly() {
    var (sample, a, _, far, _) = Self.cluster()
    sample.policy("x/n", pods: sample.selector(["app": "b"]), types: [.ingress])
    #expect(sample.allows(a, to: far))
  }

  @Test func c32APolicyThatSelectsNothingChangesNothing() {
    var (sample, a, b, _, _) = Self.cluster()
    sample.policy("x/n", pods: sample.selector(["app": "none"]), types: [.ingress, .egress])
    #expect(sample.allows(a, to: b))
  }

  @Test func c33PoliciesAreAUnion() {
    var (sample, a, b, far, other) = Self.cluster()
    sample.policy("x/n1", ingress: [sample.rule([sample.peer(pods: LabelSelector())])])
    let peer = sample.peer(
      pods: sample.selector(["app": "b"]), namespaces: sample.selector(["team": "y"]))
    sample.policy("x/n2", ingress: [sample.rule([peer])])
    #expect(sample.allows(b, to: a))
    #expect(sample.allows(far, to: a))
    #expect(!sample.allows(other, to: a))
  }

  @Test func c34BothEndsMustAllow() {
    var (sample, a, _, far, _) = Self.cluster()
    sample.policy("x/n", types: [.egress], egress: [sample.rule()])
    sample.policy("y/n", types: [.ingress])
    let decision = sample.decision(.pod(a), to: .pod(far))
    #expect(decision.egress.allowed == .yes)
    #expect(decision.ingress.allowed == .no)
    #expect(!decision.isPossible)
  }

  @Test func c35RepliesNeedNoRule() {
    var (sample, a, _, far, _) = Self.cluster()
    sample.policy("x/n", types: [.egress])
    // The reply of a to far belongs to the connection that far opened.
    #expect(sample.allows(far, to: a))
  }

  @Test func c37APodAndItselfAreNoFlow() {
    var (sample, a, _, _, _) = Self.cluster()
    let web = sample.pod("x/web", population: .replicas)
    let cluster = Cluster(sample.snapshot, assumptions: Sample.ipv4)
    #expect(!cluster.areDistinct(.pod(a), .pod(a)))
    // An entry for replicas stands for two pods, and between these there are flows.
    #expect(cluster.areDistinct(.pod(web), .pod(web)))
  }
}
