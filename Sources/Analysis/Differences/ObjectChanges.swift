import ClusterModel

/// Namespaces and workloads that are not on both sides what they are on the other.
struct ObjectChanges {
  let snapshots: SnapshotPair

  /// By name.
  var namespaces: [NamespaceChange] {
    snapshots.new.namespaceIDs.compactMap { id in
      change(
        snapshots.has(id, .old), snapshots.has(id, .new),
        [snapshots.old[id].labels], [snapshots.new[id].labels]
      ).map { NamespaceChange(namespace: id, change: $0) }
    }.sorted { name($0.namespace) < name($1.namespace) }
  }

  /// By namespace, name and kind.
  var workloads: [WorkloadChange] {
    var olds: [WorkloadID: [Labels]] = [:]
    var news: [WorkloadID: [Labels]] = [:]
    for id in snapshots.new.podIDs {
      let workload = snapshots.new[id].workload
      if snapshots.has(id, .old) { olds[workload, default: []].append(snapshots.old[id].labels) }
      if snapshots.has(id, .new) { news[workload, default: []].append(snapshots.new[id].labels) }
    }
    let changes = snapshots.new.workloads.indices.compactMap { index -> WorkloadChange? in
      let id = WorkloadID(rawValue: Int32(index))
      let (old, new) = (olds[id] ?? [], news[id] ?? [])
      return change(!old.isEmpty, !new.isEmpty, old, new).map {
        WorkloadChange(workload: id, change: $0)
      }
    }
    return changes.sorted { key($0.workload) < key($1.workload) }
  }

  private func change(
    _ isOld: Bool, _ isNew: Bool, _ olds: [Labels], _ news: [Labels]
  ) -> ObjectChange? {
    switch (isOld, isNew) {
    case (false, true): return .appears
    case (true, false): return .vanishes
    case (false, false): return nil
    case (true, true):
      let changes = zip(olds, news).flatMap(labels).uniqued
      return changes.isEmpty ? nil : .labels(changes)
    }
  }

  private func labels(_ old: Labels, _ new: Labels) -> [LabelChange] {
    if old == new { return [] }
    let keys = (old.pairs + new.pairs).map(\.key).uniqued
      .sorted { snapshots.new.symbols[$0] < snapshots.new.symbols[$1] }
    return keys.filter { old[$0] != new[$0] }.map {
      LabelChange(key: $0, old: old[$0], new: new[$0])
    }
  }

  private func name(_ id: NamespaceID) -> String {
    snapshots.new.symbols[snapshots.new[id].name]
  }

  private func key(_ id: WorkloadID) -> (String, String, String) {
    let workload = snapshots.new[id]
    return (
      name(workload.namespace), snapshots.new.symbols[workload.name],
      snapshots.new.symbols[workload.kind]
    )
  }
}
