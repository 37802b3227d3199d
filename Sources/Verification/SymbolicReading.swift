public import ClusterModel
public import Intents
public import SymbolicEngine

/// What the comparison needs of the symbolic engine; tests put a wrong one in its place.
public protocol SymbolicReading: AnyObject {
  func answer(_ claim: Claim, in world: World) -> Answer
  func accepts(_ flow: Flow, supposing hypothesis: Hypothesis, asViolationOf claim: Claim) -> Bool
  func accepts(_ flow: Flow, asWitnessOf claim: Claim) -> Bool
  var statistics: SolverStatistics { get }
}

extension SymbolicEngine: SymbolicReading {}
