/// Kleene's three values: what is known of a condition on an input that is partly unknown.
public enum Ternary: UInt8, Hashable, Sendable, Comparable {
  case no, unknown, yes

  public init(_ isTrue: Bool) {
    self = isTrue ? .yes : .no
  }

  public static func < (left: Ternary, right: Ternary) -> Bool {
    left.rawValue < right.rawValue
  }

  public static func || (left: Ternary, right: Ternary) -> Ternary { max(left, right) }

  public static func && (left: Ternary, right: Ternary) -> Ternary { min(left, right) }
}

/// Which way the unknown is taken (intents.md, "Must and may").
public enum Reading: Hashable, Sendable, CaseIterable {
  /// Every Unknown of an allowing rule is true, every Unknown of a denying one false: what *may* be allowed.
  case may
  /// The reverse: what *must* be allowed.
  case must
}
