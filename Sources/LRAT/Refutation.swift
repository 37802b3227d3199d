/// A proof that a formula is unsatisfiable: steps, of which the last one derives the empty clause.
///
/// Each step is a clause that follows from the formula and the steps before it by unit propagation (RUP), which its hints
/// spell out: assume that the clause is false; then the clause of each hint but the last has one literal that is not false,
/// which is true from then on, and the clause of the last hint has none.
public struct Refutation: Sendable, Equatable {
  public struct Step: Sendable, Equatable {
    public var clause: [Literal]
    /// Clauses by id: those of the formula count from 1, the first step follows the last of them.
    public var hints: [Int]

    public init(clause: [Literal], hints: [Int]) {
      self.clause = clause
      self.hints = hints
    }
  }

  /// How many clauses the formula has.
  public let clauseCount: Int
  public let steps: [Step]

  public init(clauseCount: Int, steps: [Step]) {
    self.clauseCount = clauseCount
    self.steps = steps
  }

  /// The proof as LRAT text, a step a line: `ID LITERALS 0 HINTS 0`.
  public var lrat: String {
    var text = ""
    text.reserveCapacity(steps.count * 32)
    for (offset, step) in steps.enumerated() {
      text += "\(clauseCount + 1 + offset) "
      for literal in step.clause { text += "\(literal.number) " }
      text += "0 "
      for hint in step.hints { text += "\(hint) " }
      text += "0\n"
    }
    return text
  }
}
