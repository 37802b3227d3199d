import CZ3

/// What a check found out. `unknown` is a result, never a success.
public enum Outcome: Hashable, Sendable {
  case sat, unsat
  /// Z3's own words for why.
  case unknown(reason: String)
}

/// A stack of assertions, and the questions whether they can be satisfied together.
public struct Solver: ~Copyable {
  private let context: SolverContext
  private let raw: Z3_solver

  /// - Parameter logic: An SMT-LIB logic, or `QF_FD`: the incremental SAT core over finite domains, the only
  ///   configuration without performance cliffs here (ADR 007).
  public init(in context: SolverContext, logic: String) {
    self.context = context
    let symbol = Z3_mk_string_symbol(context.raw, logic)
    guard let raw = Z3_mk_solver_for_logic(context.raw, symbol) else {
      preconditionFailure(context.lastErrorMessage)
    }
    Z3_solver_inc_ref(context.raw, raw)
    self.raw = raw
  }

  deinit {
    Z3_solver_dec_ref(context.raw, raw)
  }

  /// Limits of each check from now on; nil for none.
  ///
  /// - Parameters:
  ///   - milliseconds: Overshot a little, and not reproducible.
  ///   - resourceUnits: Z3's `rlimit`: reproducible.
  public func setLimits(milliseconds: UInt32?, resourceUnits: UInt32?) {
    let parameters = Z3_mk_params(context.raw)
    Z3_params_inc_ref(context.raw, parameters)
    defer { Z3_params_dec_ref(context.raw, parameters) }
    // For both, Z3 takes the largest number, and for rlimit zero, as no limit.
    Z3_params_set_uint(
      context.raw, parameters, Z3_mk_string_symbol(context.raw, "timeout"),
      milliseconds ?? .max)
    Z3_params_set_uint(
      context.raw, parameters, Z3_mk_string_symbol(context.raw, "rlimit"), resourceUnits ?? 0)
    Z3_solver_set_params(context.raw, raw, parameters)
    precondition(Z3_get_error_code(context.raw) == Z3_OK, context.lastErrorMessage)
  }

  /// Makes cores subset-minimal, as far as Z3 can tell at once, in each check from now on.
  public func minimizeCores() {
    let parameters = Z3_mk_params(context.raw)
    Z3_params_inc_ref(context.raw, parameters)
    defer { Z3_params_dec_ref(context.raw, parameters) }
    Z3_params_set_bool(
      context.raw, parameters, Z3_mk_string_symbol(context.raw, "core.minimize"), true)
    Z3_solver_set_params(context.raw, raw, parameters)
    precondition(Z3_get_error_code(context.raw) == Z3_OK, context.lastErrorMessage)
  }

  public func assert(_ term: Term) {
    Z3_solver_assert(context.raw, raw, term.ast)
    precondition(Z3_get_error_code(context.raw) == Z3_OK, context.lastErrorMessage)
  }

  public func push() {
    Z3_solver_push(context.raw, raw)
  }

  public func pop() {
    Z3_solver_pop(context.raw, raw, 1)
  }

  /// Whether the assertions can be satisfied together with `assumptions`, which are Boolean unknowns or their negations.
  public func check(assuming assumptions: [Term] = []) -> Outcome {
    let answer =
      assumptions.isEmpty
      ? Z3_solver_check(context.raw, raw)
      : Z3_solver_check_assumptions(
        context.raw, raw, UInt32(assumptions.count), assumptions.map { $0.ast })
    switch answer {
    case Z3_L_TRUE: return .sat
    case Z3_L_FALSE: return .unsat
    default:
      return .unknown(reason: String(cString: Z3_solver_get_reason_unknown(context.raw, raw)))
    }
  }

  /// The assignment that the last check found; ask only after `sat`.
  public func model() -> Model {
    guard let model = Z3_solver_get_model(context.raw, raw) else {
      preconditionFailure(context.lastErrorMessage)
    }
    return Model(model, in: context)
  }

  /// The assumptions of the last check that suffice for `unsat`; not always the fewest.
  public func unsatisfiableCore() -> [Term] {
    let vector = Z3_solver_get_unsat_core(context.raw, raw)
    Z3_ast_vector_inc_ref(context.raw, vector)
    defer { Z3_ast_vector_dec_ref(context.raw, vector) }
    return (0..<Z3_ast_vector_size(context.raw, vector)).map {
      context.adopt(Z3_ast_vector_get(context.raw, vector, $0))
    }
  }

  /// Z3's count of its own work in this context so far.
  public var resourceUnits: UInt64 {
    let statistics = Z3_solver_get_statistics(context.raw, raw)
    Z3_stats_inc_ref(context.raw, statistics)
    defer { Z3_stats_dec_ref(context.raw, statistics) }
    for index in 0..<Z3_stats_size(context.raw, statistics)
    where String(cString: Z3_stats_get_key(context.raw, statistics, index)) == "rlimit count" {
      return Z3_stats_is_uint(context.raw, statistics, index)
        ? UInt64(Z3_stats_get_uint_value(context.raw, statistics, index))
        : UInt64(Z3_stats_get_double_value(context.raw, statistics, index))
    }
    return 0
  }
}
