import ClusterModel
import Evaluation
import ExplicitEngine
import Intents
import Samples
import Testing

/// One more pod: where it may be, and which labels it may have.
@Suite struct NewPodTests {
  @Test func aRuleForEveryNamespaceLetsANewClientIn() {
    var (world, api) = WorldCase.shop {
      [$0.peer(pods: $0.selector(["app": "web"]), namespaces: LabelSelector())]
    }
    world.sample.pod("shop/web", ["app": "web"])
    let web = world.sample.group("WEB", namespace: "shop", ["app": "web"])
    let claim = Claim.onlyMayReach(from: [web], to: [Target(group: api)])
    #expect(world.answer(claim, in: .deployed).outcome == .holds)
    let answer = world.answer(claim, in: .open)
    #expect(answer.outcome == .violated)
    #expect(answer.counterexample?.source == world.newPod)
    #expect(answer.counterexample?.port == 1)
    #expect(world.pod(of: answer.hypothesis) == "batch {app=web}")
    // A new pod in API would be as isolated as the one that is there.
    #expect(answer.further.isEmpty)
  }

  @Test func aRuleForTheOwnNamespaceDoesNot() {
    var (world, api) = WorldCase.shop { [$0.peer(pods: $0.selector(["app": "web"]))] }
    let web = world.sample.group("WEB", namespace: "shop", ["app": "web"])
    let claim = Claim.onlyMayReach(from: [web], to: [Target(group: api)])
    for wider in [World.open, .openCluster, .openBoth] {
      #expect(world.answer(claim, in: wider).outcome == .holds, "\(wider)")
    }
  }

  @Test func aNewPodInTheProtectedGroupIsToldFromANewClient() {
    var (world, api) = WorldCase.shop { [$0.peer(pods: $0.selector(["app": "web"]))] }
    // Another policy opens a corner of the group that nobody is in yet.
    let canary = world.sample.selector(["app": "api", "track": "canary"])
    world.sample.policy("shop/canary", pods: canary, ingress: [world.sample.rule()])
    world.sample.pod("batch/job")
    let claim = Claim.noIngress(
      to: [api], except: [IngressException(from: [world.sample.group("WEB", ["app": "web"])])])
    let answer = world.answer(claim, in: .open)
    #expect(answer.outcome == .violated)
    #expect(answer.counterexample?.destination == world.newPod)
    #expect(world.pod(of: answer.hypothesis) == "shop {app=api track=canary}")
    // A pod that is there is shown before an address.
    #expect(answer.counterexample?.source == .pod(PodID(rawValue: 1)))
    #expect(answer.further.isEmpty)
  }

  @Test func bothKindsAreShownWhereBothExist() {
    var (world, api) = WorldCase.shop {
      [$0.peer(pods: $0.selector(["app": "web"]), namespaces: LabelSelector())]
    }
    world.sample.pod("batch/front", ["app": "web"])
    let canary = world.sample.selector(["app": "api", "track": "canary"])
    world.sample.policy("shop/canary", pods: canary, ingress: [world.sample.rule()])
    world.sample.pod("batch/job")
    let front = world.sample.group("FRONT", namespace: "batch", ["app": "web"])
    let claim = Claim.onlyMayReach(from: [front], to: [Target(group: api)])
    let answer = world.answer(claim, in: .openBoth)
    let first = Answer.Counterexample(
      flow: answer.counterexample
        ?? Flow(
          source: world.newPod, destination: world.newPod, family: .ipv4, protocol: .tcp, port: 1),
      hypothesis: answer.hypothesis)
    let shown = ([first] + answer.further).map { example in
      (0..<example.hypothesis.pods.count).map { world.pod($0, of: example.hypothesis) }
    }
    #expect(
      shown == [
        ["shop {app=web}"], ["shop {app=api track=canary}"],
        ["batch {}", "shop {app=api track=canary}"],
      ])
  }

  @Test func openHasNoNewNamespaces() {
    var world = WorldCase()
    world.sample.declare("test")
    world.sample.pod("test/backend", ["app": "backend"])
    let peer = world.sample.peer(
      pods: world.sample.selector(["app": "web"]), namespaces: LabelSelector())
    world.sample.policy("test/n", ingress: [world.sample.rule([peer])])
    let web = world.sample.group("WEB", namespace: "test", ["app": "web"])
    let backend = world.sample.group("BACKEND", namespace: "test", ["app": "backend"])
    let claim = Claim.onlyMayReach(from: [web], to: [Target(group: backend)])
    #expect(world.answer(claim, in: .open).outcome == .holds)
    let answer = world.answer(claim, in: .openCluster)
    #expect(answer.outcome == .violated)
    #expect(world.pod(of: answer.hypothesis) == "new *0 {} {app=web}")
  }

  @Test func aNewPodHasNoFlowsToItself() {
    var world = WorldCase()
    world.sample.declare("x")
    let a = world.sample.group("A", namespace: "x", ["app": "a"])
    let claim = Claim.isolated([a], from: [a])
    #expect(world.answer(claim, in: .deployed).outcome == .vacuous(.sources))
    #expect(world.answer(claim, in: .open).outcome == .vacuous(.flows))
    let answer = world.answer(claim, in: .openBoth)
    #expect(answer.outcome == .violated)
    #expect(world.pod(0, of: answer.hypothesis) == "x {app=a}")
    #expect(world.pod(1, of: answer.hypothesis) == "x {app=a}")
  }

  /// The case of the issue: no mentioned value gets through both rules, and neither does a pod without the label.
  @Test func aValueThatNobodyMentionsIsNeitherAbsentNorMentioned() {
    var world = WorldCase()
    world.sample.declare("shop")
    world.sample.pod("shop/db", ["app": "db"])
    let few = world.sample.peer(pods: world.sample.selector("role", .notIn, ["x", "y"]))
    let many = world.sample.peer(
      pods: world.sample.selector("role", .notIn, ["w", "x", "y", "z"]))
    world.sample.policy(
      "shop/db", pods: world.sample.selector(["app": "db"]),
      ingress: [
        world.sample.rule([few], ports: [NetworkPolicyPort(port: .number(9090))]),
        world.sample.rule([many], ports: [NetworkPolicyPort(port: .number(8080))]),
      ])
    let db = world.sample.group("DB", ["app": "db"])
    func claim(_ selector: LabelSelector, _ port: UInt16) -> Claim {
      let clients = Group(
        name: "CLIENTS", term: .pods(namespaces: .any, selector: selector, serviceAccount: nil))
      return .cannotReach(
        from: [clients], to: [Target(group: db, ports: .list([PortTerm(.numbers(port...port))]))])
    }
    let labelled = world.sample.selector("role", .exists)
    #expect(
      world.pod(of: world.answer(claim(labelled, 8080), in: .open).hypothesis) == "shop {role=*0}")
    let both = world.sample.selector("role", .notIn, ["w", "z"])
    var other = both
    other.matchExpressions += labelled.matchExpressions
    #expect(
      world.pod(of: world.answer(claim(other, 9090), in: .open).hypothesis) == "shop {role=*0}")
    let w = world.sample.selector("role", .in, ["w", "z"])
    #expect(world.answer(claim(w, 8080), in: .open).outcome == .holds)
    #expect(
      world.pod(of: world.answer(claim(w, 9090), in: .open).hypothesis) == "shop {role=w}")
    let none = world.sample.selector("role", .doesNotExist)
    #expect(world.pod(of: world.answer(claim(none, 8080), in: .open).hypothesis) == "shop {}")
    let y = world.sample.selector("role", .in, ["y"])
    #expect(world.answer(claim(y, 9090), in: .open).outcome == .holds)
  }

  @Test func aFixedKeyHasOnlyTheValuesThatPodsOfTheNamespaceCarry() {
    var (world, api) = WorldCase.shop {
      [$0.peer(pods: $0.selector(["role": "admin"]), namespaces: LabelSelector())]
    }
    world.sample.pod("batch/admin", ["role": "admin"], isHostNetwork: true)
    let admins = world.sample.group("ADMINS", namespace: "batch", ["role": "admin"])
    let claim = Claim.onlyMayReach(from: [admins], to: [Target(group: api)])
    #expect(world.pod(of: world.answer(claim, in: .open).hypothesis) == "shop {role=admin}")
    world.assumptions.fixedPodLabels = [world.sample.symbol("role")]
    #expect(world.answer(claim, in: .openCluster).outcome == .holds)
    let nobody = Claim.noIngress(to: [api], except: [])
    #expect(world.pod(of: world.answer(nobody, in: .open).hypothesis) == "batch {role=admin}")
  }

  @Test func aServiceAccountIsSaidOnlyWhereItMatters() {
    var (world, api) = WorldCase.shop { [$0.peer(namespaces: LabelSelector())] }
    func group(_ account: String) -> Group {
      Group(
        name: account,
        term: .pods(
          namespaces: .any, selector: nil, serviceAccount: world.sample.symbol(account)))
    }
    let robot = group("robot")
    let standard = group("default")
    func account(_ claim: Claim) -> HypotheticalText? {
      world.answer(claim, in: .open).hypothesis.pods.first?.serviceAccount
    }
    let target = [Target(group: api)]
    #expect(account(.cannotReach(from: [standard], to: target)) == nil)
    #expect(
      account(.cannotReach(from: [robot], to: target)) == .mentioned(world.sample.symbol("robot")))
    #expect(account(.onlyMayReach(from: [robot], to: target)) == nil)
    #expect(account(.onlyMayReach(from: [robot, standard], to: target)) == .fresh(0))
  }
}
