import Evaluation

/// A set that others cut into parts.
protocol Divisible {
  var isEmpty: Bool { get }
  func intersection(_ other: Self) -> Self
  func subtracting(_ other: Self) -> Self
}

extension PortSet: Divisible {}
extension IntervalSet: Divisible {}

extension Divisible {
  /// The parts that lie wholly inside or wholly outside of each of `sets`; none is empty.
  func divided(by sets: [Self]) -> [Self] {
    var parts = isEmpty ? [] : [self]
    for set in sets {
      parts = parts.flatMap { part in
        [part.intersection(set), part.subtracting(set)].filter { !$0.isEmpty }
      }
    }
    return parts
  }
}
