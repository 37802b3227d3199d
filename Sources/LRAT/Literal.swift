/// A variable or its negation, numbered as DIMACS does: variables count from 1, a minus negates.
public struct Literal: Hashable, Comparable, Sendable {
  public let number: Int32

  /// - Parameter number: not 0.
  @inlinable
  public init(_ number: Int32) {
    self.number = number
  }

  @inlinable public var variable: Int { Int(number.magnitude) }
  @inlinable public var isPositive: Bool { number > 0 }

  /// Small numbers to index tables by: those of a variable and of its negation are neighbours.
  @inlinable var index: Int { variable << 1 | (number > 0 ? 0 : 1) }

  @inlinable
  public static prefix func - (literal: Literal) -> Literal {
    Literal(-literal.number)
  }

  /// By variable, its positive literal first.
  @inlinable
  public static func < (left: Literal, right: Literal) -> Bool {
    left.index < right.index
  }
}
