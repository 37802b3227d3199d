public import ClusterModel
public import Evaluation
public import Intents

/// What is allowed between every two classes of ends: the connectivity of world `deployed`, whole and exact.
///
/// The reference semantics decide each direction once for each treatment of a pod and each sort of peer that its rules tell
/// apart; a pair of classes is then a look-up. No pair of pods is ever looked at.
public final class ConnectionTable {
  public let cluster: Cluster
  let partition: Partition
  private let egress: DirectionTable
  private let ingress: DirectionTable
  private var store: ConnectionStore
  /// By source class: own nodes, which pass by the rules.
  private var exemptions: [Int: [(destination: Int, connection: ConnectionID)]] = [:]
  /// By source class: treatments for ingress that say something particular of it.
  private var particular: [[(treatment: Int32, connection: ConnectionID)]]
  private let classesOfTreatment: [[Int32]]
  /// By destination class: what ingress says of a source that nothing particular is said of.
  private let ingressRest: [ConnectionID]
  private let families: [UInt8]
  private var combined: ConnectionMemo

  /// - Parameter claims: what they tell apart is told apart here.
  public init(_ cluster: Cluster, telling claims: [Claim] = []) {
    self.cluster = cluster
    let partition = Partition(cluster, Vocabulary(cluster, claims: claims))
    var store = ConnectionStore(families: cluster.families.count)
    let egress = DirectionTable(.egress, cluster, partition, &store)
    let ingress = DirectionTable(.ingress, cluster, partition, &store)
    var classesOfTreatment = [[Int32]](repeating: [], count: ingress.rows.count)
    for (index, treatment) in ingress.treatmentOfClass.enumerated() {
      classesOfTreatment[treatment].append(Int32(index))
    }
    var particular = [[(treatment: Int32, connection: ConnectionID)]](
      repeating: [], count: partition.classes.count)
    for (treatment, row) in ingress.rows.enumerated() {
      for (end, connection) in row.exceptions {
        particular[Int(end)].append((Int32(treatment), connection))
      }
    }
    self.partition = partition
    self.egress = egress
    self.ingress = ingress
    self.classesOfTreatment = classesOfTreatment
    self.particular = particular
    ingressRest = ingress.treatmentOfClass.map { ingress.rows[$0].rest }
    families = partition.classes.map { end in
      cluster.families.enumerated().reduce(0) {
        $0 | (end.families.contains($1.element) ? 1 << UInt8($1.offset) : 0)
      }
    }
    combined = ConnectionMemo(width: store.connections.count)
    self.store = store
    exemptOwnNodes()
  }

  public var classCount: Int { partition.classes.count }

  /// Classes below are of pods, the others of addresses outside the cluster.
  public var podClassCount: Int { partition.podClassCount }

  /// The pods of a class in ascending order; none for addresses.
  public func pods(of index: Int) -> [PodID] { partition.classes[index].pods }

  /// An end that stands for the class.
  public func representative(of index: Int) -> Endpoint { partition.classes[index].representative }

  /// The families that the ends of a class have, a bit each in the cluster's order.
  func families(of index: Int) -> UInt8 { families[index] }

  /// What policies and claims cannot tell the class's addresses from, pods' own addresses among it; nil for pods.
  public func region(of index: Int) -> (family: IPFamily, addresses: IntervalSet<UInt128>)? {
    guard case .addresses(let family) = partition.classes[index].ends else { return nil }
    return (family, partition.classes[index].region)
  }

  public subscript(id: ConnectionID) -> Connection { store.connections[Int(id)] }

  /// What is allowed from a class to each class, by its index. Of a class itself: between two distinct members.
  public func row(from source: Int) -> [ConnectionID] {
    let says = egress.rows[egress.treatmentOfClass[source]]
    let count = source < podClassCount ? classCount : podClassCount
    var admitted = ingressRest
    for (treatment, connection) in particular[source] {
      for end in classesOfTreatment[Int(treatment)] { admitted[Int(end)] = connection }
    }
    var row = [ConnectionID](repeating: 0, count: classCount)
    if says.rest != 0 {
      for destination in 0..<count {
        row[destination] = connection(says.rest, admitted[destination], source, destination)
      }
    }
    for (end, connection) in says.exceptions where end < count {
      row[Int(end)] = self.connection(connection, admitted[Int(end)], source, Int(end))
    }
    for exemption in exemptions[source] ?? [] { row[exemption.destination] = exemption.connection }
    return row
  }

  private func connection(
    _ sent: ConnectionID, _ admitted: ConnectionID, _ source: Int, _ destination: Int
  ) -> ConnectionID {
    if sent == 0 || admitted == 0 { return 0 }
    let both = combined.intersection(sent, admitted, in: &store)
    let mask = families[source] & families[destination]
    return mask == everyFamily ? both : store.masked(both, mask)
  }

  private var everyFamily: UInt8 { UInt8(1 << cluster.families.count) - 1 }

  /// A node and its own pods reach each other whatever the rules say (C-43, C-47).
  private func exemptOwnNodes() {
    guard cluster.enforcesPolicies else { return }
    var hosts: [Symbol: [Int]] = [:]
    var guests: [Symbol: [Int]] = [:]
    for (index, end) in partition.classes[..<podClassCount].enumerated() {
      guard let pod = end.pods.first, let node = cluster.snapshot[pod].nodeName else { continue }
      if cluster.snapshot[pod].isHostNetwork {
        hosts[node, default: []].append(index)
      } else {
        guests[node, default: []].append(index)
      }
    }
    for (node, classes) in hosts {
      for host in classes {
        for guest in guests[node] ?? [] {
          exempt(host, guest)
          exempt(guest, host)
        }
      }
    }
  }

  private func exempt(_ source: Int, _ destination: Int) {
    let (from, to) = (representative(of: source), representative(of: destination))
    guard cluster.areNodeAndOwnPod(from, to) else { return }
    let connection = store.masked(store.everything, families[source] & families[destination])
    exemptions[source, default: []].append((destination, connection))
  }
}
