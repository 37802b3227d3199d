/// Statements about a variable or two, and case distinctions by one.
extension FormulaStore {
  /// `range.lowerBound <= variable <= range.upperBound`, as far as the variable goes.
  public func member(_ variable: Variable, of range: ClosedRange<Int>) -> Formula {
    let last = size(of: variable) - 1
    let lower = max(range.lowerBound, 0)
    let upper = min(range.upperBound, last)
    guard lower <= upper else { return .never }
    // One normal form for each set: what reaches the last value is the negation of what lies before.
    switch (lower == 0, upper == last) {
    case (true, true): return .always
    case (false, true): return .not(internAtom(variable, 0, Int32(lower - 1)))
    default: return internAtom(variable, Int32(lower), Int32(upper))
    }
  }

  public func equal(_ variable: Variable, _ value: Int) -> Formula {
    member(variable, of: value...value)
  }

  /// Whether two variables of equal size have the same value.
  public func equal(_ first: Variable, _ second: Variable) -> Formula {
    precondition(size(of: first) == size(of: second), "variables of different sizes are compared")
    if first == second || size(of: first) == 1 { return .always }
    return internEquality(min(first, second), max(first, second))
  }

  /// Whether the variable has one of `values`; neighbours become ranges.
  public func member(_ variable: Variable, of values: [Int]) -> Formula {
    let last = size(of: variable) - 1
    var ranges: [ClosedRange<Int>] = []
    for value in values.sorted() where 0 <= value && value <= last {
      if let range = ranges.last, value <= range.upperBound + 1 {
        ranges[ranges.count - 1] = range.lowerBound...value
      } else {
        ranges.append(value...value)
      }
    }
    // One normal form for each set: what contains 0 is the negation of the gaps.
    guard let first = ranges.first, first.lowerBound == 0 else {
      return any(ranges.map { member(variable, of: $0) })
    }
    let gaps = zip(ranges, ranges.dropFirst().map(\.lowerBound) + [last + 1])
      .compactMap { range, next in
        range.upperBound + 1 < next ? range.upperBound + 1...next - 1 : nil
      }
    return .not(any(gaps.map { member(variable, of: $0) }))
  }

  /// The case distinction by `variable`: in each case its formula, for every other value `otherwise`.
  ///
  /// A value occurs in one case at most. Cases with equal formulas become one.
  public func choose(
    by variable: Variable, _ cases: [(value: Int, formula: Formula)],
    otherwise: Formula
  ) -> Formula {
    var values: [Formula: [Int]] = [:]
    var order: [Formula] = []
    var covered: [Int] = []
    for (value, formula) in cases {
      covered.append(value)
      if values[formula, default: []].isEmpty { order.append(formula) }
      values[formula, default: []].append(value)
    }
    let implications = order.map { implies(member(variable, of: values[$0] ?? []), $0) }
    let rest = any([member(variable, of: covered), otherwise])
    return all(implications + [rest])
  }
}
