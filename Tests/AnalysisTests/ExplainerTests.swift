import ClusterModel
import Evaluation
import Intents
import Samples
import Testing
import Verification

@testable import Analysis

/// Explanations of random clusters: what is said of a group holds for its flows, what decides does, and what is said to turn the
/// answer turns it.
@Suite struct ExplainerTests {
  /// A random cluster and everything about two ends of it.
  private func explanation(seed: UInt64) -> (cluster: Cluster, explanation: Explanation)? {
    var random = SplitMix64(seed: seed)
    let sample = Sample.random(using: &random)
    let cluster = Cluster(
      sample.snapshot, assumptions: Sample.randomAssumptions(using: &random))
    func selection() -> EndpointSelection {
      if random.chance(25) {
        var addresses: [IPFamily: IntervalSet<UInt128>] = [:]
        for family in cluster.families {
          addresses[family] = cluster.externalAddresses(of: family)
        }
        return EndpointSelection(text: "external", addresses: addresses)
      }
      return EndpointSelection(text: "some", pods: random.some(cluster.pods, atLeast: 1))
    }
    guard !cluster.pods.isEmpty else { return nil }
    let (source, destination) = (selection(), selection())
    guard
      let explanation = try? Explainer(cluster).explanation(from: source, to: destination)
    else { return nil }
    return (cluster, explanation)
  }

  @Test(arguments: 0..<400 as Range<UInt64>)
  func whatIsSaidOfAGroupHoldsForItsFlows(seed: UInt64) {
    guard let (cluster, explanation) = explanation(seed: seed) else { return }
    #expect(explanation.disagreement == nil)
    var covered: [Flow: Int] = [:]
    for (index, group) in explanation.groups.enumerated() {
      for flow in flows(of: group, cluster) {
        #expect(covered[flow] == nil, "\(flow) is in two groups")
        covered[flow] = index
        let isAlike = cluster.decision(for: flow) == group.decision
        #expect(isAlike, "\(flow) is not decided like its group")
        expectReasons(of: group, hold: flow, explanation.cluster)
      }
    }
    // Every port is explained for every pair of ends.
    for pair in Set(covered.keys.map { Ends($0) }) {
      let groups = explanation.groups.filter { group in
        flows(of: group, cluster).contains { Ends($0) == pair }
      }
      let ports = groups.reduce(PortSet()) { $0.union($1.ports) }
      #expect(ports == .all)
    }
  }

  /// What is said of a group besides the decision, for one of its flows.
  private func expectReasons(of group: FlowGroup, hold flow: Flow, _ cluster: Cluster) {
    for rule in group.decision.egress.determiningRules + group.decision.ingress.determiningRules {
      let (own, said) = (
        cluster.matchingPeer(of: rule, for: flow), cluster.matchingPeer(of: rule, for: group.flow)
      )
      #expect(own == said, "\(flow) is let in by another peer")
    }
    for (direction, mismatches) in group.mismatches {
      let own = cluster.mismatches(of: flow, direction)
      #expect(own.map(\.rule) == mismatches.map(\.rule))
      for (said, own) in zip(mismatches, own) {
        #expect(said.peer == own.peer)
        let conditions = own.conditions.map(\.ofAnyProtocol)
        let isTrue = said.conditions.allSatisfy { conditions.contains($0.ofAnyProtocol) }
        #expect(isTrue, "\(said.conditions) is not what keeps \(flow) out")
        #expect(said.first?.ofAnyProtocol == conditions.first)
      }
    }
    #expect(cluster.unknown(behind: flow) == group.settlement)
    guard let core = group.core else { return }
    let isCertain = group.decision.allowed == .yes
    func holds(_ grounds: [Ground]) -> Bool {
      let allowed = cluster.resting(on: Set(grounds), core.stance).decision(for: flow).allowed
      return (isCertain ? allowed == .yes : allowed != .no) == (core.stance == .permission)
    }
    let (suffices, isIdle) = (
      holds(core.grounds),
      core.grounds.contains { ground in
        holds(core.grounds.filter { $0 != ground })
      }
    )
    #expect(suffices, "\(flow) does not rest on what is said")
    #expect(!(core.isMinimal && isIdle), "\(flow) rests on less than is said")
  }

  @Test(arguments: 0..<400 as Range<UInt64>)
  func theDecidingRuleDecides(seed: UInt64) {
    guard let (cluster, explanation) = explanation(seed: seed) else { return }
    for group in explanation.groups {
      for direction in [group.decision.egress, group.decision.ingress] {
        guard direction.basis == .rules, direction.allowed == .yes else { continue }
        // Without the rules that let it in, the flow is denied; with any one of them alone it is not.
        let all = Set(cluster.snapshot.grounds)
        let own = Set(direction.determiningRules.map(\.ground))
        let certain = direction.determiningRules.map(\.ground).first
        func isAllowed(_ grounds: Set<Ground>) -> Bool {
          cluster.resting(on: grounds, .permission).decision(for: group.flow).isCertain
        }
        let without = isAllowed(all.subtracting(own))
        #expect(!without)
        let other = all.subtracting(own).union(certain.map { [$0] } ?? [])
        let isWhole = group.decision.isCertain
        #expect(isAllowed(other) == isWhole)
      }
    }
  }

  @Test(arguments: 0..<400 as Range<UInt64>)
  func remediesTurnTheAnswer(seed: UInt64) {
    guard let (cluster, explanation) = explanation(seed: seed) else { return }
    expectRemedies(of: explanation, turn: cluster.assumptions)
  }

  /// With admin tiers, and between everybody and everybody, addresses with them.
  @Test(arguments: 0..<120 as Range<UInt64>)
  func whatIsSaidOfTiersAndAddressesHolds(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var sample = Sample.random(using: &random)
    sample.addTiers(using: &random)
    let cluster = Cluster(
      sample.snapshot, assumptions: Sample.randomAssumptions(using: &random))
    var addresses: [IPFamily: IntervalSet<UInt128>] = [:]
    for family in cluster.families { addresses[family] = cluster.externalAddresses(of: family) }
    let anyone = EndpointSelection(text: "anyone", pods: cluster.pods, addresses: addresses)
    guard let explanation = try? Explainer(cluster).explanation(from: anyone, to: anyone) else {
      return
    }
    #expect(explanation.disagreement == nil)
    for group in explanation.groups {
      for flow in flows(of: group, cluster) {
        let isAlike = cluster.decision(for: flow) == group.decision
        #expect(isAlike, "\(flow) is not decided like its group")
        expectReasons(of: group, hold: flow, explanation.cluster)
      }
    }
    expectRemedies(of: explanation, turn: cluster.assumptions)
  }

  private func expectRemedies(of explanation: Explanation, turn assumptions: Assumptions) {
    for group in explanation.groups {
      #expect(group.remedies.isEmpty == (group.obstacle != nil))
      for remedy in group.remedies {
        let changed = Cluster(
          remedy.changes.reduce(explanation.cluster.snapshot) { $0.applying($1) },
          assumptions: assumptions)
        #expect((remedy.allowed != .no) == (group.decision.allowed == .no))
        let turned = flows(of: remedy.region, changed)
        #expect(!turned.isEmpty)
        for flow in turned {
          let allowed = changed.decision(for: flow).allowed
          let isAsSaid = remedy.allowed == .unknown ? allowed != .no : allowed == remedy.allowed
          #expect(isAsSaid, "\(remedy.changes) does not turn \(flow)")
        }
      }
    }
  }

  @Test(arguments: 0..<400 as Range<UInt64>)
  func everyRuleThatDoesNotMatchSaysWhy(seed: UInt64) {
    guard let (cluster, explanation) = explanation(seed: seed) else { return }
    for group in explanation.groups {
      for (direction, mismatches) in group.mismatches {
        let subject = direction == .ingress ? group.flow.destination : group.flow.source
        guard case .pod(let pod) = subject else {
          Issue.record("no pod denies \(group.flow)")
          continue
        }
        #expect(mismatches.map(\.rule) == cluster.rules(for: pod, direction))
        #expect(mismatches.allSatisfy { !$0.conditions.isEmpty })
      }
    }
  }

  private func flows(of group: FlowGroup, _ cluster: Cluster) -> [Flow] {
    flows(of: group.region, cluster)
  }

  /// Flows of a region: every pod of it, and the edges of its ranges of addresses and ports.
  private func flows(of group: FlowRegion, _ cluster: Cluster) -> [Flow] {
    func ends(_ set: EndSet) -> [Endpoint] {
      switch set {
      case .pods(let pods): pods.map(Endpoint.pod)
      case .addresses(let addresses):
        addresses.ranges.flatMap { family, set in
          set.ranges.flatMap { [$0.lowerBound, $0.upperBound] }
            .map { .address(IPAddress(family: family, bits: $0)) }
        }
      }
    }
    var flows: Set<Flow> = []
    for source in ends(group.sources) {
      for destination in ends(group.destinations) {
        for family in group.families {
          for proto in TransportProtocol.allCases {
            for port in group.ports[proto].ranges.flatMap({ [$0.lowerBound, $0.upperBound] }) {
              let flow = Flow(
                source: source, destination: destination, family: family, protocol: proto,
                port: port)
              if cluster.exists(flow) { flows.insert(flow) }
            }
          }
        }
      }
    }
    return Array(flows)
  }

  private struct Ends: Hashable {
    var source: Endpoint
    var destination: Endpoint
    var family: IPFamily

    init(_ flow: Flow) {
      (source, destination, family) = (flow.source, flow.destination, flow.family)
    }
  }
}

extension Snapshot {
  /// Every rule of every policy.
  fileprivate var grounds: [Ground] {
    networkPolicies.indices.flatMap { index -> [Ground] in
      let (id, policy) = (
        PolicyID.networkPolicy(NetworkPolicyID(rawValue: Int32(index))), networkPolicies[index]
      )
      return (policy.ingress ?? []).indices.map { Ground(id, .ingress, rule: $0) }
        + (policy.egress ?? []).indices.map { Ground(id, .egress, rule: $0) }
    }
  }
}
