extension CNF {
  /// The formula of a DIMACS text: comments, a header, one clause a line.
  ///
  /// - Throws: what is wrong, and where: the writer of certificates is strict, and so is their reader.
  public init(dimacs bytes: [UInt8]) throws(RefutationError) {
    var lines = TextLines(bytes)
    self.init()
    var reader = DIMACSReader()
    do throws(Problem) {
      while let line = try lines.next() { try reader.read(line, into: &self) }
      try reader.finish(&self)
    } catch {
      throw RefutationError(text: .formula, line: lines.number, problem: error)
    }
  }
}

private struct DIMACSReader {
  private var announced: Int?
  /// Before the header the number of variables is not known.
  private var names: [(variable: Int, name: String)] = []
  private var clause: [Literal] = []

  mutating func read(_ line: TextLines.Line, into formula: inout CNF) throws(Problem) {
    var line = line
    if line.isAtEnd { return }
    if line.take("c") {
      if line.take("var") { names.append((try line.number(), line.text)) }
    } else if line.take("p") {
      try readHeader(&line, into: &formula)
    } else {
      guard announced != nil else { throw .noHeader }
      try readLiterals(&line, &clause, variableCount: formula.variableCount)
      guard line.isAtEnd else { throw .surplus(line.text) }
      formula.append(clause)
    }
  }

  private mutating func readHeader(
    _ line: inout TextLines.Line, into formula: inout CNF
  ) throws(Problem) {
    guard announced == nil else { throw .secondHeader }
    guard line.take("cnf") else { throw .badHeader }
    let variables = try line.number()
    let clauses = try line.number()
    guard line.isAtEnd, variables >= 0, clauses >= 0, variables <= CNF.variableLimit else {
      throw .badHeader
    }
    announced = clauses
    formula = CNF(variableCount: variables)
  }

  mutating func finish(_ formula: inout CNF) throws(Problem) {
    guard let announced else { throw .noHeader }
    guard announced == formula.clauseCount else {
      throw .clauseCount(header: announced, text: formula.clauseCount)
    }
    for (variable, name) in names {
      guard (1...max(1, formula.variableCount)).contains(variable), formula.variableCount > 0 else {
        throw .variableOutOfRange(variable)
      }
      guard formula.names[variable] == nil else { throw .namedTwice(variable) }
      formula.name(variable, name)
    }
  }
}

/// Reads literals up to and including the 0 that ends them.
func readLiterals(
  _ line: inout TextLines.Line, _ literals: inout [Literal], variableCount: Int
) throws(Problem) {
  literals.removeAll(keepingCapacity: true)
  while true {
    let number = try line.number()
    if number == 0 { return }
    guard abs(number) <= variableCount else { throw .variableOutOfRange(number) }
    literals.append(Literal(Int32(number)))
  }
}
