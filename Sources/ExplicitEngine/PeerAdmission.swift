import ClusterModel
import Evaluation

/// Tells apart the classes of a treatment's peers, as far as its rules do, and decides once for each sort.
struct PeerAdmission {
  private let direction: Direction
  private let partition: Partition
  private let representatives: [Endpoint]
  private let addressKinds: [Int]
  private var members: [PeerTerm: [(end: Int32, value: UInt8)]] = [:]
  /// By class, the sort it is of while a treatment is looked at; 0 is the rest.
  private var sorts: [Int32]
  private var touched: [Int32] = []

  init(_ direction: Direction, _ partition: Partition) {
    self.direction = direction
    self.partition = partition
    representatives = partition.classes.map(\.representative)
    addressKinds = partition.classes.map(\.addressKind)
    sorts = [Int32](repeating: 0, count: partition.classes.count)
  }

  /// What one direction of a pod says of every class.
  ///
  /// - Parameter cluster: the one whose ends the classes are, with further pods and namespaces perhaps.
  mutating func row(
    of treatment: Treatment, at subject: Endpoint, in cluster: Cluster,
    _ store: inout ConnectionStore
  ) -> DirectionTable.Row {
    var sortCount: Int32 = 0
    for term in cluster.peers(of: treatment, direction) {
      refine(members(of: term, in: cluster), &sortCount) { $0 }
    }
    refineByPortNames(of: treatment, in: cluster, &sortCount)
    if treatment.tellsAddressesFromPods {
      let outside = partition.podClassCount..<partition.classes.count
      refine(outside.map { (Int32($0), UInt8(1)) }, &sortCount) { $0 }
    }
    defer {
      for end in touched { sorts[Int(end)] = 0 }
      touched.removeAll(keepingCapacity: true)
    }

    var decided = [ConnectionID?](repeating: nil, count: Int(sortCount) + 1)
    func connection(_ end: Int32, _ store: inout ConnectionStore) -> ConnectionID {
      let sort = Int(sorts[Int(end)])
      if let known = decided[sort] { return known }
      let id = store.id(of: decide(subject, representatives[Int(end)], in: cluster))
      decided[sort] = id
      return id
    }
    var row = DirectionTable.Row(rest: 0)
    if let untouched = sorts.firstIndex(of: 0) { row.rest = connection(Int32(untouched), &store) }
    touched.sort()
    for end in touched {
      let id = connection(end, &store)
      if id != row.rest { row.exceptions.append((end, id)) }
    }
    return row
  }

  private func decide(_ subject: Endpoint, _ peer: Endpoint, in cluster: Cluster) -> Connection {
    let (source, destination) = direction == .ingress ? (peer, subject) : (subject, peer)
    return Connection(direction, from: source, to: destination, in: cluster)
  }

  /// Splits sorts by what `key` says of some classes; the others stay together.
  private mutating func refine<Value, Key: Hashable>(
    _ values: [(end: Int32, value: Value)], _ sortCount: inout Int32, by key: (Value) -> Key
  ) {
    var known: [Split<Key>: Int32] = [:]
    for (end, value) in values {
      let old = sorts[Int(end)]
      if old == 0 { touched.append(end) }
      let split = Split(sort: old, key: key(value))
      if let new = known[split] {
        sorts[Int(end)] = new
      } else {
        sortCount += 1
        known[split] = sortCount
        sorts[Int(end)] = sortCount
      }
    }
  }

  private struct Split<Key: Hashable>: Hashable {
    var sort: Int32
    var key: Key
  }

  /// Egress rules with port names look at the destination's own ports.
  private mutating func refineByPortNames(
    of treatment: Treatment, in cluster: Cluster, _ sortCount: inout Int32
  ) {
    let names = cluster.portNames(of: treatment, direction)
    if names.isEmpty { return }
    var values: [(end: Int32, value: [ContainerPort])] = []
    for index in 0..<partition.podClassCount {
      let ports = cluster.namedPorts(of: representatives[index], among: names)
      if !ports.isEmpty { values.append((Int32(index), ports)) }
    }
    refine(values, &sortCount) { $0 }
  }

  /// The classes that a peer takes in, surely or perhaps, with how: two bits a family.
  private mutating func members(
    of term: PeerTerm, in cluster: Cluster
  ) -> [(end: Int32, value: UInt8)] {
    if let known = members[term] { return known }
    var found: [(end: Int32, value: UInt8)] = []
    func value(_ index: Int) -> UInt8 { cluster.admissions(of: term, representatives[index]) }
    if let namespaces = term.namespaces(of: cluster) {
      for namespace in namespaces
      where Int(namespace.rawValue) < partition.rangeOfNamespace.count {
        for index in partition.rangeOfNamespace[Int(namespace.rawValue)] {
          let value = value(index)
          if value != 0 { found.append((Int32(index), value)) }
        }
      }
    } else {
      // Pods of one kind match the same ranges and machines.
      var known: [Int: UInt8] = [:]
      for (index, kind) in addressKinds.enumerated() {
        let value = known[kind] ?? value(index)
        if kind >= 0 { known[kind] = value }
        if value != 0 { found.append((Int32(index), value)) }
      }
    }
    members[term] = found
    return found
  }
}
