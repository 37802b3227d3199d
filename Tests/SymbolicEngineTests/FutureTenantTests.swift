import ClusterModel
import Intents
import SymbolicEngine
import Testing

/// `namespaces labelled tenant are isolated from each other`, for the tenants to come.
@Suite struct FutureTenantTests {
  /// A namespace with a pod for each tenant, closed but for pods of the same tenant.
  private func closed(_ tenants: [String]) -> Cluster {
    var cluster = Cluster()
    for tenant in tenants {
      let namespace = cluster.namespace("ns-\(tenant)", ["tenant": tenant])
      cluster.pod("p", in: namespace)
      let rule = cluster.rule([cluster.peer(namespaces: "tenant=\(tenant)")])
      cluster.policy(in: namespace, types: [.ingress, .egress], ingress: [rule], egress: [rule])
    }
    return cluster
  }

  private func answer(_ cluster: Cluster, _ world: World) -> Answer {
    var cluster = cluster
    return cluster.answer(
      .namespacesIsolated(key: cluster.symbol("tenant"), except: []), in: world)
  }

  @Test func tenantsOfTheManifestsStayIsolated() {
    let cluster = closed(["a", "b"])
    for world in [World.deployed, .open, .openCluster] {
      #expect(answer(cluster, world).outcome == .holds)
    }
  }

  @Test func tenantsToComeAreIsolatedByABaselineOnly() throws {
    var cluster = closed(["a", "b"])
    let open = answer(cluster, .openBoth)
    let first = try #require(open.counterexamples.first)
    // A new tenant without policies, and another namespace without any.
    #expect(open.counterexamples.count == 1)
    #expect(first.hypothesis.pods.count == 2)
    #expect(first.hypothesis.namespaces.count == 2)
    #expect(first.hypothesis.namespaces.flatMap(\.labels).count == 1)

    let baseline = cluster.namespace("baseline")
    let own = cluster.rule([cluster.peer(pods: "")])
    cluster.policy(in: baseline, types: [.ingress, .egress], ingress: [own], egress: [own])
    cluster.assumptions.newNamespacePolicies = cluster.symbol("baseline")
    #expect(answer(cluster, .openBoth).outcome == .holds)
  }

  @Test func twoNewTenantsAreToldApartByTwoNewValues() {
    var cluster = closed(["a"])
    // A baseline that takes any namespace with the key for a friend.
    let baseline = cluster.namespace("baseline")
    let friends = cluster.rule([cluster.peer(namespaces: "tenant,tenant notin (a)")])
    cluster.policy(
      in: baseline, types: [.ingress, .egress], ingress: [friends], egress: [friends])
    cluster.assumptions.newNamespacePolicies = cluster.symbol("baseline")
    cluster.assumptions.fixedNamespaceLabels = [cluster.symbol("tenant")]
    let answer = answer(cluster, .openBoth)
    #expect(answer.counterexamples.map(\.hypothesis.pods.count) == [2])
    let values = answer.hypothesis.namespaces.flatMap(\.labels).map(\.value)
    #expect(values == [.fresh(0), .fresh(1)])
  }

  @Test func byNameEachNamespaceIsATenant() {
    var cluster = Cluster()
    let shop = cluster.namespace("shop")
    cluster.pod("p", in: shop)
    let own = cluster.rule([cluster.peer(pods: "")])
    cluster.policy(in: shop, types: [.ingress, .egress], ingress: [own], egress: [own])
    let claim = Claim.namespacesIsolated(
      key: cluster.symbol("kubernetes.io/metadata.name"), except: [])
    #expect(cluster.answer(claim).outcome == .vacuous(.flows))
    #expect(cluster.answer(claim, in: .open).outcome == .vacuous(.flows))
    #expect(cluster.answer(claim, in: .openCluster).outcome == .holds)
    let both = cluster.answer(claim, in: .openBoth)
    #expect(both.hypothesis.namespaces.map(\.name) == [.fresh(0), .fresh(1)])
  }

  @Test func anUndeclaredNamespaceMayBeOfAnyTenant() {
    var cluster = closed(["a", "b"])
    let lab = cluster.undeclaredNamespace("lab")
    cluster.pod("p", in: lab)
    #expect(answer(cluster, .deployed).outcome == .holds)
    // It may be labelled tenant=a; then it reaches a, which is of the same tenant, and of b nobody.
    #expect(answer(cluster, .open).outcome == .holds)
    let other = cluster.undeclaredNamespace("other")
    cluster.pod("q", in: other)
    let open = answer(cluster, .open)
    #expect(open.hypothesis.pods.isEmpty)
    #expect(open.hypothesis.namespaceLabels.count == 1)
  }

  @Test func exceptionsExcuseNewPodsToo() {
    var cluster = Cluster()
    for tenant in ["a", "b"] {
      let namespace = cluster.namespace("ns-\(tenant)", ["tenant": tenant])
      cluster.pod("p", in: namespace)
      let rule = cluster.rule(
        [cluster.peer(pods: "app=dns", namespaces: "")],
        ports: [NetworkPolicyPort(protocol: .udp, port: .number(53))])
      cluster.policy(in: namespace, types: [.ingress, .egress], egress: [rule])
    }
    let dns = Target(group: cluster.pods("app=dns"), ports: ports(53, protocol: .udp))
    let key = cluster.symbol("tenant")
    #expect(
      cluster.answer(.namespacesIsolated(key: key, except: [.to(dns)]), in: .openCluster).outcome
        == .holds)
    #expect(
      cluster.answer(.namespacesIsolated(key: key, except: []), in: .openCluster).outcome
        == .violated)
  }
}
