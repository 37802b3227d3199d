import ClusterModel
import Evaluation
import Intents
import Samples
import Testing

/// What must be true of NetworkPolicy whatever the cluster is (semantics.md 4.4).
@Suite struct MetaTheoremTests {
  private struct Trial {
    var sample: Sample
    var assumptions: Assumptions
    var random: SplitMix64

    init(_ seed: UInt64) {
      random = SplitMix64(seed: seed)
      sample = Sample.random(using: &random)
      assumptions = Sample.randomAssumptions(using: &random)
    }

    /// The decisions on a sample of the flows that exist, without their reasons.
    mutating func decisions(_ snapshot: Snapshot) -> [Flow: Ternary] {
      let cluster = Cluster(snapshot, assumptions: assumptions)
      var decisions: [Flow: Ternary] = [:]
      for flow in sample.candidateFlows where random.chance(10) && cluster.exists(flow) {
        decisions[flow] = cluster.decision(for: flow).allowed
      }
      return decisions
    }
  }

  @Test(arguments: 0..<60 as Range<UInt64>)
  func orderOfPoliciesRulesPeersAndPortsIsIrrelevant(seed: UInt64) {
    var trial = Trial(seed)
    var shuffled = trial.sample.snapshot
    shuffled.networkPolicies.reverse()
    for index in shuffled.networkPolicies.indices {
      shuffled.networkPolicies[index].ingress = shuffled.networkPolicies[index].ingress?.reversed
      shuffled.networkPolicies[index].egress = shuffled.networkPolicies[index].egress?.reversed
    }
    var other = trial
    #expect(trial.decisions(trial.sample.snapshot) == other.decisions(shuffled))
  }

  @Test(arguments: 0..<60 as Range<UInt64>)
  func aFurtherPolicyOnlyAddsWhereAllAreIsolatedAlready(seed: UInt64) {
    var trial = Trial(seed)
    for namespace in ["x", "y", "z"] {
      trial.sample.policy("\(namespace)/deny", types: [.ingress, .egress])
    }
    guard let last = Sample.random(using: &trial.random).snapshot.networkPolicies.last else {
      return
    }
    var more = trial.sample.snapshot
    var further = last
    further.namespace = NamespaceID(rawValue: 0)
    further.podSelector = nil
    for rules in [further.ingress, further.egress] {
      for rule in rules ?? [] where rule.usesNames { return }
    }
    more.networkPolicies.append(further)
    var other = trial
    let before = trial.decisions(trial.sample.snapshot)
    let after = other.decisions(more)
    let grows = before.allSatisfy { after[$0.key] ?? .no >= $0.value }
    #expect(grows)
  }

  @Test(arguments: 0..<60 as Range<UInt64>)
  func theFirstPolicyOnlyRemoves(seed: UInt64) {
    var trial = Trial(seed)
    let policies = trial.sample.snapshot
    var open = trial.sample.snapshot
    open.networkPolicies = []
    var other = trial
    let before = trial.decisions(open)
    let after = other.decisions(policies)
    let shrinks = after.allSatisfy { before[$0.key] ?? .no >= $0.value }
    #expect(shrinks)
  }

  @Test(arguments: 0..<60 as Range<UInt64>)
  func isolationForEgressLeavesIngressAlone(seed: UInt64) {
    let trial = Trial(seed)
    let cluster = Cluster(trial.sample.snapshot, assumptions: trial.assumptions)
    var changed = trial.sample
    for namespace in ["x", "y", "z"] { changed.policy("\(namespace)/deny", types: [.egress]) }
    let denied = Cluster(changed.snapshot, assumptions: trial.assumptions)
    for pod in cluster.pods {
      let same =
        cluster.isolatingPolicies(of: pod, .ingress) == denied.isolatingPolicies(of: pod, .ingress)
      #expect(same)
    }
  }

  @Test(arguments: 0..<60 as Range<UInt64>)
  func labelsThatNobodyMentionsAreIrrelevant(seed: UInt64) {
    var trial = Trial(seed)
    var labelled = trial.sample
    let key = labelled.symbol("nobody-mentions-this")
    for index in labelled.snapshot.pods.indices { labelled.snapshot.pods[index].labels[key] = key }
    var other = trial
    #expect(trial.decisions(trial.sample.snapshot) == other.decisions(labelled.snapshot))
  }

  @Test(arguments: 0..<60 as Range<UInt64>)
  func aFurtherPodChangesNothingBetweenOthers(seed: UInt64) {
    var trial = Trial(seed)
    // Families are those of the cluster's addresses, and the new pod has none of its own.
    var more = trial.sample
    more.pod("x/newcomer", ["app": "a"])
    var other = trial
    #expect(trial.decisions(trial.sample.snapshot) == other.decisions(more.snapshot))
  }
}

extension [NetworkPolicyRule] {
  /// The rules, their peers and their ports, all backwards.
  fileprivate var reversed: [NetworkPolicyRule] {
    reversed().map { rule in
      var rule = rule
      rule.peers = rule.peers?.reversed()
      rule.ports = rule.ports?.reversed()
      return rule
    }
  }
}

extension NetworkPolicyRule {
  /// Whether the rule speaks of symbols that mean something else in another sample.
  fileprivate var usesNames: Bool {
    let selectors = (peers ?? []).flatMap { [$0.podSelector, $0.namespaceSelector] }
    return selectors.contains { $0.map { $0 != LabelSelector() } ?? false }
      || (ports ?? []).contains { if case .name = $0.port { true } else { false } }
  }
}
