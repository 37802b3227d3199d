import ClusterModel
import Intents
import Testing

/// `namespaces labelled KEY are isolated from each other`.
@Suite struct TenantTests {
  private struct Tenants {
    var cluster = Cluster()
    let key: Symbol
    var namespaces: [NamespaceID] = []
    var pods: [PodID] = []

    /// A namespace and a pod for each tenant; nil is a namespace without the label.
    init(_ tenants: [String?]) {
      key = cluster.symbol("tenant")
      for (index, tenant) in tenants.enumerated() {
        let namespace = cluster.namespace("n\(index)", tenant.map { ["tenant": $0] } ?? [:])
        namespaces.append(namespace)
        pods.append(cluster.pod("p", in: namespace, ["app": "p"]))
      }
    }

    /// Pods of a namespace hear only those of namespaces that `selector` picks.
    mutating func protect(_ index: Int, from selector: String) {
      let rule = cluster.rule([cluster.peer(namespaces: selector)])
      cluster.policy(in: namespaces[index], "", types: [.ingress], ingress: [rule])
    }

    func answer(_ exceptions: [TenantException] = []) -> Answer {
      cluster.answer(.namespacesIsolated(key: key, except: exceptions))
    }
  }

  @Test func namespacesOfOneTenantMayTalk() {
    #expect(Tenants(["a", "a"]).answer().outcome == .vacuous(.flows))
    var three = Tenants(["a", "a", "b"])
    for (index, tenant) in ["a", "a", "b"].enumerated() {
      three.protect(index, from: "tenant=\(tenant)")
    }
    #expect(three.answer().outcome == .holds)
  }

  @Test func everyTenantIsAsked() {
    for open in 0..<3 {
      var tenants = Tenants(["a", "b", "c"])
      for (index, tenant) in ["a", "b", "c"].enumerated() where index != open {
        tenants.protect(index, from: "tenant=\(tenant)")
      }
      let answer = tenants.answer()
      #expect(answer.outcome == .violated)
      #expect(answer.counterexample?.destination == .pod(tenants.pods[open]))
    }
  }

  @Test func namespacesWithoutTheKeyAreIsolatedFromThoseWithIt() {
    var tenants = Tenants(["a", nil, nil])
    tenants.protect(0, from: "tenant=a")
    #expect(tenants.answer().counterexample?.source == .pod(tenants.pods[0]))
    tenants.protect(1, from: "!tenant")
    tenants.protect(2, from: "!tenant")
    #expect(tenants.answer().outcome == .holds)
  }

  @Test func withoutTheKeyThereIsNothingToIsolate() {
    #expect(Tenants([nil, nil]).answer().outcome == .vacuous(.flows))
  }

  @Test func exceptionsExcuse() {
    let tenants = Tenants(["a", "b"])
    var cluster = tenants.cluster
    let all = cluster.pods()
    #expect(
      tenants.answer([.from(IngressException(from: [all], ports: .all))]).outcome
        == .vacuous(.flows))
    let one = tenants.answer([.to(Target(group: all, ports: ports(1)))])
    #expect(one.counterexample?.port == 1)
    #expect(one.counterexample?.protocol == .udp)
  }
}
