import ClusterModel
import Evaluation
import ExplicitEngine
import Intents
import Samples
import SymbolicEngine
import Testing

/// Every peer of a small grammar, in every wider world and under every kind of authority over labels, against the oracle.
@Suite struct WorldSmallScopeTests {
  /// What a rule's peers can look like.
  private enum Peers: CaseIterable {
    case everyone, podIn, podNotIn, podExists, podAbsent, spaceIn, spaceNotIn, spaceExists,
      spaceAbsent, spaceName, otherName, both, block
  }

  private enum Authority: CaseIterable {
    case nobody, namespaces, pods, baseline
  }

  /// Two new pods take the oracle long: once is enough.
  private static let settings: [(World, Bool)] = [
    (.open, true), (.openCluster, false), (.openCluster, true), (.openBoth, true),
  ]

  @Test(arguments: settings)
  func enginesFindWhatIsThereUnderEveryPeer(world: World, isolatesEgress: Bool) {
    for peers in Peers.allCases {
      for authority in world == .openBoth ? [.nobody, .baseline] : Authority.allCases {
        var sample = Self.cluster()
        let rule = sample.rule([Self.peer(peers, &sample)].compactMap(\.self))
        sample.policy(
          "x/n", types: isolatesEgress ? [.ingress, .egress] : [.ingress], ingress: [rule],
          egress: [sample.rule([sample.peer(pods: LabelSelector())])])
        compare(
          WorldSample(
            sample: sample, assumptions: Self.assumptions(authority, &sample),
            claims: Self.claims(&sample), world: world), "\(peers) \(authority)")
      }
    }
  }

  private func compare(_ sample: WorldSample, _ name: String) {
    let oracle = Oracle(
      sample.sample.snapshot, assumptions: sample.assumptions, world: sample.world,
      claims: sample.claims)
    let engines = WorldEngines(sample)
    for (index, claim) in sample.claims.enumerated() {
      let least = oracle.findings[index].least
      for answer in [
        engines.explicit.answer(claim, in: sample.world),
        engines.symbolic.answer(claim, in: sample.world),
      ] {
        let found = Set(engines.sizes(answer).keys)
        let agrees =
          answer.outcome == oracle.outcome(of: index)
          && (found == Set(least.keys) || (found.contains(.none) && least[.none] != nil))
        #expect(agrees, "\(name), claim \(index): \(answer.outcome) \(found), not \(least)")
        let faults = engines.faults(in: answer, claim)
        #expect(faults.isEmpty, "\(name), claim \(index)")
      }
    }
  }

  /// A declared namespace, another whose labels nobody has written, and one client.
  private static func cluster() -> Sample {
    var sample = Sample()
    sample.declare("x", ["team": "x"])
    sample.pod("x/a", ["app": "a"], addresses: ["10.0.0.1"])
    sample.pod("y/b", ["app": "b"])
    return sample
  }

  private static func peer(_ peers: Peers, _ sample: inout Sample) -> NetworkPolicyPeer? {
    let name = "kubernetes.io/metadata.name"
    switch peers {
    case .everyone: return nil
    case .podIn: return sample.peer(pods: sample.selector("app", .in, ["c"]))
    case .podNotIn: return sample.peer(pods: sample.selector("app", .notIn, ["a", "c"]))
    case .podExists: return sample.peer(pods: sample.selector("app", .exists))
    case .podAbsent: return sample.peer(pods: sample.selector("app", .doesNotExist))
    case .spaceIn: return sample.peer(namespaces: sample.selector("team", .in, ["x", "z"]))
    case .spaceNotIn: return sample.peer(namespaces: sample.selector("team", .notIn, ["x", "z"]))
    case .spaceExists: return sample.peer(namespaces: sample.selector("team", .exists))
    case .spaceAbsent: return sample.peer(namespaces: sample.selector("team", .doesNotExist))
    case .spaceName: return sample.peer(namespaces: sample.selector([name: "z"]))
    case .otherName: return sample.peer(namespaces: sample.selector(name, .notIn, ["x", "y"]))
    case .both:
      return sample.peer(
        pods: sample.selector("app", .notIn, ["b"]), namespaces: sample.selector("team", .exists))
    case .block: return sample.peer("10.0.0.0/30")
    }
  }

  private static func assumptions(_ authority: Authority, _ sample: inout Sample) -> Assumptions {
    var assumptions = Assumptions(clusterCIDRs: [CIDR("10.0.0.0/16")].compactMap(\.self))
    switch authority {
    case .nobody: break
    case .namespaces: assumptions.fixedNamespaceLabels = [sample.symbol("team")]
    case .pods: assumptions.fixedPodLabels = [sample.symbol("app")]
    case .baseline: assumptions.newNamespacePolicies = sample.symbol("x")
    }
    return assumptions
  }

  private static func claims(_ sample: inout Sample) -> [Claim] {
    let x = sample.group("X", namespace: "x")
    let a = sample.group("A", ["app": "a"])
    let b = sample.group("B", namespace: "y", ["app": "b"])
    return [
      .noIngress(to: [x], except: [IngressException(from: [x])]),
      .onlyMayReach(from: [b], to: [Target(group: x)]),
      .cannotReach(from: [a], to: [Target(group: a)]),
      .reaches(from: [x], to: [Target(group: x)]),
      .namespacesIsolated(key: sample.symbol("team"), except: []),
    ]
  }
}
