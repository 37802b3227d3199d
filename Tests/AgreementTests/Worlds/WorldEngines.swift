import ClusterModel
import Evaluation
import ExplicitEngine
import Intents
import Samples
import SymbolicEngine

/// Both engines on one world, and what every answer of either has to keep.
struct WorldEngines {
  let world: WorldSample
  let cluster: Cluster
  let explicit: ExplicitEngine
  let symbolic: SymbolicEngine

  init(_ world: WorldSample) {
    self.world = world
    let (snapshot, claims) = (world.sample.snapshot, world.claims)
    cluster = Cluster(snapshot, assumptions: world.assumptions)
    explicit = ExplicitEngine(cluster, claims: claims, coverage: claims)
    symbolic = SymbolicEngine(
      snapshot: snapshot, assumptions: world.assumptions, claims: claims, coverage: claims,
      limits: Limits())
  }

  /// The counterexamples of an answer, the first one first.
  func counterexamples(_ answer: Answer) -> [Answer.Counterexample] {
    let first = answer.counterexample.map {
      Answer.Counterexample(flow: $0, hypothesis: answer.hypothesis)
    }
    return (first.map { [$0] } ?? []) + answer.further
  }

  func kinds(_ answer: Answer) -> [NewEnds] {
    counterexamples(answer).map { NewEnds($0.flow, cluster.snapshot) }
  }

  /// How much the counterexample of each kind supposes.
  func sizes(_ answer: Answer) -> [NewEnds: Int] {
    Dictionary(
      counterexamples(answer).map { (NewEnds($0.flow, cluster.snapshot), $0.hypothesis.size) },
      uniquingKeysWith: min)
  }

  /// What is wrong with an answer, whatever the claim's truth: nothing, in words.
  func faults(in answer: Answer, _ claim: Claim) -> [String] {
    var faults: [String] = []
    let rules = HypothesisRules(
      snapshot: cluster.snapshot, assumptions: world.assumptions, world: world.world)
    for example in counterexamples(answer) {
      let (flow, hypothesis) = (example.flow, example.hypothesis)
      if let breach = rules.breach(of: hypothesis) { faults.append("\(breach): \(hypothesis)") }
      let real = cluster.supposing(hypothesis)
      if !isWithin(flow, real) || !real.exists(flow) {
        faults.append("no such flow: \(flow) \(hypothesis)")
      } else if real.violation(of: claim, by: flow, coverage: world.claims) == nil {
        faults.append("no violation: \(flow) \(hypothesis)")
      } else if !symbolic.accepts(flow, supposing: hypothesis, asViolationOf: claim) {
        faults.append("not accepted: \(flow) \(hypothesis)")
      }
      for case .pod(let id) in [flow.source, flow.destination] where isNew(id) {
        let pod = hypothesis.pods[Int(id.rawValue) - cluster.snapshot.pods.count]
        if let address = pod.address, address.family != flow.family {
          faults.append("an address of the other family: \(flow) \(hypothesis)")
        }
      }
    }
    let kinds = kinds(answer)
    if kinds != kinds.sorted() || Set(kinds).count < kinds.count {
      faults.append("not in the order of kinds: \(kinds)")
    }
    if let missing = answer.missingPort {
      faults += self.faults(in: missing, answer.hypothesis, rules)
    }
    if let flow = answer.witness {
      let isCertain =
        isWithin(flow, cluster) && cluster.exists(flow) && cluster.decision(for: flow).isCertain
      if !isCertain { faults.append("no witness: \(flow)") }
    }
    return faults
  }

  private func faults(
    in missing: Answer.MissingPort, _ hypothesis: Hypothesis, _ rules: HypothesisRules
  ) -> [String] {
    var faults = rules.breach(of: hypothesis).map { [$0] } ?? []
    let real = cluster.supposing(hypothesis)
    if Int(missing.pod.rawValue) >= real.snapshot.pods.count {
      faults.append("no such pod: \(missing) \(hypothesis)")
    } else if real.has(missing.port, at: missing.pod) {
      faults.append("the port is there: \(missing) \(hypothesis)")
    }
    return faults
  }

  private func isNew(_ id: PodID) -> Bool { Int(id.rawValue) >= cluster.snapshot.pods.count }

  private func isWithin(_ flow: Flow, _ cluster: Cluster) -> Bool {
    [flow.source, flow.destination].allSatisfy { end in
      guard case .pod(let id) = end else { return true }
      return Int(id.rawValue) < cluster.snapshot.pods.count
    }
  }
}
