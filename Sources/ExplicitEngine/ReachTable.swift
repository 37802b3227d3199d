import ClusterModel
import Evaluation

/// Upper bounds on who can have flows with whom, from the peers of the rules that speak for each class.
///
/// Pairs outside need not be looked at; pairs inside are decided by `Cluster`. Policies of the field are local to
/// a few namespaces, so this is what keeps the work far below pods × pods.
final class ReachTable {
  private let cluster: Cluster
  private let partition: Partition
  private var members: [PeerTerm: Bits] = [:]
  private var rows: [Direction: [Bits?]] = [:]
  private let all: Bits
  private let hostClasses: [Int]

  init(_ cluster: Cluster, _ partition: Partition) {
    self.cluster = cluster
    self.partition = partition
    let count = partition.classes.count
    all = Bits(allOf: count)
    for direction in Direction.allCases {
      rows[direction] = [Bits?](repeating: nil, count: count)
    }
    hostClasses = partition.classes.indices.filter { index in
      guard let pod = partition.classes[index].pods.first else { return false }
      return cluster.snapshot[pod].isHostNetwork
    }
  }

  /// The classes that class `index` can send flows to (egress), or be sent flows by (ingress).
  func peers(of index: Int, _ direction: Direction) -> Bits {
    if let known = rows[direction]?[index] { return known }
    let row = compute(index, direction)
    rows[direction]?[index] = row
    return row
  }

  private func compute(_ index: Int, _ direction: Direction) -> Bits {
    guard let pod = partition.classes[index].pods.first,
      case .oneOf(let terms) = cluster.possiblePeers(of: pod, direction)
    else { return all }
    var bits = Bits(count: partition.classes.count)
    for term in terms { bits.formUnion(classes(of: term)) }
    // Own nodes and translated addresses pass by the rules.
    for host in hostClasses {
      guard let node = partition.classes[host].pods.first else { continue }
      let (source, destination) = direction == .ingress ? (node, pod) : (pod, node)
      if cluster.areNodeAndOwnPod(.pod(source), .pod(destination)) { bits.insert(host) }
    }
    if direction == .ingress, cluster.translatedPorts(of: pod) != nil {
      bits.insert(partition.podClassCount..<partition.classes.count)
    }
    return bits
  }

  private func classes(of term: PeerTerm) -> Bits {
    if let known = members[term] { return known }
    var bits = Bits(count: partition.classes.count)
    if let namespaces = term.namespaces(of: cluster) {
      for namespace in namespaces {
        for index in partition.rangeOfNamespace[Int(namespace.rawValue)]
        where cluster.mayMatch(term, partition.classes[index].representative) {
          bits.insert(index)
        }
      }
    } else {
      var known: [Int: Bool] = [:]
      for (index, end) in partition.classes.enumerated() {
        let kind = end.addressKind
        let matches = known[kind] ?? cluster.mayMatch(term, end.representative)
        if kind >= 0 { known[kind] = matches }
        if matches { bits.insert(index) }
      }
    }
    members[term] = bits
    return bits
  }
}
