import ClusterModel

/// Where objects that are not modelled could change what is allowed.
struct UnmodelledReach {
  /// Some object has no namespace: it may touch everything.
  let touchesAll: Bool
  private let namespaces: Set<NamespaceID>

  init(_ snapshot: Snapshot) {
    touchesAll = snapshot.unmodelledObjects.contains { $0.namespace == nil }
    namespaces = Set(snapshot.unmodelledObjects.compactMap(\.namespace))
  }

  func touches(_ namespace: NamespaceID) -> Bool {
    touchesAll || namespaces.contains(namespace)
  }
}
