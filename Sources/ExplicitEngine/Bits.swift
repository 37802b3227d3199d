/// A set of class indices as a bit string.
struct Bits: Hashable, Sendable {
  private(set) var words: [UInt64]

  init(count: Int) {
    words = [UInt64](repeating: 0, count: (count + 63) / 64)
  }

  init(allOf count: Int) {
    self.init(first: count, of: count)
  }

  init(first members: Int, of count: Int) {
    self.init(count: count)
    insert(0..<members)
  }

  var isEmpty: Bool { words.allSatisfy { $0 == 0 } }

  func contains(_ index: Int) -> Bool {
    words[index >> 6] >> UInt64(index & 63) & 1 == 1
  }

  mutating func insert(_ index: Int) {
    words[index >> 6] |= 1 << UInt64(index & 63)
  }

  mutating func insert(_ range: Range<Int>) {
    var index = range.lowerBound
    while index < range.upperBound {
      if index & 63 == 0, index + 64 <= range.upperBound {
        words[index >> 6] = .max
        index += 64
      } else {
        insert(index)
        index += 1
      }
    }
  }

  mutating func remove(_ index: Int) {
    words[index >> 6] &= ~(1 << UInt64(index & 63))
  }

  mutating func formUnion(_ other: Bits) {
    for index in words.indices { words[index] |= other.words[index] }
  }

  mutating func formIntersection(_ other: Bits) {
    for index in words.indices { words[index] &= other.words[index] }
  }

  mutating func subtract(_ other: Bits) {
    for index in words.indices { words[index] &= ~other.words[index] }
  }

  func intersects(_ other: Bits) -> Bool {
    words.indices.contains { words[$0] & other.words[$0] != 0 }
  }

  var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

  /// The members in ascending order, until `body` says stop by returning false.
  @discardableResult
  func forEach(_ body: (Int) throws -> Bool) rethrows -> Bool {
    for index in words.indices {
      var word = words[index]
      while word != 0 {
        if try !body(index << 6 + word.trailingZeroBitCount) { return false }
        word &= word - 1
      }
    }
    return true
  }
}
