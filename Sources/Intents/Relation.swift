/// What may be claimed of the two sides of a change.
public enum Relation: String, Hashable, Sendable, CaseIterable {
  /// The same flows may be allowed on both sides, and the same must be.
  case equivalent
  /// Every flow that may be allowed on the new side may be on the old one.
  case contained

  /// The differences of a flow that break it.
  public var differences: [FlowDifference] {
    switch self {
    case .equivalent: FlowDifference.allCases
    case .contained: [.gained]
    }
  }
}

/// What may be different about a flow.
public enum FlowDifference: Hashable, Sendable, CaseIterable {
  /// It may be allowed on the new side, and is denied on the old one.
  case gained
  /// The reverse.
  case lost
  /// It may be allowed on both sides, and must be on the new one alone.
  case settled
  /// It may be allowed on both sides, and must be on the old one alone.
  case unsettled
}
