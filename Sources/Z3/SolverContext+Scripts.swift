internal import CZ3

extension SolverContext {
  /// What Z3 prints when it is given an SMT-LIB script; errors are among it, as SMT-LIB has them.
  public static func output(ofScript script: String) -> String {
    let context = SolverContext()
    return String(cString: Z3_eval_smtlib2_string(context.raw, script))
  }
}
