import ClusterModel
import Testing

/// Rows C-15 to C-30: whom a peer admits, and how labels are compared. (C-13 and C-14 are for the reader to refuse.)
@Suite struct PeerTests {
  private struct Fixture {
    var cluster = Cluster()
    let x: NamespaceID
    let a: PodID
    let b: PodID
    let c: PodID
    let d: PodID

    init() {
      x = cluster.namespace("x", ["team": "x"])
      let y = cluster.namespace("y", ["team": "y", "kubernetes.io/metadata.name": "forged"])
      a = cluster.pod("a", in: x, ["app": "a"])
      b = cluster.pod("b", in: x, ["app": "b", "empty": ""])
      c = cluster.pod("c", in: y, ["app": "b"])
      d = cluster.pod("d", in: y)
    }

    /// Which of `b`, `c`, `d` and an address reach `a` when only these peers may.
    mutating func admitted(_ peers: [NetworkPolicyPeer]) -> String {
      let rule = cluster.rule(peers)
      cluster.policy(in: x, "app=a", types: [.ingress], ingress: [rule])
      var names = ""
      if cluster.allows(flow(b, a)) { names += "b" }
      if cluster.allows(flow(c, a)) { names += "c" }
      if cluster.allows(flow(d, a)) { names += "d" }
      if cluster.allows(flow("1.2.3.4", a)) { names += "." }
      return names
    }
  }

  @Test func c15ANullNamespaceSelectorMeansTheOwnNamespace() {
    var fixture = Fixture()
    #expect(fixture.admitted([fixture.cluster.peer(pods: "app=b")]) == "b")
  }

  @Test func c16TheEmptyPodSelectorIsTheOwnNamespace() {
    var fixture = Fixture()
    #expect(fixture.admitted([fixture.cluster.peer(pods: "")]) == "b")
  }

  @Test func c17TheEmptyNamespaceSelectorIsEveryPodAndNoAddress() {
    var fixture = Fixture()
    #expect(fixture.admitted([fixture.cluster.peer(namespaces: "")]) == "bcd")
  }

  @Test func c18BothSelectorsWithAnEmptyOneReachAcrossNamespaces() {
    var fixture = Fixture()
    #expect(fixture.admitted([fixture.cluster.peer(pods: "app=b", namespaces: "")]) == "bc")
  }

  @Test func c19TwoItemsAreOr() {
    var fixture = Fixture()
    let peers = [
      fixture.cluster.peer(namespaces: "team=y"), fixture.cluster.peer(pods: "app=b"),
    ]
    #expect(fixture.admitted(peers) == "bcd")
  }

  @Test func c20OneItemWithBothIsAnd() {
    var fixture = Fixture()
    #expect(fixture.admitted([fixture.cluster.peer(pods: "app=b", namespaces: "team=y")]) == "c")
  }

  @Test func c27OnlyTheNameLabelIsGuaranteed() {
    var fixture = Fixture()
    #expect(fixture.admitted([fixture.cluster.peer(namespaces: "name=y")]) == "")
    #expect(
      fixture.admitted([fixture.cluster.peer(namespaces: "kubernetes.io/metadata.name=y")]) == "cd")
  }

  @Test func c28TheNameLabelCannotBeForged() {
    var fixture = Fixture()
    let forged = fixture.cluster.peer(namespaces: "kubernetes.io/metadata.name=forged")
    #expect(fixture.admitted([forged]) == "")
  }

  @Test(arguments: ["app notin (b)", "!app"])
  func c29NegationsHoldForAnAbsentKey(selector: String) {
    var fixture = Fixture()
    #expect(fixture.admitted([fixture.cluster.peer(pods: selector, namespaces: "")]) == "d")
  }

  @Test func c30AnEmptyValueHasToBeThere() {
    var fixture = Fixture()
    #expect(fixture.admitted([fixture.cluster.peer(pods: "empty=", namespaces: "")]) == "b")
  }

  @Test func existenceAsksForTheKeyAlone() {
    var fixture = Fixture()
    #expect(fixture.admitted([fixture.cluster.peer(pods: "app", namespaces: "")]) == "bc")
  }

  @Test func oneKeyTwiceIsAConjunction() {
    var fixture = Fixture()
    #expect(fixture.admitted([fixture.cluster.peer(pods: "app=b,app in (a)")]) == "")
  }
}
