/// What a formula looks like to those who translate it: engines and writers of other notations.
public enum Shape: Sendable {
  case constant(Bool)
  /// `range.lowerBound <= variable <= range.upperBound`, a proper part of its values.
  case atom(Variable, ClosedRange<Int>)
  case not(Formula)
  /// At least two operands, sorted.
  case all(ArraySlice<Formula>)
}

extension FormulaStore {
  public func shape(of formula: Formula) -> Shape {
    let node = nodes[formula.node]
    if node.head == Node.constant { return .constant(!formula.isNegated) }
    if formula.isNegated { return .not(.not(formula)) }
    if node.head == Node.conjunction {
      return .all(operands[Int(node.first)..<Int(node.first + node.second)])
    }
    return .atom(Variable(index: node.head), Int(node.first)...Int(node.second))
  }

  /// What `formulas` are made of, themselves included and negations left out, operands before what they are in.
  public func parts(of formulas: some Sequence<Formula>) -> [Formula] {
    var isPart = ContiguousArray(repeating: false, count: nodes.count)
    var last = 0
    for formula in formulas {
      isPart[formula.node] = true
      last = max(last, formula.node)
    }
    for index in stride(from: last, through: 1, by: -1) where isPart[index] {
      let node = nodes[index]
      guard node.head == Node.conjunction else { continue }
      for operand in operands[Int(node.first)..<Int(node.first + node.second)] {
        isPart[operand.node] = true
      }
    }
    return isPart.indices.lazy.filter { isPart[$0] }.map { Formula(node: $0) }
  }
}

extension FormulaStore {
  /// Where the truth of some formula may change while `variable` ascends: the first values of the ranges that
  /// atoms cut its domain into, from 0.
  public func cuts(of variable: Variable) -> [Int] {
    var cuts: Set<Int> = [0]
    for node in nodes where node.head == variable.index {
      cuts.insert(Int(node.first))
      cuts.insert(Int(node.second) + 1)
    }
    return cuts.filter { $0 < size(of: variable) }.sorted()
  }
}
