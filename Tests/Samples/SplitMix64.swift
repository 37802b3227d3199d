/// Sebastiano Vigna's splitmix64: a seed gives the same numbers on every machine.
public struct SplitMix64: RandomNumberGenerator {
  private var state: UInt64

  public init(seed: UInt64) {
    state = seed
  }

  public mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }

  /// True with a chance of `percent` in a hundred.
  public mutating func chance(_ percent: Int) -> Bool {
    Int.random(in: 0..<100, using: &self) < percent
  }

  public mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[Int.random(in: 0..<elements.count, using: &self)]
  }

  /// A few elements, at least `minimum`, in their order.
  public mutating func some<Element>(_ elements: [Element], atLeast minimum: Int = 0) -> [Element] {
    let count = Int.random(in: minimum...max(minimum, min(2, elements.count)), using: &self)
    let chosen = Set(elements.indices.shuffled(using: &self).prefix(count))
    return elements.indices.filter(chosen.contains).map { elements[$0] }
  }
}
