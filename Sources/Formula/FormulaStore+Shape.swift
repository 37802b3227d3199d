/// What a formula looks like to those who translate it: engines and writers of other notations.
public enum Shape: Sendable {
  case constant(Bool)
  /// `range.lowerBound <= variable <= range.upperBound`, a proper part of its values.
  case atom(Variable, ClosedRange<Int>)
  /// Two variables of equal size, in order, have the same value.
  case equality(Variable, Variable)
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
    if node.head == Node.equality {
      return .equality(Variable(index: node.first), Variable(index: node.second))
    }
    return .atom(Variable(index: node.head), Int(node.first)...Int(node.second))
  }

  /// What `formulas` are made of, themselves included and negations left out, operands before what they are in.
  public func parts(of formulas: [Formula]) -> [Formula] {
    var seen: Set<Int> = []
    var pending = formulas.map(\.node)
    while let index = pending.popLast() {
      guard seen.insert(index).inserted else { continue }
      let node = nodes[index]
      guard node.head == Node.conjunction else { continue }
      for operand in operands[Int(node.first)..<Int(node.first + node.second)] {
        pending.append(operand.node)
      }
    }
    return seen.sorted().map { Formula(node: $0) }
  }
}

extension FormulaStore {
  /// Where the truth of some formula may change while `variable` ascends: the first values of the ranges that
  /// atoms cut its domain into, from 0. The variable is one that no equality speaks of.
  public func cuts(of variable: Variable) -> [Int] {
    var cuts: Set<Int> = [0]
    for node in nodes where node.head == variable.index {
      cuts.insert(Int(node.first))
      cuts.insert(Int(node.second) + 1)
    }
    return cuts.filter { $0 < size(of: variable) }.sorted()
  }
}
