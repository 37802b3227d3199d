import ClusterModel

/// What `--assume-absent` takes out of a snapshot.
struct AbsentKinds {
  private(set) var snapshot: Snapshot
  /// Those that took something out, as given.
  private(set) var used: [String] = []
  private(set) var unused: [String] = []

  init(_ kinds: [String], in snapshot: Snapshot) throws(UsageError) {
    self.snapshot = snapshot
    var absent: Set<Int> = []
    for kind in kinds {
      let matches = snapshot.unmodelledObjects.indices.filter {
        snapshot.matches(snapshot.unmodelledObjects[$0], kind)
      }
      let groups = Set(matches.map { snapshot.symbols[snapshot.unmodelledObjects[$0].group] })
      if groups.count > 1 { throw .ambiguousKind(kind, groups: groups.sorted()) }
      absent.formUnion(matches)
      if matches.isEmpty { unused.append(kind) } else { used.append(kind) }
    }
    self.snapshot.unmodelledObjects = snapshot.unmodelledObjects.enumerated()
      .filter { !absent.contains($0.offset) }.map(\.element)
  }
}

extension Snapshot {
  /// Whether the object is of `KIND` or `KIND.GROUP`; kinds are compared as written.
  fileprivate func matches(_ object: UnmodelledObject, _ kind: String) -> Bool {
    let (name, group) = (symbols[object.kind], symbols[object.group])
    return kind == name || kind == "\(name).\(group)"
  }
}
