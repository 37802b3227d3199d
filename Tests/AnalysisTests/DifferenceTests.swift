import Analysis
import ClusterModel
import Evaluation
import Intents
import Samples
import Testing

/// Differences taken apart again into single flows, against the reference semantics on both sides.
@Suite struct DifferenceTests {
  @Test(arguments: 0..<300 as Range<UInt64>)
  func everyFlowThatDiffersIsInOneRegion(seed: UInt64) {
    var random = SplitMix64(seed: 61_000 + seed)
    let clusters = Self.randomPair(using: &random)
    let difference = DifferenceFinder(clusters).difference()
    var differs = false
    for flow in Sample.candidateFlows(of: clusters.snapshots.new) where clusters.isMeant(flow) {
      let expected = clusters.change(of: flow)
      if expected != .none { differs = true }
      let said = difference.change(of: flow)
      let agrees = said == expected
      #expect(agrees, "\(flow): said \(said), reference \(expected)")
    }
    #expect(!differs || !difference.isEmpty)
  }

  @Test(arguments: 0..<100 as Range<UInt64>)
  func nothingDiffersFromItself(seed: UInt64) {
    var random = SplitMix64(seed: 62_000 + seed)
    let sample = Sample.random(using: &random)
    let clusters = ClusterPair(
      SnapshotPair(sample.snapshot, sample.snapshot),
      assumptions: Sample.randomAssumptions(using: &random))
    let difference = DifferenceFinder(clusters).difference()
    #expect(difference.isEmpty)
    #expect(difference.namespaces.isEmpty)
    #expect(difference.workloads.isEmpty)
  }

  @Test(arguments: 0..<150 as Range<UInt64>)
  func theReverseChangeLosesWhatIsGained(seed: UInt64) {
    var random = SplitMix64(seed: 63_000 + seed)
    let clusters = Self.randomPair(using: &random)
    let reverse = ClusterPair(
      SnapshotPair(clusters.snapshots.new, clusters.snapshots.old),
      assumptions: clusters.assumptions)
    let (forth, back) = (
      DifferenceFinder(clusters).difference(), DifferenceFinder(reverse).difference()
    )
    #expect(forth.count(of: .added) == back.count(of: .removed))
    #expect(forth.gainsFlows == back.regions.contains { !$0.lost.isEmpty })
  }

  /// Without the rule that is named, the flow is not gained, or another reason is named for it.
  @Test(arguments: 0..<200 as Range<UInt64>)
  func theRuleThatIsNamedDecides(seed: UInt64) {
    var random = SplitMix64(seed: 64_000 + seed)
    let clusters = Self.randomPair(using: &random)
    for region in DifferenceFinder(clusters).difference().regions {
      guard let flow = region.gainedFlow else { continue }
      #expect(region.causes.contains { $0.isGain }, "no reason for \(flow)")
      for cause in region.causes where cause.isGain && cause.side == .new {
        guard case .rule(let rule) = cause.reason else { continue }
        let without = ClusterPair(
          SnapshotPair(clusters.snapshots.old, clusters.snapshots.new.removing(rule)),
          assumptions: clusters.assumptions)
        let left = DifferenceFinder(without).difference().regions
          .first { $0.gains(flow) }
        let decides = left.map { !$0.causes.contains(cause) } ?? true
        // A region may have several rules, each for some of its ports.
        #expect(decides || region.causes.count > 1, "\(rule) does not decide on \(flow)")
      }
    }
  }

  /// `diff` says nothing where `list` says the same of both sides, and something where it does not.
  @Test(arguments: 0..<100 as Range<UInt64>)
  func theDifferenceIsEmptyWhereTheListingsAreTheSame(seed: UInt64) {
    var random = SplitMix64(seed: 64_500 + seed)
    let clusters = Self.randomPair(using: &random)
    var options = ConnectivityOptions()
    options.showsReplicas = true
    options.isGrouped = random.chance(30)
    let (before, after) = (
      ListedFlows(Connectivity(clusters.old, options)),
      ListedFlows(Connectivity(clusters.new, options))
    )
    let areSame = Sample.candidateFlows(of: clusters.snapshots.new).allSatisfy { flow in
      !clusters.isMeant(flow) || before.certainty(of: flow) == after.certainty(of: flow)
    }
    #expect(DifferenceFinder(clusters).difference().isEmpty == areSame)
  }

  /// What `explain` says of a flow that `diff` says is gained: the rule that the one names is among those that decide for the
  /// other, and without these the flow is denied.
  @Test(arguments: 0..<60 as Range<UInt64>)
  func explainNamesTheRulesThatDecideWhatIsGained(seed: UInt64) throws {
    var random = SplitMix64(seed: 64_700 + seed)
    let clusters = Self.randomPair(using: &random)
    for region in DifferenceFinder(clusters).difference().regions.prefix(4) {
      guard let flow = region.gainedFlow else { continue }
      let explained = try Explainer(clusters.new).explanation(
        from: .only(flow.source), to: .only(flow.destination))
      let group = try #require(
        explained.groups.first {
          $0.families.contains(flow.family) && $0.ports.contains(flow.port, of: flow.protocol)
        })
      #expect(group.decision.isPossible)
      for cause in region.causes where cause.isGain && cause.side == .new {
        guard region.causes.count == 1, case .rule(let rule) = cause.reason else { continue }
        let directed =
          rule.direction == .ingress ? group.decision.ingress : group.decision.egress
        #expect(directed.determiningRules.contains(rule), "\(rule) does not decide on \(flow)")
        var snapshot = clusters.snapshots.new
        for rule in directed.determiningRules.sorted(by: { $0.index > $1.index }) {
          snapshot = snapshot.removing(rule)
        }
        let without = Cluster(snapshot, assumptions: clusters.assumptions)
        #expect(without.decision(for: flow).allowed == .no, "\(flow) needs no rule of \(rule)")
      }
    }
  }

  static func randomPair(using random: inout SplitMix64) -> ClusterPair {
    let sample = Sample.random(using: &random)
    let changed = sample.changed(using: &random)
    return ClusterPair(
      SnapshotPair(sample.snapshot, changed.snapshot),
      assumptions: Sample.randomAssumptions(using: &random))
  }
}

/// What a change does to one flow.
enum FlowChange: Equatable {
  case none, gained(Certainty), lost(Certainty), settled, unsettled
}

extension ClusterPair {
  /// Addresses count that lie outside on both sides.
  func isMeant(_ flow: Flow) -> Bool {
    func isOutside(_ end: Endpoint) -> Bool {
      guard case .address(let address) = end else { return true }
      return Side.allCases.allSatisfy {
        self[$0].externalAddresses(of: address.family).contains(address.bits)
      }
    }
    return isOutside(flow.source) && isOutside(flow.destination)
      && (old.exists(flow) || new.exists(flow))
  }

  func change(of flow: Flow) -> FlowChange {
    func allowed(_ cluster: Cluster) -> Ternary {
      cluster.exists(flow) ? cluster.decision(for: flow).allowed : .no
    }
    return FlowChange(allowed(old), allowed(new))
  }
}

extension Difference {
  /// Traps where two regions have the flow.
  func change(of flow: Flow) -> FlowChange {
    let found = regions.flatMap { $0.changes(of: flow) }
    precondition(found.count <= 1, "\(flow) is in \(found.count) regions")
    return found.first ?? .none
  }
}

extension ChangedRegion {
  func changes(of flow: Flow) -> [FlowChange] {
    guard sources.contains(where: { $0.contains(flow.source) }),
      destinations.contains(where: { $0.contains(flow.destination) })
    else { return [] }
    func certainties(_ parts: [PortsPart]) -> [Certainty] {
      parts.filter {
        ($0.family ?? flow.family) == flow.family
          && $0.ports.contains(flow.port, of: flow.protocol)
      }.map(\.certainty)
    }
    return certainties(gained).map(FlowChange.gained) + certainties(lost).map(FlowChange.lost)
      + certainties(settled).map { _ in .settled } + certainties(unsettled).map { _ in .unsettled }
  }

  func gains(_ flow: Flow) -> Bool {
    changes(of: flow).contains { if case .gained = $0 { true } else { false } }
  }
}

extension ChangedEnd {
  func contains(_ end: Endpoint) -> Bool {
    switch (self, end) {
    case (.pods(let workload), .pod(let pod)): workload.pods.contains(pod)
    case (.addresses(let set), .address(let address)):
      set.ranges[address.family]?.contains(address.bits) ?? false
    default: false
    }
  }
}

extension Snapshot {
  /// Without a rule; the policy isolates as before.
  func removing(_ rule: RuleReference) -> Snapshot {
    guard case .networkPolicy(let id) = rule.policy else { return self }
    var result = self
    let index = Int(id.rawValue)
    var policy = networkPolicies[index]
    if policy.policyTypes?.isEmpty ?? true {
      policy.policyTypes = (policy.egress ?? []).isEmpty ? [.ingress] : [.ingress, .egress]
    }
    switch rule.direction {
    case .ingress: policy.ingress?.remove(at: rule.index)
    case .egress: policy.egress?.remove(at: rule.index)
    }
    result.networkPolicies[index] = policy
    return result
  }
}

extension EndpointSelection {
  fileprivate static func only(_ end: Endpoint) -> EndpointSelection {
    switch end {
    case .pod(let pod): EndpointSelection(text: "end", pods: [pod])
    case .address(let address):
      EndpointSelection(
        text: "end", addresses: [address.family: IntervalSet(address.bits...address.bits)])
    }
  }
}
