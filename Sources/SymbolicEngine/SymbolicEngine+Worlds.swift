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

  private func breaks(of claim: Claim, in world: World) -> Breaks {
    if let known = sweeps[claim]?[world] { return .found(known) }
    var isAsked = wider.isIn(world)
    if let narrower = unbroken[claim] {
      if world <= narrower { return .found([]) }
      isAsked = wider.formulas.all([isAsked, .not(wider.isIn(narrower))])
    }
    let ends = NewEnds.allCases.filter { ends in
      switch ends {
      // What the manifests leave open is all that deployed pods have more of than in `deployed`.
      case .none: wider.hasOpenLabels
      case .source, .destination: true
      case .both: world == .openBoth
      }
    }
    switch breaks(of: claim, ends.map { WorldSearch.Kind(ends: $0, isAsked: isAsked) }) {
    case .gaveUp(let reason): return .gaveUp(reason: reason)
    case .found(let found):
      if found.isEmpty { unbroken[claim] = world }
      return .found(found.inOrder)
    }
  }

  /// Whether no flow between pods of the manifests breaks a claim about tenants in any world but `open-both`; false where
  /// that is not known.
  ///
  /// Such a claim is a question for each tenant, in `deployed`, in `open-cluster` and in `open`. A world has all flows of
  /// those within it, so that one sweep over the tenants answers for all three.
  func isUnbrokenAmongGivenPods(_ claim: Claim) -> Bool {
    guard case .namespacesIsolated = claim else { return false }
    let kinds = [World.open, .openCluster].map { world in
      let isAsked = wider.isIn(world)
      return [NewEnds.none, .source, .destination].map {
        WorldSearch.Kind(ends: $0, isAsked: isAsked)
      }
    }
    guard case .found(let found) = breaks(of: claim, kinds.flatMap(\.self)),
      found.keys.allSatisfy({ $0.ends != .none })
    else { return false }
    let worlds = kinds.map { kinds in found.filter { kinds.contains($0.key) }.inOrder }
    sweeps[claim] = [.open: worlds[0], .openCluster: worlds[1]]
    if found.isEmpty { unbroken[claim] = .openCluster }
    return true
  }

  private enum Found {
    case found([WorldSearch.Kind: Answer.Counterexample])
    case gaveUp(reason: String)
  }

  /// The smallest counterexample of each kind; where one needs no new pod, it alone.
  private func breaks(of claim: Claim, _ kinds: [WorldSearch.Kind]) -> Found {
    var pending = kinds
    var found: [WorldSearch.Kind: Answer.Counterexample] = [:]
    for violation in wider.violations(of: claim) {
      let search = WorldSearch(
        reading: wider, violation: violation, division: wider.cases(of: claim))
      switch search.run(session(for: violation.modality, wider), pending) {
      case .gaveUp(let reason):
        if found.isEmpty { return .gaveUp(reason: reason) }
      case .found(let more):
        for (kind, counterexample) in more {
          let isAccepted = accepts(
            counterexample.flow, supposing: counterexample.hypothesis, asViolationOf: claim)
          precondition(isAccepted, "a model of Z3 does not decode to a violation of its claim")
          found[kind] = counterexample
        }
        pending.removeAll { found[$0] != nil }
      }
      let given = found.filter { $0.key.ends == .none }
      if !given.isEmpty { return .found(given) }
    }
    return .found(found)
  }
}

extension [WorldSearch.Kind: Answer.Counterexample] {
  /// The counterexamples, by which ends are new.
  fileprivate var inOrder: [Answer.Counterexample] {
    sorted { $0.key.ends.rawValue < $1.key.ends.rawValue }.map(\.value)
  }
}
