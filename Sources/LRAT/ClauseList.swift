/// Clauses, one after the other in one array: a proof has too many for an array each.
struct ClauseList: Sendable, Equatable {
  private(set) var literals: [Literal] = []
  /// Where each clause begins, and where the last one ends.
  private(set) var bounds: [Int32] = [0]

  var count: Int { bounds.count - 1 }

  func range(of clause: Int) -> Range<Int> {
    Int(bounds[clause])..<Int(bounds[clause + 1])
  }

  subscript(clause: Int) -> ArraySlice<Literal> { literals[range(of: clause)] }

  subscript(literal index: Int) -> Literal {
    get { literals[index] }
    set { literals[index] = newValue }
  }

  mutating func append(_ clause: some Sequence<Literal>) {
    literals.append(contentsOf: clause)
    bounds.append(Int32(literals.count))
  }

  mutating func swapLiterals(_ first: Int, _ second: Int) {
    literals.swapAt(first, second)
  }
}
