extension CNF {
  /// Checks an LRAT text that is to prove the formula unsatisfiable. It shares with the prover what a clause is, and nothing else.
  ///
  /// Accepted are steps that follow by unit propagation, along hints that are all needed, and deletions of clauses that exist; the
  /// last step derives the empty clause.
  ///
  /// - Returns: the number of steps.
  /// - Throws: what is wrong, and in which line.
  @discardableResult
  public func checkRefutation(_ proof: [UInt8]) throws(RefutationError) -> Int {
    var lines = TextLines(proof)
    var checker = Checker(self)
    do throws(Problem) {
      while let line = try lines.next() { try checker.check(line) }
      guard checker.isRefuted else { throw .noEmptyClause }
    } catch {
      throw RefutationError(text: .proof, line: lines.number, problem: error)
    }
    return checker.stepCount
  }
}

private struct Checker {
  private(set) var isRefuted = false
  private(set) var stepCount = 0

  private let variableCount: Int
  private var clauses: ClauseList
  /// Where the clauses are that count: by id, the position in `clauses`.
  private var positions: [Int: Int]
  private var lastID: Int
  /// By index of the literal.
  private var isTrue: [Bool]
  private var assigned: [Literal] = []
  private var clause: [Literal] = []
  private var hints: [Int] = []

  init(_ formula: CNF) {
    variableCount = formula.variableCount
    clauses = ClauseList()
    positions = Dictionary(minimumCapacity: formula.clauseCount * 2)
    for index in 0..<formula.clauseCount {
      clauses.append(formula[clause: index])
      positions[index + 1] = index
    }
    lastID = formula.clauseCount
    isTrue = Array(repeating: false, count: formula.variableCount * 2 + 2)
  }

  mutating func check(_ line: TextLines.Line) throws(Problem) {
    var line = line
    if line.isAtEnd || line.take("c") { return }
    if isRefuted { throw .afterEmptyClause }
    let id = try line.number()
    if line.take("d") { return try delete(&line) }
    guard id > lastID else { throw .idNotAscending(id: id, last: lastID) }
    try readLiterals(&line, &clause, variableCount: variableCount)
    try readHints(&line, of: id)
    try derive(id)
    lastID = id
    stepCount += 1
    isRefuted = clause.isEmpty
    positions[id] = clauses.count
    clauses.append(clause)
  }

  private mutating func readHints(
    _ line: inout TextLines.Line, of id: Int
  ) throws(Problem) {
    hints.removeAll(keepingCapacity: true)
    while true {
      let hint = try line.number()
      if hint == 0 { break }
      guard hint > 0 else { throw .resolutionAsymmetricTautology(step: id) }
      hints.append(hint)
    }
    guard line.isAtEnd else { throw .surplus(line.text) }
  }

  private mutating func delete(_ line: inout TextLines.Line) throws(Problem) {
    while true {
      let id = try line.number()
      if id == 0 { break }
      guard positions.removeValue(forKey: id) != nil else { throw .deletionOfNoClause(id) }
    }
    guard line.isAtEnd else { throw .surplus(line.text) }
  }

  /// That `clause` is false leads, along `hints`, to a conflict.
  private mutating func derive(_ id: Int) throws(Problem) {
    defer {
      for literal in assigned { isTrue[literal.index] = false }
      assigned.removeAll(keepingCapacity: true)
    }
    for literal in clause { assign(-literal) }
    // A clause with a literal and its negation is true, and no assumption of the contrary is consistent.
    if clause.contains(where: { isTrue[$0.index] }) { throw .noConflict(step: id) }
    for (offset, hint) in hints.enumerated() {
      guard let position = positions[hint] else { throw .hintIsNoClause(step: id, hint: hint) }
      guard let unit = try openLiteral(of: position, step: id, hint: hint) else {
        guard offset == hints.count - 1 else { throw .hintsAfterConflict(step: id) }
        return
      }
      assign(unit)
    }
    throw .noConflict(step: id)
  }

  private mutating func assign(_ literal: Literal) {
    isTrue[literal.index] = true
    assigned.append(literal)
  }

  /// The only literal of a clause that is not false; nil where there is none.
  private func openLiteral(
    of position: Int, step: Int, hint: Int
  ) throws(Problem) -> Literal? {
    var open: Literal?
    for index in clauses.range(of: position) {
      let literal = clauses[literal: index]
      if isTrue[(-literal).index] { continue }
      if isTrue[literal.index] { throw .hintIsSatisfied(step: step, hint: hint) }
      // A literal that is written twice is one.
      if let open, open != literal { throw .hintIsNotUnit(step: step, hint: hint) }
      open = literal
    }
    return open
  }
}
