import ClusterModel
import Intents
import SymbolicEngine
import Testing

/// Each sentence on a shop of three pods: `web` may be reached by anyone on 80, `api` by `web` on 3000, `db` by `api`
/// on 5984, and none of them has other egress.
@Suite struct ClaimTests {
  private struct Shop {
    var cluster = Cluster()
    let namespace: NamespaceID
    let web: PodID
    let api: PodID
    let db: PodID
    let groups: (web: Group, api: Group, db: Group, none: Group)

    init() {
      let shop = cluster.namespace("shop")
      namespace = shop
      web = cluster.pod("web", in: shop, ["app": "web"], ports: [cluster.port("http", 80)])
      api = cluster.pod("api", in: shop, ["app": "api"], ports: [cluster.port("http", 3000)])
      db = cluster.pod("db", in: shop, ["app": "db"])
      groups = (
        cluster.pods("app=web"), cluster.pods("app=api"), cluster.pods("app=db"),
        cluster.pods("app=none")
      )
      cluster.policy(in: shop, "", types: [.ingress, .egress])
      allow(nil, "web", 80)
      allow("web", "api", 3000)
      allow("api", "db", 5984)
    }

    mutating func allow(_ source: String?, _ destination: String, _ port: UInt16) {
      let from = source.map { [cluster.peer(pods: "app=\($0)")] }
      let to = [cluster.peer(pods: "app=\(destination)")]
      let ports = [NetworkPolicyPort(port: .number(port))]
      let ingress = cluster.rule(from, ports: ports)
      let egress = cluster.rule(to, ports: ports)
      cluster.policy(in: namespace, "app=\(destination)", types: [.ingress], ingress: [ingress])
      if let source {
        cluster.policy(in: namespace, "app=\(source)", types: [.egress], egress: [egress])
      }
    }
  }

  private let shop = Shop()

  private func name(_ name: String) -> Ports {
    .list([
      PortTerm(.name(shop.cluster.snapshot.symbols.symbol(for: name) ?? Symbol(rawValue: 0)))
    ])
  }

  @Test func obligationsHoldWithAWitness() {
    let answer = shop.cluster.answer(
      .reaches(from: [shop.groups.web], to: [Target(group: shop.groups.api, ports: ports(3000))]))
    #expect(answer.outcome == .holds)
    #expect(answer.witness == flow(shop.web, shop.api, 3000))
    #expect(answer.counterexample == nil)
  }

  @Test func obligationsFailAtTheFirstFlowThatIsNotOwed() {
    let answer = shop.cluster.answer(
      .reaches(
        from: [shop.groups.web], to: [Target(group: shop.groups.api, ports: ports(3000, 2999))]))
    #expect(answer.outcome == .violated)
    #expect(answer.counterexample == flow(shop.web, shop.api, 2999))
  }

  @Test func obligationsWithoutPortsAreAboutEveryPort() {
    let answer = shop.cluster.answer(
      .reaches(from: [shop.groups.web], to: [Target(group: shop.groups.api)]))
    #expect(answer.counterexample == flow(shop.web, shop.api, 1))
  }

  @Test func someAsksForOneFlow() {
    let target = Target(group: anyone, ports: ports(5984))
    let one = shop.cluster.answer(.someReaches(from: [anyone], to: [target]))
    #expect(one.outcome == .holds)
    #expect(one.witness == flow(shop.api, shop.db, 5984))
    let none = shop.cluster.answer(.someReaches(from: [shop.groups.web], to: [target]))
    #expect(none.outcome == .violated)
    #expect(none.counterexample == nil)
    #expect(none.witness == nil)
  }

  @Test func permissionsAlwaysHold() {
    let target = Target(group: shop.groups.db)
    #expect(
      shop.cluster.answer(.mayReach(from: [shop.groups.web], to: [target])).outcome == .holds)
    #expect(
      shop.cluster.answer(.mayReach(from: [shop.groups.none], to: [target])).outcome
        == .vacuous(.sources))
  }

  @Test func prohibitionsShowAFlowThatMayBe() {
    let target = Target(group: shop.groups.db)
    #expect(
      shop.cluster.answer(.cannotReach(from: [shop.groups.web], to: [target])).outcome == .holds)
    let broken = shop.cluster.answer(.cannotReach(from: [anyone], to: [target]))
    #expect(broken.outcome == .violated)
    #expect(broken.counterexample == flow(shop.api, shop.db, 5984))
    #expect(broken.witness == nil)
  }

  @Test func exclusivityLooksAtEveryoneElse() {
    let target = Target(group: shop.groups.db, ports: ports(5984))
    let holds = shop.cluster.answer(.onlyMayReach(from: [shop.groups.api], to: [target]))
    #expect(holds.outcome == .holds)
    #expect(holds.witness == flow(shop.api, shop.db, 5984))
    let broken = shop.cluster.answer(.onlyMayReach(from: [shop.groups.web], to: [target]))
    #expect(broken.counterexample == flow(shop.api, shop.db, 5984))
  }

  @Test func onlyReachesIsBothHalves() {
    let target = Target(group: shop.groups.api, ports: ports(3000))
    let holds = shop.cluster.answer(.onlyReaches(from: [shop.groups.web], to: [target]))
    #expect(holds.outcome == .holds)
    #expect(holds.witness == flow(shop.web, shop.api, 3000))
    let other = Target(group: shop.groups.api, ports: ports(3000, 81))
    let broken = shop.cluster.answer(.onlyReaches(from: [shop.groups.web], to: [other]))
    #expect(broken.counterexample == flow(shop.web, shop.api, 81))
    let wider = shop.cluster.answer(.onlyReaches(from: [shop.groups.db], to: [target]))
    #expect(wider.counterexample == flow(shop.web, shop.api, 3000))
  }

  @Test func egressExceptionsExcuse() {
    let target = Target(group: shop.groups.db, ports: ports(5984))
    #expect(
      shop.cluster.answer(.noEgress(of: [shop.groups.api], except: [target])).outcome == .holds)
    let broken = shop.cluster.answer(.noEgress(of: [shop.groups.api], except: []))
    #expect(broken.counterexample == flow(shop.api, shop.db, 5984))
  }

  @Test func ingressExceptionsExcuseByPortAndBySource() {
    let destinations = [shop.groups.api]
    let byPort = IngressException(from: nil, ports: ports(3000))
    let bySource = IngressException(from: [shop.groups.web])
    let other = IngressException(from: [shop.groups.db], ports: ports(3000))
    let cases = [([byPort], true), ([bySource], true), ([other], false), ([], false)]
    for (exceptions, holds) in cases {
      let answer = shop.cluster.answer(.noIngress(to: destinations, except: exceptions))
      #expect(answer.outcome == (holds ? .holds : .violated))
      #expect(answer.counterexample == (holds ? nil : flow(shop.web, shop.api, 3000)))
    }
  }

  @Test func isolationIsBothWays() {
    #expect(
      shop.cluster.answer(.isolated([shop.groups.web], from: [shop.groups.db])).outcome == .holds)
    let one = shop.cluster.answer(.isolated([shop.groups.web], from: [shop.groups.api]))
    let other = shop.cluster.answer(.isolated([shop.groups.api], from: [shop.groups.web]))
    #expect(one.counterexample == flow(shop.web, shop.api, 3000))
    #expect(other.counterexample == flow(shop.web, shop.api, 3000))
  }

  @Test func counterexamplesPreferTheInternet() {
    let answer = shop.cluster.answer(
      .cannotReach(from: [external], to: [Target(group: shop.groups.web)]))
    #expect(answer.counterexample == flow("1.0.0.0", shop.web, 80))
    let inside = shop.cluster.answer(
      .cannotReach(from: [addresses("10.0.0.0/8")], to: [Target(group: shop.groups.web)]))
    #expect(inside.counterexample == flow("10.0.0.0", shop.web, 80))
  }

  @Test func nothingElseAsksForWhatNoSentenceCovers() {
    let (web, api, db, _) = shop.groups
    let coverage: [Claim] = [
      .mayReach(from: [anyone], to: [Target(group: web, ports: ports(80))]),
      .onlyReaches(from: [web], to: [Target(group: api, ports: ports(3000))]),
      .noEgress(of: [api], except: [Target(group: db, ports: ports(5984))]),
      .noIngress(to: [web], except: [IngressException(from: [db])]),
    ]
    for scope in [Scope.everywhere, .to([Target(group: db)]), .from([api])] {
      let whole = shop.cluster.answer(.nothingElse(scope), coverage: coverage)
      #expect(whole.outcome == .holds)
      let gap = shop.cluster.answer(.nothingElse(scope), coverage: Array(coverage.prefix(2)))
      #expect(gap.counterexample == flow(shop.api, shop.db, 5984))
    }
    // An exception covers nothing outside the scope of its own sentence.
    let foreign = Claim.noEgress(of: [web], except: [Target(group: db, ports: ports(5984))])
    let answer = shop.cluster.answer(
      .nothingElse(.to([Target(group: db)])), coverage: [foreign])
    #expect(answer.outcome == .violated)
  }

  @Test func whatIsEmptyIsNamedInOrder() {
    let (web, api, _, none) = shop.groups
    func outcome(_ claim: Claim) -> Answer.Outcome { shop.cluster.answer(claim).outcome }
    #expect(
      outcome(.reaches(from: [none], to: [Target(group: none)])) == .vacuous(.sources))
    #expect(
      outcome(.cannotReach(from: [none, web], to: [Target(group: none)]))
        == .vacuous(.destinations))
    #expect(
      outcome(.reaches(from: [web], to: [Target(group: shop.groups.db, ports: name("http"))]))
        == .vacuous(.ports))
    #expect(outcome(.reaches(from: [web], to: [Target(group: web)])) == .vacuous(.flows))
    #expect(outcome(.onlyMayReach(from: [anyone], to: [Target(group: api)])) == .vacuous(.flows))
    #expect(outcome(.noEgress(of: [none], except: [])) == .vacuous(.sources))
    #expect(outcome(.noIngress(to: [none], except: [])) == .vacuous(.destinations))
    #expect(outcome(.isolated([web], from: [none])) == .vacuous(.destinations))
    #expect(
      outcome(.noIngress(to: [web], except: [IngressException(from: [anyone])]))
        == .vacuous(.flows))
    #expect(outcome(.nothingElse(.from([none]))) == .vacuous(.flows))
  }

  @Test func someIsNeverVacuous() {
    let claim = Claim.someReaches(from: [shop.groups.none], to: [Target(group: anyone)])
    #expect(shop.cluster.answer(claim).outcome == .violated)
  }

  @Test func aTargetWithoutTheNamedPortRefutesAnObligation() {
    var shop = shop
    shop.allow("web", "db", 80)
    let both = shop.cluster.pods("app in (web db)")
    let claim = Claim.reaches(
      from: [external], to: [Target(group: both, ports: name("http"))])
    let answer = shop.cluster.answer(claim)
    #expect(answer.outcome == .violated)
    #expect(answer.counterexample == nil)
    #expect(answer.missingPort?.pod == shop.db)
    // A flow comes before a missing port.
    let all = shop.cluster.answer(
      .reaches(from: [external], to: [Target(group: shop.cluster.pods(""), ports: name("http"))]))
    #expect(all.counterexample == flow("1.0.0.0", shop.api, 3000))
    #expect(all.missingPort == nil)
  }

  @Test func hostNetworkPodsAreInGroups() {
    var shop = shop
    let host = shop.cluster.pod("host", in: shop.namespace, ["app": "db"], isHostNetwork: true)
    let answer = shop.cluster.answer(
      .cannotReach(from: [shop.groups.db], to: [Target(group: internet)]))
    #expect(answer.counterexample == flow(host, "1.0.0.0", 1))
  }

  @Test func serviceAccountsAreDefaultWhereNoneIsWritten() {
    var shop = shop
    let robot = shop.cluster.pod("robot", in: shop.namespace, ["app": "api"], serviceAccount: "r")
    func runs(as name: String) -> Group {
      Group(
        name: name,
        term: .pods(namespaces: .any, selector: nil, serviceAccount: shop.cluster.symbol(name)))
    }
    let target = Target(group: shop.groups.db, ports: ports(5984))
    let isRobot = runs(as: "r")
    let named = shop.cluster.answer(.reaches(from: [isRobot], to: [target]))
    #expect(named.witness == flow(robot, shop.db, 5984))
    let isDefault = runs(as: "default")
    let others = shop.cluster.answer(.cannotReach(from: [isDefault], to: [target]))
    #expect(others.counterexample == flow(shop.api, shop.db, 5984))
  }

  @Test func limitsOfWorkAreNoVerdict() {
    let claim = Claim.cannotReach(from: [anyone], to: [Target(group: anyone)])
    let engine = shop.cluster.engine([claim], limits: Limits(rlimit: 1))
    guard case .gaveUp(let reason) = engine.answer(claim).outcome else {
      Issue.record("answered within one unit")
      return
    }
    #expect(!reason.isEmpty)
  }

  @Test func timeThatIsUpIsNoVerdict() {
    let claim = Claim.cannotReach(from: [anyone], to: [Target(group: anyone)])
    let engine = shop.cluster.engine([claim], limits: Limits(timeout: 0))
    #expect(engine.answer(claim).outcome == .gaveUp(reason: "timeout"))
  }

  @Test func anEngineAnswersManyClaimsAndTheSameTwice() {
    let target = Target(group: shop.groups.db)
    let claims: [Claim] = [
      .cannotReach(from: [anyone], to: [target]), .reaches(from: [shop.groups.api], to: [target]),
      .cannotReach(from: [shop.groups.web], to: [target]),
    ]
    let engine = shop.cluster.engine(claims)
    #expect(engine.statistics.terms == 0)
    let first = claims.map { engine.answer($0).outcome }
    let second = claims.map { engine.answer($0).outcome }
    #expect(first == [.violated, .violated, .holds])
    #expect(first == second)
    #expect(engine.statistics.checks > 5)
    #expect(engine.statistics.resourceUnits > 0)
    #expect(engine.statistics.terms > 0)
  }
}
