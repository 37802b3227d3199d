import ClusterModel
import Compilation
import Formula
public import LRAT

/// A claim as clauses that cannot all be satisfied if it holds.
///
/// Numbers are encoded by their order: a Boolean says `port<=5431` for each place where some atom cuts the values, and one implies
/// the next. That is exact, since atoms are ranges: an assignment that keeps the order picks an interval of values that nothing
/// tells apart. Everything else has a gate of its own, equivalent to what it is made of, and every variable has a name; the names
/// are those of the SMT-LIB script.
public struct CNFClaim {
  /// Every clause of the claim.
  public let formula: CNF
  /// Literals of which one is true wherever the clauses are, if the claim is better refuted case by case.
  public let cases: [Literal]
  private let header: [String]

  public init(_ claim: StatedClaim) {
    var encoder = ClauseEncoder(Naming(claim))
    encoder.encode()
    formula = encoder.formula
    cases = claim.statement.cases.compactMap { encoder.literal(ofEncoded: $0) }
    header = claim.header.map(\.escapingControls)
  }

  /// A proof that the claim holds: the clauses that it needs, and the refutation of them.
  public struct Certificate: Sendable {
    /// DIMACS text.
    public let cnf: String
    /// LRAT text.
    public let lrat: String
  }

  public enum Result: Sendable {
    case holds(Certificate)
    /// The claim does not hold.
    case broken
    case exhausted(ProverLimits.Kind)
  }

  /// Looks for a proof; the same claim has the same one everywhere.
  public func prove(_ limits: ProverLimits = ProverLimits()) -> Result {
    switch formula.prove(limits: limits, cases: cases) {
    case .satisfiable: return .broken
    case .exhausted(let kind): return .exhausted(kind)
    case .refuted(let core):
      let how = ["check: python3 lratcheck.py FILE.cnf FILE.lrat must print \"s VERIFIED UNSAT\""]
      return .holds(
        Certificate(cnf: core.formula.dimacs(header: header + how), lrat: core.proof.lrat))
    }
  }
}
