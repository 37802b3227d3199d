import CZ3

/// An assignment to every unknown; those that do not matter are zero and false.
public struct Model: ~Copyable {
  private let context: SolverContext
  private let raw: Z3_model

  init(_ model: Z3_model, in context: SolverContext) {
    self.context = context
    raw = model
    Z3_model_inc_ref(context.raw, model)
  }

  deinit {
    Z3_model_dec_ref(context.raw, raw)
  }

  /// The number that a bit-vector term of at most 64 bits stands for.
  public func number(of term: Term) -> UInt64 {
    let value = evaluate(term)
    defer { Z3_dec_ref(context.raw, value) }
    var number: UInt64 = 0
    guard Z3_get_numeral_uint64(context.raw, value, &number) else {
      preconditionFailure("a model gives no number for a bit-vector")
    }
    return number
  }

  public func isTrue(_ term: Term) -> Bool {
    let value = evaluate(term)
    defer { Z3_dec_ref(context.raw, value) }
    return Z3_get_bool_value(context.raw, value) == Z3_L_TRUE
  }

  private func evaluate(_ term: Term) -> Z3_ast {
    var value: Z3_ast?
    guard Z3_model_eval(context.raw, raw, term.ast, true, &value), let value else {
      preconditionFailure(context.lastErrorMessage)
    }
    Z3_inc_ref(context.raw, value)
    return value
  }
}
