import ClusterModel
import Evaluation
import ExplicitEngine
import Intents
import Samples
import SymbolicEngine
import Testing

/// Every policy of a small grammar over one small cluster, under every kind of claim: nothing left to chance.
@Suite struct SmallScopeTests {
  /// What a direction of a policy can look like.
  private enum Rules: CaseIterable {
    case missing, none, everything, pods, namespaces, both, block, port, name
  }

  private static let types: [[Direction]?] = [nil, [.ingress], [.egress], [.ingress, .egress]]

  @Test(arguments: 0..<4, [false, true])
  func enginesAgreeOnEveryPolicy(types: Int, selectsAll: Bool) {
    for ingress in Rules.allCases {
      for egress in Rules.allCases {
        var sample = Self.cluster()
        sample.policy(
          "x/n", pods: selectsAll ? nil : sample.selector(["app": "a"]), types: Self.types[types],
          ingress: Self.rules(ingress, &sample), egress: Self.rules(egress, &sample))
        compare(sample, "\(types) \(selectsAll) \(ingress) \(egress)")
      }
    }
  }

  private func compare(_ sample: Sample, _ name: String) {
    var sample = sample
    let claims = Self.claims(&sample)
    let assumptions = Assumptions(clusterCIDRs: [CIDR("10.0.0.0/16")].compactMap(\.self))
    let cluster = Cluster(sample.snapshot, assumptions: assumptions)
    let explicit = ExplicitEngine(cluster, claims: claims, coverage: claims)
    let symbolic = SymbolicEngine(
      snapshot: sample.snapshot, assumptions: assumptions, claims: claims, coverage: claims,
      limits: Limits())
    for claim in claims {
      let left = explicit.answer(claim)
      let right = symbolic.answer(claim)
      let agree =
        left.outcome == right.outcome && (left.witness == nil) == (right.witness == nil)
        && (left.missingPort == nil) == (right.missingPort == nil)
      #expect(agree, "\(name): \(claim): \(left.outcome) and \(right.outcome)")
      for flow in [left.counterexample, right.counterexample].compactMap(\.self) {
        let isViolation =
          cluster.violation(of: claim, by: flow, coverage: claims) != nil
          && symbolic.accepts(flow, asViolationOf: claim)
        #expect(isViolation, "\(name): \(claim): \(flow)")
      }
    }
  }

  /// Known and unknown addresses, replicas, a host, two namespaces.
  private static func cluster() -> Sample {
    var sample = Sample()
    sample.declare("x", ["team": "x"])
    sample.declare("y", ["team": "y"])
    let http = sample.port("http", 80)
    sample.pod("x/a", ["app": "a"], ports: [http], population: .replicas)
    sample.pod("x/b", ["app": "b"], addresses: ["10.0.0.2"])
    sample.pod("y/b", ["app": "b"], ports: [http])
    sample.pod("y/host", ["app": "b"], isHostNetwork: true)
    return sample
  }

  private static func rules(_ rules: Rules, _ sample: inout Sample) -> [NetworkPolicyRule]? {
    switch rules {
    case .missing: return nil
    case .none: return []
    case .everything: return [sample.rule()]
    case .pods: return [sample.rule([sample.peer(pods: sample.selector(["app": "b"]))])]
    case .namespaces:
      return [sample.rule([sample.peer(namespaces: sample.selector("team", .notIn, ["x"]))])]
    case .both:
      let peer = sample.peer(pods: sample.selector(["app": "b"]), namespaces: LabelSelector())
      return [sample.rule([peer])]
    case .block: return [sample.rule([sample.peer("10.0.0.0/24", except: ["10.0.0.0/30"])])]
    case .port:
      return [sample.rule(ports: [NetworkPolicyPort(port: .number(80), endPort: 81)])]
    case .name: return [sample.rule(ports: [NetworkPolicyPort(port: .name(sample.symbol("http")))])]
    }
  }

  private static func claims(_ sample: inout Sample) -> [Claim] {
    let a = sample.group("A", namespace: "x", ["app": "a"])
    let b = sample.group("B", ["app": "b"])
    let outside = Group(name: "external", term: .external)
    let http = Ports.list([PortTerm(.name(sample.symbol("http")))])
    let page = Ports.list([PortTerm(.numbers(80...80))])
    return [
      .reaches(from: [b], to: [Target(group: a, ports: page)]),
      .reaches(from: [a], to: [Target(group: b, ports: http)]),
      .someReaches(from: [outside], to: [Target(group: a)]),
      .cannotReach(from: [a], to: [Target(group: outside, ports: page)]),
      .onlyMayReach(from: [b], to: [Target(group: a, ports: http)]),
      .onlyReaches(from: [b, a], to: [Target(group: a, ports: page)]),
      .noEgress(of: [a], except: [Target(group: b, ports: page)]),
      .noIngress(to: [a], except: [IngressException(from: [b], ports: page)]),
      .isolated([a], from: [outside]),
      .namespacesIsolated(key: sample.symbol("team"), except: []),
      .nothingElse(.namespaces([sample.symbol("x")])),
    ]
  }
}
