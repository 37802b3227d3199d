public import ClusterModel
import Evaluation
import ExplicitEngine
import Intents
import SymbolicEngine
public import Verification

/// Finds what the verdicts of a run rest on, after the run: whoever does not ask does not pay.
public struct ReasonFinder {
  private let result: VerificationResult
  private let coverage: [Claim]

  /// Members of a core are tried one by one in the concrete reading up to this many.
  private static let triedMembers = 32

  public init(_ result: VerificationResult) {
    self.result = result
    coverage = result.files.flatMap { $0.intents.map(\.claim) }
  }

  /// What each verdict rests on, by the place of its intent. Permissions, and what is vacuous or undecided, rest on
  /// nothing.
  public func reasons() -> [Place: Reasons] {
    var readings: [Assumptions: (cluster: Cluster, engine: SymbolicEngine)] = [:]
    var reasons: [Place: Reasons] = [:]
    for outcome in result.outcomes {
      let assumptions = result.files[outcome.file].assumptions
      let (cluster, engine) =
        readings[assumptions]
        ?? (
          Cluster(result.snapshot, assumptions: assumptions), engine(assumptions, result.snapshot)
        )
      readings[assumptions] = (cluster, engine)
      reasons[outcome.intent.place] =
        switch outcome.verdict {
        case .proved, .holdsToday: holding(outcome, cluster, engine)
        case .refuted, .waived: refuted(outcome, cluster, engine)
        case .vacuous, .unsupported, .inconclusive, .disagreement: nil
        }
    }
    return reasons
  }

  private func engine(_ assumptions: Assumptions, _ snapshot: Snapshot) -> SymbolicEngine {
    SymbolicEngine(
      snapshot: snapshot, assumptions: assumptions, claims: coverage, coverage: coverage,
      limits: result.options.limits)
  }

  // MARK: What holds

  private func holding(
    _ outcome: Outcome, _ cluster: Cluster, _ engine: SymbolicEngine
  ) -> Reasons? {
    var reasons = Reasons()
    for (part, world) in outcome.parts {
      for search in engine.cores(of: part, in: world) {
        switch search {
        case .gaveUp: reasons.isIncomplete = true
        case .notSo: reasons.disagreement = "the symbolic reading finds no reason for what holds"
        case .core(let core):
          if let fault = fault(in: core, of: part, in: world, cluster) {
            reasons.disagreement = fault
          }
          reasons.cores.append(core)
        }
      }
      if case .reaches = part { reasons.unrestricted = unrestricted(part, cluster) }
    }
    // Permissions rest on nothing, and any one flow that is certain is why `some` holds.
    return outcome.parts.isEmpty ? nil : reasons
  }

  /// What the concrete reading holds against a core. A core for one tenant is not one for the whole sentence.
  private func fault(
    in core: Core, of part: Claim, in world: World, _ cluster: Cluster
  ) -> String? {
    if case .namespacesIsolated = part { return nil }
    func isBroken(_ grounds: [Ground]) -> Bool? {
      let rested = cluster.resting(on: Set(grounds), core.stance)
      let answer = ExplicitEngine(rested, claims: [part], coverage: coverage)
        .answer(part, in: world, limits: result.options.limits)
      switch answer.outcome {
      case .gaveUp: return nil
      case .violated: return true
      case .holds, .vacuous: return false
      }
    }
    if isBroken(core.grounds) == true {
      return "the concrete reading needs more than what a verdict rests on"
    }
    guard core.isMinimal, core.grounds.count <= Self.triedMembers else { return nil }
    let isIdle = core.grounds.contains { ground in
      isBroken(core.grounds.filter { $0 != ground }) == false
    }
    return isIdle ? "the concrete reading needs less than what a verdict rests on" : nil
  }

  /// The directions in which nothing isolates the deployed pods of the sentence's required flows.
  private func unrestricted(_ claim: Claim, _ cluster: Cluster) -> [Direction] {
    let regions = ClaimRegions(claim, coverage: coverage)
    return Direction.allCases.filter { direction in
      let ends = cluster.pods.filter { pod in
        regions.required.contains { box in
          (direction == .ingress ? box.destination : box.source).contains(.pod(pod), cluster)
        }
      }
      return !ends.isEmpty
        && ends.allSatisfy { cluster.isolatingPolicies(of: $0, direction).isEmpty }
    }
  }

  // MARK: What is refuted

  private func refuted(
    _ outcome: Outcome, _ cluster: Cluster, _ engine: SymbolicEngine
  ) -> Reasons? {
    if let evidence = outcome.counterexamples.first {
      return reasons(for: evidence, Grounds(cluster: cluster, symbolic: engine))
    }
    if let first = outcome.breaks.first {
      let supposed = Cluster(first.snapshot, assumptions: cluster.assumptions)
      let engine = self.engine(cluster.assumptions, first.snapshot)
      var reasons = reasons(
        for: first.evidence, Grounds(cluster: supposed, symbolic: engine))
      reasons.cores = reasons.cores.map { $0.ofOriginals(first.snapshot, result.snapshot) }
      return reasons
    }
    return possibility(outcome.intent.claim, engine)
  }

  /// What the decision on a counterexample rests on.
  private func reasons(for evidence: Evidence, _ grounds: Grounds) -> Reasons {
    var reasons = Reasons()
    reasons.isOfFlow = true
    do {
      let core =
        switch evidence.violation {
        case .requiredFlow: try grounds.core(of: evidence.flow, .denial, .must)
        case .prohibitedFlow, nil: try grounds.core(of: evidence.flow, .permission, .may)
        }
      if let core { reasons.cores = [core] } else { reasons.isIncomplete = true }
    } catch {
      reasons.disagreement = error.reason
    }
    return reasons
  }

  /// Of a `some` that no flow fulfils: why none does.
  private func possibility(_ claim: Claim, _ engine: SymbolicEngine) -> Reasons? {
    guard case .someReaches = claim else { return nil }
    var reasons = Reasons()
    for case .core(let core) in engine.cores(of: claim) { reasons.cores.append(core) }
    reasons.isIncomplete = reasons.cores.isEmpty
    return reasons
  }
}

extension Outcome {
  /// What the sentence prohibits and what it requires, each with the world in which the verdict says that it holds:
  /// a prohibition that is proved holds in `open-cluster` too.
  fileprivate var parts: [(Claim, World)] {
    let world = intent.world
    switch intent.claim {
    case .mayReach, .someReaches: return []
    case .reaches: return [(intent.claim, world)]
    default:
      let widest = verdict == .proved ? max(world, .openCluster) : world
      var parts: [(Claim, World)] = []
      if let prohibition = intent.claim.prohibition { parts.append((prohibition, widest)) }
      if case .onlyReaches(let sources, let targets) = intent.claim {
        parts.append((.reaches(from: sources, to: targets), world))
      }
      return parts
    }
  }
}

extension Core {
  /// The same facts about the policies as written, where they are about copies in a supposed namespace.
  fileprivate func ofOriginals(_ supposed: Snapshot, _ written: Snapshot) -> Core {
    var core = self
    core.grounds = grounds.map { ground in
      guard case .networkPolicy(let id) = ground.policy,
        Int(id.rawValue) >= written.networkPolicies.count
      else { return ground }
      let place = supposed[id].place
      guard let original = written.networkPolicies.firstIndex(where: { $0.place == place }) else {
        return ground
      }
      return Ground(
        .networkPolicy(NetworkPolicyID(rawValue: Int32(original))), ground.direction,
        rule: ground.rule)
    }
    core.grounds = Set(core.grounds).sorted()
    return core
  }
}
