/// What an engine asked of its solver.
public struct SolverStatistics: Hashable, Sendable {
  public var checks = 0
  /// Z3 resource units: reproducible, unlike seconds.
  public var resourceUnits: UInt64 = 0
  /// Terms handed to Z3.
  public var terms = 0
  /// Seconds in reading the snapshot into formulas and these into terms.
  public var buildSeconds = 0.0
  /// Seconds in the solver.
  public var solveSeconds = 0.0

  public init() {}
}
