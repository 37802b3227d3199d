import Analysis
import ClusterModel
import Evaluation
import Intents
import Samples
import Testing

/// Questions about two sides, decided by both engines.
@Suite struct DifferenceJudgeTests {
  @Test(arguments: 0..<150 as Range<UInt64>)
  func theEnginesAgreeAboutDeployedPods(seed: UInt64) {
    var random = SplitMix64(seed: 65_000 + seed)
    let clusters = DifferenceTests.randomPair(using: &random)
    let answer = DifferenceJudge(clusters).answer(to: DifferenceQuestion.allCases)
    for verdict in answer.verdicts {
      guard case .both = verdict.deciders else {
        Issue.record("\(verdict.question): \(verdict.answer), \(String(describing: verdict.flow))")
        continue
      }
    }
    let isContained = answer[.contained]?.answer == .proved
    #expect(isContained == !answer.difference.gainsFlows)
    let isEquivalent = answer[.equivalent]?.answer == .proved
    #expect(isEquivalent == answer.difference.isEmpty)
  }

  /// Whatever a new pod is tried: if it gains something, then that is what the open world says.
  @Test(arguments: 0..<60 as Range<UInt64>)
  func aNewPodThatGainsIsFound(seed: UInt64) {
    var random = SplitMix64(seed: 66_000 + seed)
    let clusters = DifferenceTests.randomPair(using: &random)
    let answer = DifferenceJudge(clusters, world: .open).answer(to: [.contained])
    let verdict = answer[.contained]
    if case .disagreement(let reason) = verdict?.answer { Issue.record("\(reason)") }
    guard let gain = clusters.someGain(using: &random) else { return }
    #expect(verdict?.answer == .refuted, "not found: \(gain)")
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func nothingIsGainedByNoChange(seed: UInt64) {
    var random = SplitMix64(seed: 67_000 + seed)
    let sample = Sample.random(using: &random)
    let clusters = ClusterPair(
      SnapshotPair(sample.snapshot, sample.snapshot),
      assumptions: Sample.randomAssumptions(using: &random))
    for world in [World.deployed, .open, .openCluster] {
      let answer = DifferenceJudge(clusters, world: world).answer(to: [.equivalent])
      #expect(answer[.equivalent]?.answer == .proved)
    }
  }
}

extension ClusterPair {
  /// A flow of a new pod that is gained, among those of some label sets; nil where none of them gains.
  fileprivate func someGain(using random: inout SplitMix64) -> Flow? {
    let symbols = snapshots.new.symbols
    let values = ["a", "b", "c"].compactMap(symbols.symbol).map(HypotheticalText.mentioned)
    func labels(_ key: String) -> [[HypotheticalLabel]] {
      guard let key = symbols.symbol(for: key) else { return [[]] }
      return [[]] + (values + [.fresh(0)]).map { [HypotheticalLabel(key: key, value: $0)] }
    }
    let ends =
      new.pods.filter { old.pods.contains($0) }.map(Endpoint.pod)
      + ["8.8.8.8", "203.0.113.9"].compactMap { IPAddress($0) }.map(Endpoint.address)
    for namespace in snapshots.new.namespaceIDs
    where Side.allCases.allSatisfy({ snapshots.has(namespace, $0) }) {
      for app in labels("app") {
        for role in labels("role") {
          let hypothesis = Hypothesis(
            pods: [HypotheticalPod(namespace: namespace, labels: app + role)])
          let (before, after) = (old.supposing(hypothesis), new.supposing(hypothesis))
          let pod = Endpoint.pod(PodID(rawValue: Int32(snapshots.new.pods.count)))
          for end in ends {
            for (source, destination) in [(pod, end), (end, pod)] {
              let flow = Flow(
                source: source, destination: destination, family: .ipv4, protocol: .tcp,
                port: random.pick([53, 80, 8080]))
              guard after.exists(flow), before.exists(flow) else { continue }
              // A supposed pod without address has an unknown one here: only what is certain counts.
              if after.decision(for: flow).allowed == .yes,
                before.decision(for: flow).allowed == .no
              {
                return flow
              }
            }
          }
        }
      }
    }
    return nil
  }
}
