/// An object that may decide about flows and whose meaning is not modelled: intents it can touch are `unsupported`.
public struct UnmodelledObject: Hashable, Sendable {
  public var kind: Symbol
  /// The API group, empty for the core group.
  public var group: Symbol
  public var name: Symbol
  /// Nil for a cluster-scoped object, which touches every namespace.
  public var namespace: NamespaceID?
  public var place: Place

  public init(
    kind: Symbol, group: Symbol, name: Symbol, namespace: NamespaceID?, place: Place
  ) {
    self.kind = kind
    self.group = group
    self.name = name
    self.namespace = namespace
    self.place = place
  }
}

/// Objects that were read past: a kind, and how many of it.
public struct IgnoredKind: Hashable, Sendable {
  public var kind: String
  public var count: Int
  /// Whether the kind is on the list of built-in kinds that cannot matter; if not, nothing is known of it.
  public var isKnown: Bool

  public init(kind: String, count: Int, isKnown: Bool) {
    self.kind = kind
    self.count = count
    self.isKnown = isKnown
  }
}
