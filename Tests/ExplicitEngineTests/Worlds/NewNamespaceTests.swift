import ClusterModel
import Evaluation
import ExplicitEngine
import Intents
import Samples
import Testing

/// A namespace that the manifests do not have, or of which they know no more than its name.
@Suite struct NewNamespaceTests {
  /// `api` is open for pods of namespaces that a selector takes in.
  private func open(
    _ namespaces: (inout Sample) -> LabelSelector
  ) -> (WorldCase, nobody: Claim, api: Group) {
    let (world, api) = WorldCase.shop { [$0.peer(namespaces: namespaces(&$0))] }
    return (world, .noIngress(to: [api], except: []), api)
  }

  @Test func aNewNamespaceHasTheLabelsThatARuleAsksFor() {
    let (world, nobody, _) = open { $0.selector(["team": "a"]) }
    #expect(world.answer(nobody, in: .open).outcome == .holds)
    let answer = world.answer(nobody, in: .openCluster)
    #expect(world.pod(of: answer.hypothesis) == "new *0 {team=a} {}")
  }

  @Test func itCanHaveANameThatIsMentionedAndNotTaken() {
    let (world, nobody, _) = open { $0.selector(["kubernetes.io/metadata.name": "later"]) }
    #expect(world.answer(nobody, in: .open).outcome == .holds)
    let answer = world.answer(nobody, in: .openCluster)
    #expect(world.pod(of: answer.hypothesis) == "new later {} {}")
    let (taken, none, _) = open { $0.selector(["kubernetes.io/metadata.name": "batch"]) }
    #expect(taken.pod(of: taken.answer(none, in: .open).hypothesis) == "batch {}")
    let (own, only, api) = open { $0.selector("kubernetes.io/metadata.name", .notIn, ["shop"]) }
    #expect(own.pod(of: own.answer(only, in: .open).hypothesis) == "batch {}")
    var third = own
    let batch = third.sample.group("BATCH", namespace: "batch")
    let claim = Claim.onlyMayReach(from: [batch], to: [Target(group: api)])
    #expect(third.pod(of: third.answer(claim, in: .openCluster).hypothesis) == "new *0 {} {}")
  }

  @Test func aGroupByNameIsEmptyInOpenAndNotWhereTheNamespaceMayCome() {
    var (world, api) = WorldCase.shop { _ in [] }
    let later = world.sample.group("LATER", namespace: "later")
    let claim = Claim.cannotReach(from: [later], to: [Target(group: api)])
    #expect(world.answer(claim, in: .open).outcome == .vacuous(.sources))
    #expect(world.answer(claim, in: .openCluster).outcome == .holds)
  }

  @Test func aFixedKeyHasNoValueThatIsInUse() {
    var (world, nobody, _) = open { $0.selector(["team": "a"]) }
    world.assumptions.fixedNamespaceLabels = [world.sample.symbol("team")]
    // Nobody is `a` yet.
    #expect(
      world.pod(of: world.answer(nobody, in: .openCluster).hypothesis) == "new *0 {team=a} {}")
    world.sample.declare("a-team", ["team": "a"])
    #expect(world.pod(of: world.answer(nobody, in: .open).hypothesis) == "a-team {}")
    let claim = Claim.onlyMayReach(
      from: [world.sample.group("A", namespace: "a-team")],
      to: [Target(group: world.sample.group("API", namespace: "shop", ["app": "api"]))])
    #expect(world.answer(claim, in: .openCluster).outcome == .holds)
  }

  @Test func itHasNoPoliciesUnlessItIsGivenCopies() {
    var world = WorldCase()
    world.sample.declare("x")
    let own = world.sample.peer(pods: LabelSelector())
    world.sample.policy("x/own", types: [.egress], egress: [world.sample.rule([own])])
    let later = Group(
      name: "LATER",
      term: .pods(
        namespaces: .matching(world.sample.selector("team", .exists)), selector: nil,
        serviceAccount: nil))
    let claim = Claim.cannotReach(from: [later], to: [Target(group: .external)])
    let answer = world.answer(claim, in: .openCluster)
    #expect(world.pod(of: answer.hypothesis) == "new *0 {team=*0} {}")
    #expect(answer.hypothesis.namespaces.first?.policiesOf == nil)
    world.assumptions.newNamespacePolicies = world.sample.symbol("x")
    #expect(world.answer(claim, in: .openCluster).outcome == .holds)
    // The copy speaks of its own namespace, not of the one that it is from.
    let inside = Claim.cannotReach(from: [later], to: [Target(group: later)])
    let both = world.answer(inside, in: .openBoth)
    #expect(both.outcome == .violated)
    #expect(both.hypothesis.namespaces.count == 1)
    #expect(both.hypothesis.namespaces.first?.policiesOf == NamespaceID(rawValue: 0))
    let x = world.sample.group("X", namespace: "x")
    let across = Claim.cannotReach(from: [later], to: [Target(group: x)])
    #expect(world.answer(across, in: .openBoth).outcome == .holds)
    world.assumptions.newNamespacePolicies = world.sample.symbol("nowhere")
    #expect(world.answer(claim, in: .openCluster).outcome == .violated)
  }

  @Test func anUndeclaredNamespaceMayTurnOutToBeLabelled() {
    var (world, nobody, _) = open { $0.selector(["team": "a"]) }
    let job = world.sample.pod("jobs/job")
    world.assumptions.fixedNamespaceLabels = [world.sample.symbol("team")]
    #expect(world.answer(nobody, in: .deployed).outcome == .holds)
    let answer = world.answer(nobody, in: .open)
    #expect(answer.counterexample?.source == .pod(job))
    #expect(answer.hypothesis.pods.isEmpty)
    let jobs = world.sample.namespace("jobs")
    #expect(world.words(answer.hypothesis.namespaceLabels[jobs] ?? []) == ["team=a"])
    #expect(answer.further.isEmpty)
  }

  @Test func bothEndsInAnUndeclaredNamespaceShareItsLabels() {
    var world = WorldCase()
    world.sample.pod("x/a", ["app": "a"])
    world.sample.pod("x/b", ["app": "b"])
    let not = world.sample.peer(namespaces: world.sample.selector("team", .doesNotExist))
    world.sample.policy("x/n", ingress: [world.sample.rule([not])])
    let team = Group(
      name: "TEAM",
      term: .pods(
        namespaces: .matching(world.sample.selector("team", .exists)), selector: nil,
        serviceAccount: nil))
    let inside = world.sample.group("X", namespace: "x")
    let claim = Claim.cannotReach(from: [team], to: [Target(group: inside)])
    #expect(world.answer(claim, in: .openBoth).outcome == .holds)
  }

  @Test func labelsThatOnlyTheServerKnowsMayBeAnything() {
    var (world, api) = WorldCase.shop { [$0.peer(pods: $0.selector(["hash": "h1"]))] }
    let web = world.sample.pod("shop/web", ["app": "web"])
    world.sample.snapshot.pods[1].unknownLabels = [world.sample.symbol("hash")]
    let claim = Claim.noIngress(to: [api], except: [])
    #expect(world.answer(claim, in: .deployed).outcome == .holds)
    let answer = world.answer(claim, in: .open)
    #expect(answer.counterexample?.source == .pod(web))
    #expect(answer.hypothesis.pods.isEmpty)
    #expect(world.words(answer.hypothesis.podLabels[web] ?? []) == ["hash=h1"])
  }

  @Test func replicasOfOneTemplateAreLabelledAlike() {
    var world = WorldCase()
    world.sample.declare("x")
    let template = world.sample.pod("x/web", population: .replicas)
    world.sample.snapshot.pods[0].unknownLabels = [world.sample.symbol("hash")]
    let first = world.sample.group("FIRST", ["hash": "h1"])
    let second = world.sample.group("SECOND", ["hash": "h2"])
    func answer(_ from: Group, _ to: Group) -> Answer {
      world.answer(.cannotReach(from: [from], to: [Target(group: to)]), in: .open)
    }
    #expect(answer(first, first).counterexample?.destination == .pod(template))
    #expect(answer(first, first).hypothesis.pods.isEmpty)
    #expect(answer(first, second).hypothesis.pods.count == 1)
  }
}
