public import ClusterModel
import Compilation
import Formula
public import Intents

/// What answers rest on.
extension SymbolicEngine {
  /// The outcome of a search for what an answer rests on.
  public enum CoreSearch: Hashable, Sendable {
    case core(Core)
    /// The answer is another one: there is nothing that this one could rest on.
    case notSo
    case gaveUp(reason: String)
  }

  /// Which of the two formulas of what is allowed an answer is about (intents.md, "Must and may").
  public enum Certainty: Hashable, Sendable {
    case may, must

    fileprivate var modality: Modality { self == .may ? .may : .must }
  }

  /// What the denial of a flow, or its permission, rests on.
  ///
  /// - Parameter certainty: `may`: it cannot be allowed at all, or may be; `must`: it is not certain to be, or is.
  public func core(of flow: Flow, _ stance: Stance, _ certainty: Certainty) -> CoreSearch {
    let region = reading.formula(of: flow)
    if region.isNever { return .notSo }
    let (formula, tracking) = reading.tracking(stance, within: region) {
      let allowed = reading.allowed(certainty.modality)
      return reading.formulas.all([region, stance == .denial ? allowed : .not(allowed)])
    }
    return core(refuting: formula, tracking, reading)
  }

  /// What it rests on that nothing breaks `claim` in a world: one core for what it prohibits, one for what it requires;
  /// for a claim about tenants, one for each of them. Of `some`, what it rests on that no flow is certain.
  public func cores(of claim: Claim, in world: World = .deployed) -> [CoreSearch] {
    let isDeployed = world == .deployed || claim.isOfDeployedPods
    let reading = isDeployed ? self.reading : wider
    let isAsked = isDeployed ? Formula.always : reading.isIn(world)
    return claim.parts.flatMap { part, stance -> [CoreSearch] in
      regions(of: part, reading).map { region in
        let (formula, tracking) = reading.tracking(stance, within: region) {
          reading.formulas.all([reading.flows, isAsked, region, reading.breach(of: part)])
        }
        return core(refuting: formula, tracking, reading)
      }
    }
  }

  /// The flows that a claim speaks of; for claims about tenants, those to one at a time.
  private func regions(of claim: Claim, _ reading: SymbolicReading) -> [Formula] {
    reading.cases(of: claim)?.cases.filter { !$0.isNever } ?? [reading.region(of: claim)]
  }

  /// The facts with which `formula` cannot be satisfied.
  private func core(
    refuting formula: Formula, _ tracking: Tracking, _ reading: SymbolicReading
  ) -> CoreSearch {
    let session = CoreSession(reading, formula, tracking, limits, in: context)
    // One direction that denies is enough to deny: then the other need not be spoken of.
    let sides: [(Ground) -> Bool] =
      tracking.stance == .permission
      ? [{ _ in true }]
      : [{ $0.direction == .ingress }, { $0.direction == .egress }]
    var found: [Core] = []
    for side in sides {
      switch session.core(of: side) {
      case .core(let core): found.append(core)
      case .gaveUp(let reason): return .gaveUp(reason: reason)
      case .notSo: continue
      }
    }
    if let smallest = found.min(by: { $0.grounds.count < $1.grounds.count }) {
      return .core(smallest)
    }
    return sides.count == 1 ? .notSo : session.core { _ in true }
  }
}

extension SymbolicReading {
  /// The flows that break a claim; for `some`, those any of which would fulfil it.
  fileprivate func breach(of claim: Claim) -> Formula {
    if case .someReaches = claim { return witness(of: claim) }
    return violation(of: claim)
  }
}

extension Claim {
  /// What the claim prohibits and what it requires, each as a claim of its own.
  fileprivate var parts: [(Claim, Stance)] {
    switch self {
    case .reaches: [(self, .permission)]
    case .onlyReaches(let sources, let targets):
      [
        (.onlyMayReach(from: sources, to: targets), .denial),
        (.reaches(from: sources, to: targets), .permission),
      ]
    case .cannotReach, .onlyMayReach, .noEgress, .noIngress, .isolated, .namespacesIsolated,
      .nothingElse, .someReaches:
      [(self, .denial)]
    case .mayReach: []
    }
  }

  fileprivate var isOfDeployedPods: Bool {
    if case .someReaches = self { true } else { false }
  }
}
