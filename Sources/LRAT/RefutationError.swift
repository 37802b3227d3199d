/// Why a formula and a proof of its unsatisfiability were not accepted.
public struct RefutationError: Error, Hashable, Sendable {
  public enum Text: Hashable, Sendable {
    case formula, proof
  }

  public var text: Text
  /// From 1; the last line where something is missing at the end, 0 of an empty text.
  public var line: Int
  public var problem: Problem
}

/// What is wrong with a line of DIMACS or LRAT, or with the whole.
public enum Problem: Error, Hashable, Sendable {
  /// The last line has no LF: the file was cut short.
  case unendedLine
  /// No 0 ends the list of numbers.
  case unendedList
  /// Another word, or a number that is spelled oddly or too long.
  case notANumber(String)
  /// Something follows where the line had to end.
  case surplus(String)

  case noHeader
  case secondHeader
  case badHeader
  case variableOutOfRange(Int)
  /// A comment `c var N NAME` names a variable twice.
  case namedTwice(Int)
  case clauseCount(header: Int, text: Int)

  /// Ids ascend: one that does not is a duplicate or out of order.
  case idNotAscending(id: Int, last: Int)
  case hintIsNoClause(step: Int, hint: Int)
  /// The clause of the hint has a true literal.
  case hintIsSatisfied(step: Int, hint: Int)
  /// The clause of the hint has two literals that are open.
  case hintIsNotUnit(step: Int, hint: Int)
  case hintsAfterConflict(step: Int)
  case noConflict(step: Int)
  /// A hint is negative: steps that keep satisfiability only are not accepted.
  case resolutionAsymmetricTautology(step: Int)
  case deletionOfNoClause(Int)
  case afterEmptyClause
  case noEmptyClause
}

extension RefutationError: CustomStringConvertible {
  /// Lower case, without a full stop: `proof line 12: step 48: hint 41 is not unit`.
  public var description: String {
    "\(text == .formula ? "formula" : "proof") line \(line): \(problem)"
  }
}

extension Problem: CustomStringConvertible {
  public var description: String {
    switch self {
    case .unendedLine: "the last line is cut short"
    case .unendedList: "no 0 ends the line"
    case .notANumber(let word): "`\(word)` is not a number"
    case .surplus(let text): "`\(text)` is left over"
    case .noHeader: "there is no line `p cnf VARIABLES CLAUSES` before the clauses"
    case .secondHeader: "there is a second header"
    case .badHeader:
      "the header is not `p cnf VARIABLES CLAUSES` with at most \(CNF.variableLimit) variables"
    case .variableOutOfRange(let number): "there is no variable for \(number)"
    case .namedTwice(let variable): "variable \(variable) has a second name"
    case .clauseCount(let header, let text):
      "the header announces \(header) clauses, the text has \(text)"
    case .idNotAscending(let id, let last): "step \(id) does not follow \(last)"
    case .hintIsNoClause(let step, let hint): "step \(step): there is no clause \(hint)"
    case .hintIsSatisfied(let step, let hint): "step \(step): hint \(hint) is satisfied"
    case .hintIsNotUnit(let step, let hint): "step \(step): hint \(hint) is not unit"
    case .hintsAfterConflict(let step): "step \(step): hints follow the conflict"
    case .noConflict(let step): "step \(step): the hints lead to no conflict"
    case .resolutionAsymmetricTautology(let step):
      "step \(step): a negative hint: only steps that follow from the clauses are accepted"
    case .deletionOfNoClause(let id): "clause \(id) is deleted and does not exist"
    case .afterEmptyClause: "something follows the empty clause"
    case .noEmptyClause: "the empty clause is never derived"
    }
  }
}
