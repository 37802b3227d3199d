public import ClusterModel

/// A state of the manifests: before a change, or after it.
public enum Side: String, Hashable, Sendable, CaseIterable {
  case old, new

  public var other: Side { self == .old ? .new : .old }
}

/// Two snapshots brought onto one universe: a namespace, a workload and a pod have the same index on both sides.
///
/// What only one side has is on the other a pod that has finished, or a namespace that nothing declares: it is there for
/// nobody. Policies, Services and what is not modelled stay each side's own.
public struct SnapshotPair: Sendable {
  public let old: Snapshot
  public let new: Snapshot
  /// By namespace: the sides that declare or use it.
  let namespaceSides: [Set<Side>]
  /// By workload: the sides on which some pod of it exists.
  let workloadSides: [Set<Side>]
  /// By pod: the sides on which it exists.
  let podSides: [Set<Side>]

  public subscript(side: Side) -> Snapshot { side == .old ? old : new }

  public func has(_ namespace: NamespaceID, _ side: Side) -> Bool {
    let index = Int(namespace.rawValue)
    return namespaceSides.indices.contains(index) ? namespaceSides[index].contains(side) : true
  }

  public func has(_ workload: WorkloadID, _ side: Side) -> Bool {
    workloadSides[Int(workload.rawValue)].contains(side)
  }

  public func has(_ pod: PodID, _ side: Side) -> Bool {
    podSides[Int(pod.rawValue)].contains(side)
  }

  /// - Parameters:
  ///   - old: read first.
  ///   - new: read with the symbols and the files of `old`.
  public init(_ old: Snapshot, _ new: Snapshot) {
    precondition(new.symbols.count >= old.symbols.count, "the second side has symbols of its own")
    let alignment = SnapshotAlignment(old, new)
    self.old = alignment.aligned(old, .old, like: new)
    self.new = alignment.aligned(new, .new, like: new)
    namespaceSides = alignment.namespaces.map(\.sides)
    workloadSides = alignment.workloadSides
    podSides = alignment.pods.map(\.sides)
  }
}

/// What corresponds to what in two snapshots.
struct SnapshotAlignment {
  /// An object by its index on each side that has it.
  struct Entry {
    var old: Int?
    var new: Int?

    subscript(side: Side) -> Int? {
      get { side == .old ? old : new }
      set { if side == .old { old = newValue } else { new = newValue } }
    }

    var sides: Set<Side> { Set(Side.allCases.filter { self[$0] != nil }) }
  }

  private struct WorkloadKey: Hashable {
    var namespace: NamespaceID
    var kind: Symbol
    var name: Symbol
  }

  private let snapshots: [Side: Snapshot]
  private(set) var namespaces: [Entry] = []
  private(set) var workloads: [Entry] = []
  private(set) var pods: [Entry] = []
  private var namespaceIDs: [Side: [NamespaceID]] = [:]
  private var workloadIDs: [Side: [WorkloadID]] = [:]

  /// By workload: the sides on which some pod of it exists.
  var workloadSides: [Set<Side>] {
    var sides = [Set<Side>](repeating: [], count: workloads.count)
    for entry in pods {
      for side in entry.sides {
        guard let index = entry[side] else { continue }
        sides[Int(workload(ofPod: index, side).rawValue)].insert(side)
      }
    }
    return sides
  }

  init(_ old: Snapshot, _ new: Snapshot) {
    snapshots = [.old: old, .new: new]
    var namespaceOfName: [Symbol: Int] = [:]
    var workloadOfKey: [WorkloadKey: Int] = [:]
    for (side, snapshot) in [(Side.old, old), (.new, new)] {
      namespaceIDs[side] = snapshot.namespaces.indices.map { index in
        let name = snapshot.namespaces[index].name
        let entry = namespaceOfName[name] ?? namespaces.count
        if entry == namespaces.count {
          namespaceOfName[name] = entry
          namespaces.append(Entry())
        }
        namespaces[entry][side] = index
        return NamespaceID(rawValue: Int32(entry))
      }
      workloadIDs[side] = snapshot.workloads.indices.map { index in
        let workload = snapshot.workloads[index]
        let key = WorkloadKey(
          namespace: id(workload.namespace, side), kind: workload.kind, name: workload.name)
        let entry = workloadOfKey[key] ?? workloads.count
        if entry == workloads.count {
          workloadOfKey[key] = entry
          workloads.append(Entry())
        }
        workloads[entry][side] = index
        return WorkloadID(rawValue: Int32(entry))
      }
    }
    pods = pairedPods(old, new)
  }

  func id(_ namespace: NamespaceID, _ side: Side) -> NamespaceID {
    namespaceIDs[side]?[Int(namespace.rawValue)] ?? namespace
  }

  private func workload(ofPod index: Int, _ side: Side) -> WorkloadID {
    let own = snapshots[side]?.pods[index].workload ?? WorkloadID(rawValue: 0)
    return workloadIDs[side]?[Int(own.rawValue)] ?? own
  }

  private func pairedPods(_ old: Snapshot, _ new: Snapshot) -> [Entry] {
    func byWorkload(_ snapshot: Snapshot, _ side: Side) -> [WorkloadID: [Int]] {
      // A finished pod is gone (C-49).
      let existing = snapshot.pods.indices.filter {
        snapshot.pods[$0].phase != .succeeded && snapshot.pods[$0].phase != .failed
      }
      return Dictionary(grouping: existing) { workload(ofPod: $0, side) }
    }
    let (olds, news) = (byWorkload(old, .old), byWorkload(new, .new))
    return workloads.indices.flatMap { index -> [Entry] in
      let id = WorkloadID(rawValue: Int32(index))
      return PodPairing(old, olds[id] ?? [], new, news[id] ?? []).entries
    }
  }

  // MARK: One side in the common indices

  func aligned(_ own: Snapshot, _ side: Side, like last: Snapshot) -> Snapshot {
    var result = own
    // The side that was read last knows every word and every file.
    result.symbols = last.symbols
    result.files = last.files
    result.namespaces = namespaces.map { entry in
      if let index = entry[side] { return own.namespaces[index] }
      return Namespace(name: name(of: entry, side.other))
    }
    result.workloads = workloads.map { entry in
      let from = entry[side] == nil ? side.other : side
      var workload = own.workloads.first ?? .nobody
      if let index = entry[from], let snapshot = snapshots[from] {
        workload = snapshot.workloads[index]
      }
      workload.namespace = id(workload.namespace, from)
      return workload
    }
    result.pods = pods.compactMap { pod($0, side) }
    for index in result.networkPolicies.indices {
      result.networkPolicies[index].namespace = id(own.networkPolicies[index].namespace, side)
    }
    for index in result.services.indices {
      result.services[index].namespace = id(own.services[index].namespace, side)
    }
    for index in result.ingresses.indices {
      result.ingresses[index].namespace = id(own.ingresses[index].namespace, side)
    }
    for index in result.unmodelledObjects.indices {
      result.unmodelledObjects[index].namespace = own.unmodelledObjects[index].namespace
        .map { id($0, side) }
    }
    return result
  }

  private func name(of entry: Entry, _ side: Side) -> Symbol {
    guard let index = entry[side], let snapshot = snapshots[side] else {
      preconditionFailure("a namespace is on neither side")
    }
    return snapshot.namespaces[index].name
  }

  private func pod(_ entry: Entry, _ side: Side) -> Pod? {
    let from = entry[side] == nil ? side.other : side
    guard let index = entry[from], let snapshot = snapshots[from] else { return nil }
    var pod = snapshot.pods[index]
    pod.workload = workload(ofPod: index, from)
    pod.namespace = id(pod.namespace, from)
    if from != side { pod.phase = .failed }
    // What stands for several pods on one side is not one pod on the other.
    if let other = entry[from.other], let counterpart = snapshots[from.other]?.pods[other],
      counterpart.population == .replicas
    {
      pod.population = .replicas
    }
    return pod
  }
}

extension Workload {
  fileprivate static let nobody = Workload(
    kind: Symbol(rawValue: 0), name: Symbol(rawValue: 0), namespace: NamespaceID(rawValue: 0),
    place: .nowhere)
}
