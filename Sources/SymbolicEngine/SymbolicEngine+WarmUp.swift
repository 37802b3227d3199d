import Z3

extension SymbolicEngine {
  /// Does what the first question of a process would have to wait for; see `SolverContext.warmUp`.
  public static func warmUp() { SolverContext.warmUp() }
}
