import CZ3

/// A term of one `SolverContext`; Z3 hash-conses, so equal handles are equal terms.
///
/// It must not outlive its context.
public struct Term: Hashable {
  let ast: Z3_ast
}

/// The universe in which terms live, confined to the thread that made it.
///
/// Terms live as long as their context: a run builds some ten thousands of them and then ends, so there is
/// nothing to gain from releasing them singly.
public final class SolverContext {
  let raw: Z3_context
  /// For another thread to stop this one's check.
  public let interrupter: Interrupter
  private var retained: ContiguousArray<Z3_ast> = []
  private var widths: [UInt32: Z3_sort] = [:]

  public init() {
    let config = Z3_mk_config()
    defer { Z3_del_config(config) }
    raw = Z3_mk_context_rc(config)
    Z3_set_error_handler(raw, nil)  // Z3's own handler prints and calls exit(1).
    interrupter = Interrupter(of: raw)
  }

  deinit {
    interrupter.disarm()
    // Z3_del_context rescans its whole term table for each level of a term still held.
    for ast in retained.reversed() { Z3_dec_ref(raw, ast) }
    Z3_del_context(raw)
  }

  /// How many terms were made.
  public var termCount: Int { retained.count }

  /// Takes ownership of `ast`. A null means we built an ill-sorted term: our bug.
  func adopt(_ ast: Z3_ast?) -> Term {
    guard let ast else { preconditionFailure(lastErrorMessage) }
    Z3_inc_ref(raw, ast)
    retained.append(ast)
    return Term(ast: ast)
  }

  var lastErrorMessage: String { String(cString: Z3_get_error_msg(raw, Z3_get_error_code(raw))) }

  /// The sort of bit-vectors of `width` bits.
  func bitVectorSort(width: UInt32) -> Z3_sort {
    if let known = widths[width] { return known }
    guard let sort = Z3_mk_bv_sort(raw, width) else { preconditionFailure(lastErrorMessage) }
    _ = adopt(Z3_sort_to_ast(raw, sort))
    widths[width] = sort
    return sort
  }
}
