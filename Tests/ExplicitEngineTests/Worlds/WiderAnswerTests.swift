import ClusterModel
import Evaluation
import ExplicitEngine
import Intents
import Samples
import Testing

/// What an answer in a wider world is besides a counterexample.
@Suite struct WiderAnswerTests {
  @Test func anObligationIsOwedToNewPodsToo() {
    var (world, api) = WorldCase.shop { [$0.peer(pods: $0.selector(["app": "web"]))] }
    world.sample.pod("shop/web", ["app": "web"])
    let web = world.sample.group("WEB", namespace: "shop", ["app": "web"])
    let claim = Claim.reaches(from: [web], to: [Target(group: api)])
    #expect(world.answer(claim, in: .open).outcome == .holds)
    #expect(world.answer(claim, in: .open).witness != nil)
    // A pod in WEB that another policy isolates.
    let isolated = world.sample.selector(["app": "web", "zone": "dark"])
    world.sample.policy("shop/dark", pods: isolated, types: [.egress])
    #expect(world.answer(claim, in: .deployed).outcome == .holds)
    let answer = world.answer(claim, in: .open)
    #expect(answer.outcome == .violated)
    #expect(world.pod(of: answer.hypothesis) == "shop {app=web zone=dark}")
  }

  @Test func aNewPodInTheTargetMayLackThePort() {
    var world = WorldCase()
    world.sample.declare("shop")
    world.sample.pod("shop/api", ["app": "api"], ports: [world.sample.port("http", 80)])
    let http = PortTerm(.name(world.sample.symbol("http")))
    let api = Target(group: world.sample.group("API", ["app": "api"]), ports: .list([http]))
    let claim = Claim.reaches(from: [.anyone], to: [api])
    #expect(world.answer(claim, in: .deployed).outcome == .holds)
    let answer = world.answer(claim, in: .open)
    #expect(answer.outcome == .violated)
    #expect(answer.counterexample == nil)
    #expect(answer.missingPort == Answer.MissingPort(pod: PodID(rawValue: 1), port: http))
    #expect(world.pod(of: answer.hypothesis) == "shop {app=api}")
    #expect(answer.hypothesis.pods.first?.ports == [])
    // One that is there is shown before one that may come.
    world.sample.pod("shop/api-2", ["app": "api"])
    let deployed = world.answer(claim, in: .open)
    #expect(deployed.missingPort?.pod == PodID(rawValue: 1))
    #expect(deployed.hypothesis.isEmpty)
  }

  @Test func aGroupThatPodsMayJoinIsNotEmpty() {
    var (world, api) = WorldCase.shop { [$0.peer(pods: $0.selector(["app": "web"]))] }
    let web = world.sample.group("WEB", namespace: "shop", ["app": "web"])
    let claim = Claim.reaches(from: [web], to: [Target(group: api)])
    #expect(world.answer(claim, in: .deployed).outcome == .vacuous(.sources))
    #expect(world.answer(claim, in: .open).outcome == .holds)
    let may = Claim.mayReach(from: [web], to: [Target(group: api)])
    #expect(world.answer(may, in: .deployed).outcome == .vacuous(.sources))
    #expect(world.answer(may, in: .open).outcome == .holds)
    var both = world.sample.selector(["app": "web"])
    both.matchExpressions = world.sample.selector("app", .doesNotExist).matchExpressions
    let nobody = Group(
      name: "NOBODY", term: .pods(namespaces: .any, selector: both, serviceAccount: nil))
    let contradiction = Claim.cannotReach(from: [nobody], to: [Target(group: api)])
    #expect(world.answer(contradiction, in: .openBoth).outcome == .vacuous(.sources))
    world.assumptions.fixedPodLabels = [world.sample.symbol("app")]
    #expect(world.answer(claim, in: .open).outcome == .vacuous(.sources))
  }

  @Test func aNamedPortThatNobodyHasMayCome() {
    var (world, api) = WorldCase.shop { _ in [] }
    let http = Ports.list([PortTerm(.name(world.sample.symbol("http")))])
    let claim = Claim.cannotReach(from: [.anyone], to: [Target(group: api, ports: http)])
    #expect(world.answer(claim, in: .deployed).outcome == .vacuous(.ports))
    #expect(world.answer(claim, in: .open).outcome == .holds)
  }

  @Test func someRangesOverWhatIsDeployed() {
    var (world, api) = WorldCase.shop { [$0.peer(pods: $0.selector(["app": "web"]))] }
    let web = world.sample.group("WEB", namespace: "shop", ["app": "web"])
    let claim = Claim.someReaches(from: [web], to: [Target(group: api)])
    for world in [World.deployed, .open, .openBoth].map({ world.answer(claim, in: $0) }) {
      #expect(world.outcome == .violated)
      #expect(world.hypothesis.isEmpty)
    }
  }

  @Test func whatIsBrokenTodayIsShownAsItIs() {
    var (world, api) = WorldCase.shop { [$0.peer(namespaces: LabelSelector())] }
    let web = world.sample.pod("batch/web")
    let answer = world.answer(.noIngress(to: [api], except: []), in: .openBoth)
    #expect(answer.counterexample?.source == .pod(web))
    #expect(answer.hypothesis.isEmpty)
    #expect(answer.further.isEmpty)
  }

  @Test func ofEqualsTheOneInANamespaceThatIsThereComesFirst() {
    let (world, api) = WorldCase.shop { [$0.peer(namespaces: LabelSelector())] }
    let answer = world.answer(.noIngress(to: [api], except: []), in: .openCluster)
    #expect(world.pod(of: answer.hypothesis) == "batch {}")
    #expect(answer.counterexample?.protocol == .tcp)
    #expect(answer.counterexample?.port == 1)
    let (second, target) = WorldCase.shop(
      { [$0.peer(pods: $0.selector(["app": "web"]), namespaces: LabelSelector())] },
      ports: [NetworkPolicyPort(protocol: .udp, port: .number(53), endPort: 60)])
    let lowest = second.answer(.noIngress(to: [target], except: []), in: .open)
    #expect(lowest.counterexample?.protocol == .udp)
    #expect(lowest.counterexample?.port == 53)
  }

  /// Every subset of the keys is a pod of its own, and none may reach the other: more than anybody looks at.
  @Test func whatIsTooLargeIsNotGuessed() {
    var (world, api) = WorldCase.shop(
      { sample in
        (0..<40).map { index in
          let lines = ["k\(index)", "l\(index)"].flatMap {
            sample.selector($0, .exists).matchExpressions
          }
          return sample.peer(pods: LabelSelector(matchExpressions: lines))
        }
      }, ports: [NetworkPolicyPort(port: .number(80))])
    let rule = world.sample.rule(
      [world.sample.peer(namespaces: LabelSelector())],
      ports: [NetworkPolicyPort(port: .number(81))])
    for namespace in ["shop", "batch"] {
      world.sample.policy("\(namespace)/egress", types: [.egress], egress: [rule])
    }
    let claim = Claim.noIngress(to: [api], except: [])
    #expect(
      world.answer(claim, in: .open).outcome == .gaveUp(reason: "explicit universe too large"))
    let now = ExplicitEngine(
      Cluster(world.sample.snapshot, assumptions: world.assumptions), claims: [claim],
      coverage: [claim])
    #expect(
      now.answer(claim, in: .open, limits: Limits(timeout: 0)).outcome
        == .gaveUp(reason: "timeout"))
  }
}
