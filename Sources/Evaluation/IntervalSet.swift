/// A set of numbers as sorted closed ranges that neither overlap nor touch.
public struct IntervalSet<Bound: FixedWidthInteger & Sendable>: Hashable, Sendable {
  public private(set) var ranges: [ClosedRange<Bound>]

  public init() {
    ranges = []
  }

  public init(_ range: ClosedRange<Bound>) {
    ranges = [range]
  }

  /// The union of `parts`, in any order.
  public init(unionOf parts: some Sequence<ClosedRange<Bound>>) {
    ranges = []
    for part in parts.sorted(by: { $0.lowerBound < $1.lowerBound }) { append(part) }
  }

  public var isEmpty: Bool { ranges.isEmpty }

  public var first: Bound? { ranges.first?.lowerBound }

  public func contains(_ element: Bound) -> Bool {
    ranges.contains { $0.contains(element) }
  }

  public func union(_ other: IntervalSet) -> IntervalSet {
    if other.isEmpty || self == other { return self }
    if isEmpty { return other }
    return IntervalSet(unionOf: ranges + other.ranges)
  }

  public func intersection(_ other: IntervalSet) -> IntervalSet {
    var result = IntervalSet()
    var (left, right) = (0, 0)
    while left < ranges.count, right < other.ranges.count {
      let (a, b) = (ranges[left], other.ranges[right])
      let (lower, upper) = (max(a.lowerBound, b.lowerBound), min(a.upperBound, b.upperBound))
      if lower <= upper { result.ranges.append(lower...upper) }
      if a.upperBound < b.upperBound { left += 1 } else { right += 1 }
    }
    return result
  }

  public func subtracting(_ other: IntervalSet) -> IntervalSet {
    if isEmpty || other.isEmpty { return self }
    var result = IntervalSet()
    var right = 0
    for range in ranges {
      var lower = range.lowerBound
      var isConsumed = false
      while right < other.ranges.count, other.ranges[right].upperBound < lower { right += 1 }
      var index = right
      while index < other.ranges.count, other.ranges[index].lowerBound <= range.upperBound {
        let hole = other.ranges[index]
        if lower < hole.lowerBound { result.ranges.append(lower...(hole.lowerBound - 1)) }
        if hole.upperBound >= range.upperBound {
          isConsumed = true
          break
        }
        lower = hole.upperBound + 1
        index += 1
      }
      if !isConsumed { result.ranges.append(lower...range.upperBound) }
    }
    return result
  }

  /// Adds a range that begins no earlier than any range added before.
  private mutating func append(_ range: ClosedRange<Bound>) {
    guard let last = ranges.last else {
      ranges.append(range)
      return
    }
    let touches = range.lowerBound <= last.upperBound || range.lowerBound - last.upperBound == 1
    if touches {
      ranges[ranges.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
    } else {
      ranges.append(range)
    }
  }
}
