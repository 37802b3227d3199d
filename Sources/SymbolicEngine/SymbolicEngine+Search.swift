import ClusterModel
import Compilation
import Formula
import Z3

/// The search for a flow, and its smallest form.
extension SymbolicEngine {
  enum Search {
    case found(Flow)
    case none
    case gaveUp(reason: String)
  }

  func isSatisfiable(_ formula: Formula, _ reading: SymbolicReading) -> Outcome {
    if formula.isNever { return .unsat }
    let session = session(for: .may, reading)
    return session.assuming(formula) { session.check() }
  }

  /// A flow that satisfies `formula`; where it is divided into cases, they are asked one after the other.
  ///
  /// - Parameter modality: Which of the two formulas of what is allowed `formula` is about.
  func flow(
    satisfying formula: Formula, _ modality: Modality, _ division: CaseDivision? = nil
  ) -> Search {
    if formula.isNever { return .none }
    let session = session(for: modality, reading)
    return session.assuming(division?.common ?? formula) {
      // All cases are stated before the first is asked: what is asserted between checks costs each anew.
      let assumptions: [Term?] = division.map { $0.cases.map(session.name) } ?? [nil]
      for assumption in assumptions {
        switch session.check(assumption) {
        case .unsat: continue
        case .sat: return .found(smallestFlow(formula, session))
        case .unknown(let reason): return .gaveUp(reason: reason)
        }
      }
      return .none
    }
  }

  /// The flow of the last model, with a publicly routed address where one satisfies `formula` too, and
  /// with the lowest port and the smallest address that the other end then allows.
  private func smallestFlow(_ formula: Formula, _ session: SolverSession) -> Flow {
    var values = session.values()
    var valuation = Valuation(of: values, in: reading.formulas)
    let isInternet = reading.hasInternetEnd
    if valuation.satisfies(reading.hasOutsideEnd), !valuation.satisfies(isInternet),
      session.check(session.name(isInternet)) == .sat
    {
      values = session.values()
    }
    // The smallest address first, for a port that only another address has is none of its own.
    lower(&values, reading.addressVariants, formula, &valuation)
    lower(&values, reading.portVariants, formula, &valuation)

    valuation.assign(values)
    guard let flow = reading.flow(of: valuation), satisfies(flow, formula) else {
      preconditionFailure("a model of Z3 does not decode to a flow that satisfies its formula")
    }
    return flow
  }

  /// Replaces `values` by the first of its variants that is a flow and satisfies `formula`.
  private func lower(
    _ values: inout [Int32], _ variants: ([Int32]) -> [[Int32]], _ formula: Formula,
    _ valuation: inout Valuation
  ) {
    for variant in variants(values) {
      valuation.assign(variant)
      if valuation.satisfies(formula), valuation.satisfies(reading.flows) {
        values = variant
        return
      }
    }
  }
}
