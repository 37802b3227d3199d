/// An index into `Snapshot.workloads`.
public struct WorkloadID: Hashable, Comparable, Sendable {
  public let rawValue: Int32

  public init(rawValue: Int32) {
    self.rawValue = rawValue
  }

  public static func < (left: WorkloadID, right: WorkloadID) -> Bool {
    left.rawValue < right.rawValue
  }
}

/// What a person calls the owner of pods: a controller, or a pod that nobody owns.
public struct Workload: Sendable {
  /// `Deployment`, `StatefulSet`, ..., `Pod`, or the kind of an unknown controller as written.
  public var kind: Symbol
  public var name: Symbol
  public var namespace: NamespaceID
  /// `replicas: 0`, suspended or finished: no pod runs now, the template is analysed as a potential pod (C-155).
  public var isPotential: Bool
  public var place: Place

  public init(
    kind: Symbol, name: Symbol, namespace: NamespaceID, isPotential: Bool = false, place: Place
  ) {
    self.kind = kind
    self.name = name
    self.namespace = namespace
    self.isPotential = isPotential
    self.place = place
  }
}
