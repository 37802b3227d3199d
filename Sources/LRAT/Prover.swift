/// How far the prover may go.
public struct ProverLimits: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    case conflicts, bytes
  }

  /// Steps of learning.
  public var conflicts: Int
  /// The size of the clauses and hints in memory, all together.
  public var bytes: Int

  public init(conflicts: Int = 2_000_000, bytes: Int = 1 << 30) {
    self.conflicts = conflicts
    // Positions are numbers of 32 bits.
    self.bytes = min(bytes, 4 << 30)
  }
}

/// What the prover found out about a formula.
public enum ProverResult: Sendable {
  /// The variables that are true.
  case satisfiable(Set<Int>)
  case refuted(ProvedCore)
  /// A limit was reached: nothing is known.
  case exhausted(ProverLimits.Kind)
}

/// The clauses of a formula from which it can be refuted, and the proof.
public struct ProvedCore: Sendable, Equatable {
  /// Has the clauses of `clauseIndices` and the variables of `variables`, renumbered in their order, with their names.
  public let formula: CNF
  public let proof: Refutation
  /// The clauses of the whole formula that were used, ascending, from 0.
  public let clauseIndices: [Int]
  /// The variables of the whole formula that occur, ascending.
  public let variables: [Int]
}

extension CNF {
  /// Decides the formula. The same formula has the same result, byte for byte, wherever it is asked for.
  ///
  /// - Parameter cases: literals of which one is true wherever the formula is, if the caller knows of any; each is then refuted by
  ///   itself first. They are advice: any will do.
  public func prove(limits: ProverLimits = ProverLimits(), cases: [Literal] = []) -> ProverResult {
    var solver = Solver(self)
    switch solver.solve(limits, cases: cases) {
    case .satisfiable: return .satisfiable(Set(solver.trail.filter(\.isPositive).map(\.variable)))
    case .exhausted(let kind): return .exhausted(kind)
    case .refuted: return .refuted(ProvedCore(of: self, solver))
    }
  }
}
