public import ClusterModel
import Compilation
import Formula
public import Intents

/// What the symbolic reading says of single flows, without a solver: the solver's own findings and those of the other
/// reading are held against it.
extension SymbolicEngine {
  /// Whether the symbolic reading takes `flow` for a violation of `claim`.
  ///
  /// False for what is no flow of the snapshot, and always for `some`, which no single flow violates. Where a hypothesis
  /// says that any address of a pod would do, each does.
  ///
  /// - Parameter hypothesis: what the flow supposes besides the snapshot.
  public func accepts(
    _ flow: Flow, supposing hypothesis: Hypothesis = Hypothesis(), asViolationOf claim: Claim
  ) -> Bool {
    if hypothesis.isEmpty { return satisfies(flow, reading.violation(of: claim)) }
    let violation = wider.violation(of: claim)
    let assignments = wider.assignments(of: flow, supposing: hypothesis)
    var valuation = Valuation(of: [], in: wider.formulas)
    return !assignments.isEmpty
      && assignments.allSatisfy { values in
        valuation.assign(values)
        return valuation.satisfies(violation)
      }
  }

  /// Whether the symbolic reading takes `flow` for a witness of `claim`: a flow that its sentence speaks of as
  /// reaching, and that must be allowed.
  public func accepts(_ flow: Flow, asWitnessOf claim: Claim) -> Bool {
    satisfies(flow, reading.witness(of: claim))
  }

  /// Whether `flow` may, and whether it must be allowed; neither for what is no flow of the snapshot.
  public func admits(_ flow: Flow) -> (may: Bool, must: Bool) {
    (satisfies(flow, reading.allowed(.may)), satisfies(flow, reading.allowed(.must)))
  }

  func satisfies(_ flow: Flow, _ formula: Formula) -> Bool {
    guard let values = reading.assignment(of: flow) else { return false }
    var valuation = Valuation(of: values, in: reading.formulas)
    return valuation.satisfies(reading.flows) && valuation.satisfies(formula)
  }
}
