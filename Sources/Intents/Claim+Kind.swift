extension Claim {
  /// What a sentence asks of the policies; the last column of the table in intents.md.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// Flows have to be allowed.
    case obligation
    /// Flows must not be allowed.
    case prohibition
    /// An obligation and a prohibition in one sentence.
    case both
    /// Nothing is asked; the flows count as covered.
    case permission
  }

  public var kind: Kind {
    switch self {
    case .reaches, .someReaches: .obligation
    case .mayReach: .permission
    case .onlyReaches: .both
    case .cannotReach, .onlyMayReach, .noEgress, .noIngress, .isolated, .namespacesIsolated,
      .nothingElse:
      .prohibition
    }
  }

  /// What the sentence prohibits, as a sentence of its own; nil where it prohibits nothing.
  public var prohibition: Claim? {
    switch self {
    case .onlyReaches(let from, let to): .onlyMayReach(from: from, to: to)
    case _ where kind == .prohibition: self
    default: nil
    }
  }
}
