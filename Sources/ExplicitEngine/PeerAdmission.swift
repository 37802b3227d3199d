import ClusterModel
import Evaluation

/// Tells apart the classes of a treatment's peers, as far as its rules do, and decides once for each sort.
struct PeerAdmission {
  private let direction: Direction
  private let partition: Partition
  private let representatives: [Endpoint]
  private let places: EndsByAddress
  private var members: [PeerTerm: [(end: Int32, value: UInt8)]] = [:]
  /// By class, the sort it is of while a treatment is looked at; 0 is the rest.
  private var sorts: [Int32]
  private var touched: [Int32] = []

  /// - Parameter cluster: the one whose ends the classes are.
  init(_ direction: Direction, _ cluster: Cluster, _ partition: Partition) {
    self.direction = direction
    self.partition = partition
    representatives = partition.classes.map(\.representative)
    places = EndsByAddress(cluster, partition)
    sorts = [Int32](repeating: 0, count: partition.classes.count)
  }

  /// What one direction of a pod says of every class.
  ///
  /// - Parameter cluster: the one whose ends the classes are, with further pods and namespaces perhaps.
  mutating func row(
    of treatment: Treatment, at subject: Endpoint, in cluster: Cluster,
    _ store: inout ConnectionStore
  ) -> DirectionTable.Row {
    let direction = direction
    return row(of: treatment, in: cluster) { peer in
      let (source, destination) = direction == .ingress ? (peer, subject) : (subject, peer)
      return store.id(of: Connection(direction, from: source, to: destination, in: cluster))
    }
  }

  /// What is said of every class by what looks at no more of it than the rules of a treatment.
  ///
  /// - Parameter decide: the number of what is said of an end.
  mutating func row(
    of treatment: Treatment, in cluster: Cluster, deciding decide: (_ peer: Endpoint) -> Int32
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

    var decided = [Int32?](repeating: nil, count: Int(sortCount) + 1)
    func number(_ end: Int32) -> Int32 {
      let sort = Int(sorts[Int(end)])
      if let known = decided[sort] { return known }
      let number = decide(representatives[Int(end)])
      decided[sort] = number
      return number
    }
    var row = DirectionTable.Row(rest: 0)
    if let untouched = sorts.firstIndex(of: 0) { row.rest = number(Int32(untouched)) }
    touched.sort()
    for end in touched {
      let number = number(end)
      if number != row.rest { row.exceptions.append((end, number)) }
    }
    return row
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
      let candidates = places.candidates(for: term, in: cluster)
      for number in candidates.kinds {
        let kind = places.kinds[number]
        let value = value(kind[0])
        if value != 0 { found += kind.map { (Int32($0), value) } }
      }
      for index in candidates.outside {
        let value = value(index)
        if value != 0 { found.append((Int32(index), value)) }
      }
    }
    members[term] = found
    return found
  }
}
