import ClusterModel
import Evaluation
import ExplicitEngine
import Intents
import Samples
import Testing

/// `namespaces labelled KEY are isolated from each other`, for tenants that are yet to come.
@Suite struct TenantsToComeTests {
  /// Two tenants that let in pods of namespaces which `allowed` takes in, and those of their own.
  private func tenants(_ allowed: (inout Sample) -> LabelSelector) -> (WorldCase, Claim) {
    var world = WorldCase()
    for name in ["a", "b"] {
      world.sample.declare(name, ["tenant": name])
      world.sample.pod("\(name)/web")
      let peers = [
        world.sample.peer(pods: LabelSelector()),
        world.sample.peer(namespaces: allowed(&world.sample)),
      ]
      world.sample.policy(
        "\(name)/own", types: [.ingress, .egress],
        ingress: [world.sample.rule(peers)],
        egress: [world.sample.rule([world.sample.peer(pods: LabelSelector())])])
    }
    return (world, .namespacesIsolated(key: world.sample.symbol("tenant"), except: []))
  }

  @Test func isolatedTenantsStayIsolated() {
    let (world, claim) = tenants { $0.selector(["team": "nobody", "tenant": "nobody"]) }
    #expect(world.answer(claim, in: .open).outcome == .holds)
    let answer = world.answer(claim, in: .openCluster)
    #expect(world.pod(of: answer.hypothesis) == "new *0 {tenant=nobody team=nobody} {}")
  }

  @Test func aNamespaceWithoutTheKeyIsStrangerThanOneOfTheSameTenant() {
    let (world, claim) = tenants { $0.selector(["team": "ops"]) }
    let answer = world.answer(claim, in: .openCluster)
    // Of two tenants it can belong to one at most; it need not have the label at all.
    #expect(world.pod(of: answer.hypothesis) == "new *0 {team=ops} {}")
    var same = world
    let team = Group(
      name: "OPS",
      term: .pods(
        namespaces: .matching(same.sample.selector(["team": "ops"])), selector: nil,
        serviceAccount: nil))
    let except = TenantException.from(IngressException(from: [team]))
    let excused = Claim.namespacesIsolated(key: same.sample.symbol("tenant"), except: [except])
    #expect(same.answer(excused, in: .openCluster).outcome == .holds)
  }

  @Test func theSameTenantIsNoStranger() {
    let (world, claim) = tenants { $0.selector("tenant", .in, ["a"]) }
    // Tenant b lets in tenant a: deployed pods of a have no egress to it, a new namespace of tenant a has.
    #expect(world.answer(claim, in: .open).outcome == .holds)
    let answer = world.answer(claim, in: .openCluster)
    #expect(world.pod(of: answer.hypothesis) == "new *0 {tenant=a} {}")
    #expect(answer.counterexample?.destination == .pod(PodID(rawValue: 1)))
    var fixed = world
    fixed.assumptions.fixedNamespaceLabels = [fixed.sample.symbol("tenant")]
    #expect(fixed.answer(claim, in: .openCluster).outcome == .holds)
  }

  @Test func twoTenantsToComeHaveTwoValues() {
    var world = WorldCase()
    world.sample.declare("a", ["tenant": "a"])
    world.sample.pod("a/web")
    world.sample.policy("a/deny", types: [.ingress, .egress])
    let claim = Claim.namespacesIsolated(key: world.sample.symbol("tenant"), except: [])
    #expect(world.answer(claim, in: .openCluster).outcome == .holds)
    let answer = world.answer(claim, in: .openBoth)
    #expect(answer.outcome == .violated)
    #expect(answer.hypothesis.namespaces.count == 2)
    // One of them with the label is enough, and what they are called does not matter.
    #expect(world.pod(0, of: answer.hypothesis) == "new *0 {} {}")
    #expect(world.pod(1, of: answer.hypothesis) == "new *1 {tenant=*0} {}")
    // With copies of a's policies they are isolated like everybody.
    world.assumptions.newNamespacePolicies = world.sample.symbol("a")
    #expect(world.answer(claim, in: .openBoth).outcome == .holds)
  }
}
