import ClusterModel
import Compilation
import Formula
import Intents

/// Answers for worlds in which pods and namespaces may exist that the manifests do not have.
extension SymbolicEngine {
  /// What the symbolic reading says of `claim` in a world that contains `deployed`.
  func answer(_ claim: Claim, inWider world: World) -> Answer {
    let deployed = deployedAnswer(to: claim)
    // `some` ranges over deployed pods only.
    if case .someReaches = claim { return deployed }
    if deployed.hasGivenUp || deployed.counterexample != nil { return deployed }

    switch breaks(of: claim, in: world) {
    case .gaveUp(let reason): return Answer(.gaveUp(reason: reason))
    case .found(let breaks):
      guard let first = breaks.first else { break }
      return Answer(
        .violated, counterexample: first.flow, hypothesis: first.hypothesis,
        further: Array(breaks.dropFirst()))
    }
    switch missingPort(of: claim, in: world) {
    case .found(let pod, let hypothesis, let port):
      return Answer(
        .violated, hypothesis: hypothesis, missingPort: Answer.MissingPort(pod: pod, port: port))
    case .gaveUp(let reason): return Answer(.gaveUp(reason: reason))
    case .none: return answerUnbroken(claim, in: world)
    }
  }

  enum Breaks {
    /// By which ends are new; empty where nothing breaks the claim.
    case found([Answer.Counterexample])
    case gaveUp(reason: String)
  }

  /// The smallest counterexample for each choice of new ends; where one needs no new pod, it alone.
  private func breaks(of claim: Claim, in world: World) -> Breaks {
    var isAsked = wider.isIn(world)
    if let narrower = unbroken[claim] {
      if world <= narrower { return .found([]) }
      isAsked = wider.formulas.all([isAsked, .not(wider.isIn(narrower))])
    }
    var pending = NewEnds.allCases.filter { ends in
      switch ends {
      // What the manifests leave open is all that deployed pods have more of than in `deployed`.
      case .none: wider.hasOpenLabels
      case .source, .destination: true
      case .both: world == .openBoth
      }
    }
    var found: [NewEnds: Answer.Counterexample] = [:]
    for violation in wider.violations(of: claim) {
      let search = WorldSearch(
        reading: wider, violation: violation, division: wider.cases(of: claim), isAsked: isAsked)
      switch search.run(session(for: violation.modality, wider), pending) {
      case .gaveUp(let reason):
        if found.isEmpty { return .gaveUp(reason: reason) }
      case .found(let more):
        for (ends, counterexample) in more {
          let isAccepted = accepts(
            counterexample.flow, supposing: counterexample.hypothesis, asViolationOf: claim)
          precondition(isAccepted, "a model of Z3 does not decode to a violation of its claim")
          found[ends] = counterexample
        }
        pending.removeAll { found[$0] != nil }
      }
      if let known = found[.none] { return .found([known]) }
    }
    if found.isEmpty { unbroken[claim] = world }
    return .found(NewEnds.allCases.compactMap { found[$0] })
  }
}
