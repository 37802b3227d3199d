import ClusterModel

/// The namespaces of a run, declared or only used (C-152).
struct NamespaceTable {
  private(set) var namespaces: [Namespace] = []
  private var ids: [Symbol: NamespaceID] = [:]

  mutating func id(of name: Symbol) -> NamespaceID {
    if let known = ids[name] { return known }
    let id = NamespaceID(rawValue: Int32(namespaces.count))
    namespaces.append(Namespace(name: name))
    ids[name] = id
    return id
  }

  /// The namespace of that name, if anything of the input uses it.
  func knownID(of name: Symbol?) -> NamespaceID? {
    name.flatMap { ids[$0] }
  }

  mutating func declare(_ name: Symbol, labels: Labels, at place: Place) {
    let id = id(of: name)
    namespaces[Int(id.rawValue)].labels = labels
    namespaces[Int(id.rawValue)].place = place
  }
}
