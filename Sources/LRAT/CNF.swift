/// A propositional formula: a conjunction of clauses.
public struct CNF: Sendable, Equatable {
  public private(set) var variableCount = 0
  /// What variables mean, for those who read: by variable, as far as they have names.
  public private(set) var names: [Int: String] = [:]
  private var list = ClauseList()

  /// What is announced is allocated: a header must not be able to ask for all memory.
  static let variableLimit = 1 << 26

  public init() {}

  /// - Parameter variableCount: declared without names.
  public init(variableCount: Int) {
    self.variableCount = variableCount
  }

  public var clauseCount: Int { list.count }

  /// The literals of a clause, as written; clauses count from 0 here, and from 1 in proofs.
  public subscript(clause index: Int) -> ArraySlice<Literal> { list[index] }

  /// A new variable.
  ///
  /// - Parameter name: without line breaks.
  public mutating func declare(_ name: String? = nil) -> Literal {
    variableCount += 1
    if let name { self.name(variableCount, name) }
    return Literal(Int32(variableCount))
  }

  mutating func name(_ variable: Int, _ name: String) {
    precondition(!name.contains(where: \.isNewline), "a name ends with its line")
    names[variable] = name
  }

  /// - Parameter clause: literals of declared variables; none for the clause that nothing satisfies.
  public mutating func append(_ clause: some Sequence<Literal>) {
    let start = list.literals.count
    list.append(clause)
    precondition(
      list.literals[start...].allSatisfy { $0.variable <= variableCount && $0.number != 0 },
      "a clause speaks of a variable that is not declared")
  }
}
