import Formula
import Intents

/// What `nothing else` excuses: the flows that some sentence of the run names.
extension SymbolicReading {
  func compileCovered() -> Formula {
    formulas.any(coverage.enumerated().map { named(covers($0.element), .sentence($0.offset)) })
  }

  private func covers(_ claim: Claim) -> Formula {
    switch claim {
    case .reaches(let sources, let targets), .someReaches(let sources, let targets),
      .mayReach(let sources, let targets), .onlyMayReach(let sources, let targets),
      .onlyReaches(let sources, let targets):
      formulas.all([isMember(source, of: sources), goes(to: targets).certain])
    // An exception covers what lies in the scope of its own sentence.
    case .noEgress(let sources, let exceptions):
      formulas.all([isMember(source, of: sources), goes(to: exceptions).certain])
    case .noIngress(let destinations, let exceptions):
      formulas.all([
        isMember(destination, of: destinations), isExcepted(exceptions.map(matches)).certain,
      ])
    case .namespacesIsolated(let key, let exceptions):
      formulas.all([isTenantScope(key), isExcepted(exceptions.map(matches)).certain])
    case .cannotReach, .isolated, .nothingElse: .never
    }
  }
}
