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

  func isSatisfiable(_ formula: Formula) -> Outcome {
    if formula.isNever { return .unsat }
    return session.assuming(formula) { session.check() }
  }

  /// A flow that satisfies `formula`; where there are `cases`, they are asked one after the other.
  func flow(satisfying formula: Formula, cases: [Formula] = []) -> Search {
    if formula.isNever { return .none }
    return session.assuming(formula) {
      for condition in cases.isEmpty ? [nil] : cases.map(Optional.some) {
        switch session.check(condition) {
        case .unsat: continue
        case .sat: return .found(smallestFlow(formula))
        case .unknown(let reason): return .gaveUp(reason: reason)
        }
      }
      return .none
    }
  }

  /// The flow of the last model, with a publicly routed address instead of another where that is one too, and
  /// with the lowest port that these two ends allow.
  private func smallestFlow(_ formula: Formula) -> Flow {
    var values = session.values()
    var valuation = Valuation(of: values, in: reading.formulas)
    let isInternet = reading.hasInternetEnd
    if valuation.satisfies(reading.hasOutsideEnd), !valuation.satisfies(isInternet),
      session.check(isInternet) == .sat
    {
      values = session.values()
    }
    lowerPort(&values, formula, &valuation)

    valuation.assign(values)
    guard let flow = reading.flow(of: valuation), satisfies(flow, formula) else {
      preconditionFailure("a model of Z3 does not decode to a flow that satisfies its formula")
    }
    return flow
  }

  /// The truth of a formula changes at its cuts only, so the lowest port is one of them.
  private func lowerPort(
    _ values: inout [Int32], _ formula: Formula, _ valuation: inout Valuation
  ) {
    let (port, transport) = (reading.variables.port, reading.variables.protocol)
    for number in reading.formulas.cuts(of: port) where number > 0 {
      for `protocol` in TransportProtocol.allCases {
        var candidate = values
        candidate[Int(port.index)] = Int32(number)
        candidate[Int(transport.index)] = Int32(`protocol`.rawValue)
        valuation.assign(candidate)
        if valuation.satisfies(formula) {
          values = candidate
          return
        }
      }
    }
  }
}
