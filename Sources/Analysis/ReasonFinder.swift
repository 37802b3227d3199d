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
        case .proved, .holdsToday: holding(outcome.intent, cluster, engine)
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
    _ intent: Intent, _ cluster: Cluster, _ engine: SymbolicEngine
  ) -> Reasons? {
    if case .mayReach = intent.claim { return nil }
    var reasons = Reasons()
    // Any one flow that is certain is why `some` holds.
    if case .someReaches = intent.claim { return nil }
    for search in engine.cores(of: intent.claim, in: intent.world) {
      switch search {
      case .gaveUp: reasons.isIncomplete = true
      case .notSo: reasons.disagreement = "the symbolic reading finds no reason for what holds"
      case .core(let core):
        if let fault = fault(in: core, of: intent, cluster) { reasons.disagreement = fault }
        reasons.cores.append(core)
      }
    }
    if intent.claim.requiresFlows { reasons.unrestricted = unrestricted(intent.claim, cluster) }
    return reasons
  }

  /// What the concrete reading holds against a core. A core for one tenant is not one for the whole sentence.
  private func fault(in core: Core, of intent: Intent, _ cluster: Cluster) -> String? {
    if case .namespacesIsolated = intent.claim { return nil }
    let part = intent.claim.part(core.stance)
    func isBroken(_ grounds: [Ground]) -> Bool? {
      let rested = cluster.resting(on: Set(grounds), core.stance)
      let answer = ExplicitEngine(rested, claims: [part], coverage: coverage)
        .answer(part, in: intent.world, limits: result.options.limits)
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
    var reasons = Reasons()
    guard let evidence = outcome.counterexamples.first else {
      return possibility(outcome.intent.claim, engine)
    }
    let grounds = Grounds(cluster: cluster, symbolic: engine)
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

extension Claim {
  fileprivate var requiresFlows: Bool {
    switch self {
    case .reaches, .onlyReaches: true
    default: false
    }
  }

  /// The half of the claim that a core is of.
  fileprivate func part(_ stance: Stance) -> Claim {
    guard case .onlyReaches(let sources, let targets) = self else { return self }
    switch stance {
    case .denial: return .onlyMayReach(from: sources, to: targets)
    case .permission: return .reaches(from: sources, to: targets)
    }
  }
}
