/// A statement about the variables of one `FormulaStore`: four bytes that name a node of it.
///
/// The store hash-conses and folds, so equal handles are equal formulas, though not every two equivalent
/// formulas have equal handles.
public struct Formula: Hashable, Comparable, Sendable {
  /// Twice the index of a node, plus one where its negation is meant: small numbers, fit to index tables by.
  public let rawValue: Int32

  init(rawValue: Int32) {
    self.rawValue = rawValue
  }

  init(node: Int) {
    rawValue = Int32(node) * 2
  }

  /// The formula that every assignment satisfies.
  public static let always = Formula(rawValue: 0)
  /// The formula that no assignment satisfies.
  public static let never = Formula(rawValue: 1)

  /// Negation needs no node: it is a bit of the handle.
  public static func not(_ formula: Formula) -> Formula {
    Formula(rawValue: formula.rawValue ^ 1)
  }

  public var isAlways: Bool { self == .always }
  public var isNever: Bool { self == .never }

  var node: Int { Int(rawValue >> 1) }
  var isNegated: Bool { rawValue & 1 == 1 }

  /// The order of construction: what a formula is made of comes before it.
  public static func < (left: Formula, right: Formula) -> Bool {
    left.rawValue < right.rawValue
  }
}

/// A variable of one `FormulaStore`; its values are 0 ..< its size.
public struct Variable: Hashable, Comparable, Sendable {
  /// From 0, in the order of declaration.
  public let index: Int32

  public static func < (left: Variable, right: Variable) -> Bool {
    left.index < right.index
  }
}
