import CZ3

/// Bit-vectors, read as unsigned numbers.
extension SolverContext {
  /// The unknown of `width` bits called `name`; the same name and width are the same unknown.
  public func bitVector(_ name: String, width: Int) -> Term {
    let sort = bitVectorSort(width: UInt32(width))
    return adopt(Z3_mk_const(raw, Z3_mk_string_symbol(raw, name), sort))
  }

  public func numeral(_ value: UInt64, width: Int) -> Term {
    adopt(Z3_mk_unsigned_int64(raw, value, bitVectorSort(width: UInt32(width))))
  }

  public func equal(_ left: Term, _ right: Term) -> Term {
    adopt(Z3_mk_eq(raw, left.ast, right.ast))
  }

  public func isAtMost(_ left: Term, _ right: Term) -> Term {
    adopt(Z3_mk_bvule(raw, left.ast, right.ast))
  }
}
