import ClusterModel
import Evaluation

/// What one direction says of every pair of classes: a row for each treatment, which is a default and the classes that
/// some peer of its rules may match.
struct DirectionTable {
  /// By class of the direction's subjects.
  private(set) var treatmentOfClass: [Int] = []
  private(set) var rows: [Row] = []

  struct Row {
    /// What is said of every class that is not listed.
    var rest: ConnectionID
    /// In ascending order of classes.
    var exceptions: [(end: Int32, connection: ConnectionID)] = []
  }

  /// - Parameter store: takes the connections that occur.
  init(
    _ direction: Direction, _ cluster: Cluster, _ partition: Partition,
    _ store: inout ConnectionStore
  ) {
    var numbers: [Treatment?: Int] = [:]
    var admission = PeerAdmission(direction, cluster, partition)
    for end in partition.classes {
      let treatment = cluster.treatment(of: end.representative, direction)
      if let known = numbers[treatment] {
        treatmentOfClass.append(known)
        continue
      }
      let row =
        treatment.map { admission.row(of: $0, at: end.representative, &store) }
        ?? Row(rest: store.everything)
      numbers[treatment] = rows.count
      treatmentOfClass.append(rows.count)
      rows.append(row)
    }
  }
}

/// Tells apart the classes of a treatment's peers, as far as its rules do, and decides once for each sort.
private struct PeerAdmission {
  private let direction: Direction
  private let cluster: Cluster
  private let partition: Partition
  private let representatives: [Endpoint]
  private let addressKinds: [Int]
  private var members: [PeerTerm: [(end: Int32, value: UInt8)]] = [:]
  /// By class, the sort it is of while a treatment is looked at; 0 is the rest.
  private var sorts: [Int32]
  private var touched: [Int32] = []

  init(_ direction: Direction, _ cluster: Cluster, _ partition: Partition) {
    self.direction = direction
    self.cluster = cluster
    self.partition = partition
    representatives = partition.classes.map(\.representative)
    addressKinds = partition.classes.map(\.addressKind)
    sorts = [Int32](repeating: 0, count: partition.classes.count)
  }

  mutating func row(
    of treatment: Treatment, at subject: Endpoint, _ store: inout ConnectionStore
  ) -> DirectionTable.Row {
    var sortCount: Int32 = 0
    for term in cluster.peers(of: treatment, direction) {
      refine(members(of: term), &sortCount) { $0 }
    }
    refineByPortNames(of: treatment, &sortCount)
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
      let id = store.id(of: decide(subject, representatives[Int(end)]))
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

  private func decide(_ subject: Endpoint, _ peer: Endpoint) -> Connection {
    let (source, destination) = direction == .ingress ? (peer, subject) : (subject, peer)
    func ports(_ reading: Reading) -> [PortSet] {
      cluster.families.map {
        cluster.allowedPorts(direction, from: source, to: destination, $0, reading)
      }
    }
    return Connection(must: ports(.must), may: ports(.may))
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
  private mutating func refineByPortNames(of treatment: Treatment, _ sortCount: inout Int32) {
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
  private mutating func members(of term: PeerTerm) -> [(end: Int32, value: UInt8)] {
    if let known = members[term] { return known }
    var found: [(end: Int32, value: UInt8)] = []
    func value(_ index: Int) -> UInt8 { cluster.admissions(of: term, representatives[index]) }
    if let namespaces = term.namespaces(of: cluster) {
      for namespace in namespaces {
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
