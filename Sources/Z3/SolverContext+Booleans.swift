import CZ3

extension SolverContext {
  public func constant(_ value: Bool) -> Term {
    adopt(value ? Z3_mk_true(raw) : Z3_mk_false(raw))
  }

  /// The Boolean unknown called `name`; the same name is the same unknown.
  public func boolean(_ name: String) -> Term {
    adopt(Z3_mk_const(raw, Z3_mk_string_symbol(raw, name), Z3_mk_bool_sort(raw)))
  }

  public func not(_ term: Term) -> Term {
    adopt(Z3_mk_not(raw, term.ast))
  }

  public func all(_ terms: [Term]) -> Term {
    adopt(Z3_mk_and(raw, UInt32(terms.count), terms.map { $0.ast }))
  }

  public func any(_ terms: [Term]) -> Term {
    adopt(Z3_mk_or(raw, UInt32(terms.count), terms.map { $0.ast }))
  }

  public func implies(_ condition: Term, _ consequence: Term) -> Term {
    adopt(Z3_mk_implies(raw, condition.ast, consequence.ast))
  }

  public func iff(_ left: Term, _ right: Term) -> Term {
    adopt(Z3_mk_iff(raw, left.ast, right.ast))
  }
}
