extension CNF {
  /// The formula as DIMACS text, one clause a line; names are comments `c var 15 dport<=5432`.
  ///
  /// - Parameter header: lines of comment to begin with, without the `c`.
  public func dimacs(header: [String] = []) -> String {
    var text = ""
    text.reserveCapacity(clauseCount * 16)
    for line in header {
      precondition(!line.contains(where: \.isNewline), "a line of comment is one line")
      // A header must not be taken for a name.
      precondition(!line.hasPrefix("var "), "a line of comment looks like a name")
      text += line.isEmpty ? "c\n" : "c \(line)\n"
    }
    for variable in names.keys.sorted() { text += "c var \(variable) \(names[variable] ?? "")\n" }
    text += "p cnf \(variableCount) \(clauseCount)\n"
    for index in 0..<clauseCount {
      for literal in self[clause: index] { text += "\(literal.number) " }
      text += "0\n"
    }
    return text
  }
}
