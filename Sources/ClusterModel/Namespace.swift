/// An index into `Snapshot.namespaces`.
public struct NamespaceID: Hashable, Comparable, Sendable {
  public let rawValue: Int32

  public init(rawValue: Int32) {
    self.rawValue = rawValue
  }

  public static func < (left: NamespaceID, right: NamespaceID) -> Bool {
    left.rawValue < right.rawValue
  }
}

/// A Namespace object, or a name that other objects use without declaring it (C-152).
public struct Namespace: Sendable {
  public var name: Symbol
  /// As written: `kubernetes.io/metadata.name`, which the API server sets on every write (C-28), is for the readings to add.
  public var labels: Labels
  /// Nil when the namespace is used but not declared.
  public var place: Place?

  public init(name: Symbol, labels: Labels = Labels(), place: Place? = nil) {
    self.name = name
    self.labels = labels
    self.place = place
  }

  public var isDeclared: Bool { place != nil }
}
