import ClusterModel
import Compilation
import Formula
import Intents
import Z3

/// What a sentence speaks of in a wider world, and what is missing there.
extension SymbolicEngine {
  /// Nothing breaks the claim: it holds, unless there is nothing that could.
  func answerUnbroken(_ claim: Claim, in world: World) -> Answer {
    // What is there in `deployed` is there in every world.
    guard case .vacuous = deployedAnswer(to: claim).outcome else { return answerHolding(claim) }
    switch emptyPart(of: claim, in: world) {
    case .found(let part?): return Answer(.vacuous(part))
    case .gaveUp(let reason): return Answer(.gaveUp(reason: reason))
    case .found(nil): break
    }
    let region = wider.formulas.all([wider.region(of: claim), wider.isIn(world)])
    switch isSatisfiable(region, wider) {
    case .sat: return answerHolding(claim)
    case .unsat: return Answer(.vacuous(.flows))
    case .unknown(let reason): return Answer(.gaveUp(reason: reason))
    }
  }

  private enum Emptiness {
    case found(Answer.EmptyPart?)
    case gaveUp(reason: String)
  }

  private func emptyPart(of claim: Claim, in world: World) -> Emptiness {
    for spoken in wider.parts(spokenOfIn: claim) {
      switch exists(spoken.isIn, in: world) {
      case .sat: continue
      case .unsat: return .found(spoken.part)
      case .unknown(let reason): return .gaveUp(reason: reason)
      }
    }
    return .found(nil)
  }

  /// Whether the world has an end that satisfies a condition on destinations.
  private func exists(_ condition: Formula, in world: World) -> Outcome {
    if condition.isNever { return .unsat }
    if wider.hasGivenEnd(condition) { return .sat }
    let isIn = [true, false].map { wider.isEnd(of: world, isNew: $0) }
    return endSession.assuming(wider.formulas.all([condition, wider.formulas.any(isIn)])) {
      endSession.check()
    }
  }

  enum MissingPortSearch {
    case found(PodID, Hypothesis, PortTerm)
    case none
    case gaveUp(reason: String)
  }

  /// A pod of a target without the named port that an obligation speaks of there: of the manifests as they are, of the
  /// manifests with what they leave open, or a new one.
  func missingPort(of claim: Claim, in world: World) -> MissingPortSearch {
    let lacked = wider.lackedPorts(of: claim)
    guard !lacked.isEmpty, let spoken = wider.parts(spokenOfIn: claim).last else { return .none }
    switch exists(spoken.isIn, in: world) {
    case .sat: break
    // Where nobody has any port of the sentence, it is vacuous.
    case .unsat: return .none
    case .unknown(let reason): return .gaveUp(reason: reason)
    }
    for (port, lacks) in lacked {
      if let pod = wider.givenPod(lacks) { return .found(pod, Hypothesis(), port) }
    }
    for isNew in [false, true] {
      for (port, lacks) in lacked {
        let isSpoken = wider.formulas.all([lacks, wider.isEnd(of: world, isNew: isNew)])
        switch smallestEnd(isSpoken, isNew: isNew) {
        case .found(let pod, let hypothesis): return .found(pod, hypothesis, port)
        case .gaveUp(let reason): return .gaveUp(reason: reason)
        case .none: continue
        }
      }
    }
    return .none
  }

  private enum EndSearch {
    case found(PodID, Hypothesis)
    case none
    case gaveUp(reason: String)
  }

  private func smallestEnd(_ condition: Formula, isNew: Bool) -> EndSearch {
    if condition.isNever { return .none }
    let session = endSession
    return session.assuming(condition) {
      switch session.check() {
      case .unsat: return .none
      case .unknown(let reason): return .gaveUp(reason: reason)
      case .sat: break
      }
      var shrinking = Shrinking(
        wider, session, session.values(), wider.suppositions(ofDestination: isNew),
        existing: wider.openEnds, condition: condition, asserting: [.always])
      shrinking.shrink()
      shrinking.preferGivenNamespaces(isNew ? .destination : .none)
      guard let (pod, hypothesis) = shrinking.destination() else {
        preconditionFailure("a model of Z3 does not decode to a pod that satisfies its formula")
      }
      return .found(pod, hypothesis)
    }
  }
}
