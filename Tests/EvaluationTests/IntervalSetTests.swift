import Evaluation
import Testing

/// Sets over a tiny domain, against sets of numbers: every pair of subsets of 0...5.
@Suite struct IntervalSetTests {
  private func make(_ bits: UInt8) -> (set: IntervalSet<UInt8>, members: Set<UInt8>) {
    let members = Set((0..<6 as Range<UInt8>).filter { bits >> $0 & 1 == 1 })
    return (IntervalSet(unionOf: members.map { $0...$0 }), members)
  }

  @Test func operationsAgreeWithSetsOfNumbers() {
    for left in 0..<64 as Range<UInt8> {
      for right in 0..<64 as Range<UInt8> {
        let (a, x) = make(left)
        let (b, y) = make(right)
        let agrees =
          members(a.union(b)) == x.union(y) && members(a.intersection(b)) == x.intersection(y)
          && members(a.subtracting(b)) == x.subtracting(y) && a.isEmpty == x.isEmpty
          && a.first == x.min()
        #expect(agrees, "\(x) and \(y)")
        // One set has one form, so that equality is equality of members.
        #expect((a == b) == (x == y))
      }
    }
  }

  @Test func rangesReachTheEndOfTheDomain() {
    let whole = IntervalSet<UInt8>(0...255)
    #expect(whole.subtracting(IntervalSet(255...255)).ranges == [0...254])
    #expect(whole.subtracting(IntervalSet(0...255)).isEmpty)
    #expect(IntervalSet<UInt8>(unionOf: [255...255, 0...254]) == whole)
  }

  private func members(_ set: IntervalSet<UInt8>) -> Set<UInt8> {
    Set((0..<6 as Range<UInt8>).filter(set.contains))
  }
}
