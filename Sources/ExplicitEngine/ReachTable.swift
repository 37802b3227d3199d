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
  private var membersOfLists: [ObjectIdentifier: (list: PeerList, bits: Bits)] = [:]
  private var possiblePeers: [Direction: PossiblePeersReader] = [:]
  private var rows: [Direction: [Row]] = [:]
  /// The classes of pods on their nodes' network, by node.
  private var hostClasses: [Symbol: [Int]] = [:]
  private let places: EndsByAddress

  private enum Row {
    case notLookedAt
    case everyone
    case some(Bits)
  }

  init(_ cluster: Cluster, _ partition: Partition) {
    self.cluster = cluster
    self.partition = partition
    let count = partition.classes.count
    places = EndsByAddress(cluster, partition)
    for direction in Direction.allCases {
      possiblePeers[direction] = PossiblePeersReader(cluster, direction)
      rows[direction] = [Row](repeating: .notLookedAt, count: count)
    }
    for (index, end) in partition.classes.enumerated() {
      guard let pod = end.pods.first.map({ cluster.snapshot[$0] }), pod.isHostNetwork,
        let node = pod.nodeName
      else { continue }
      hostClasses[node, default: []].append(index)
    }
  }

  /// How many ends have been asked whether they are in some range.
  var namedCount: Int { places.namedCount }

  /// The classes that class `index` can send flows to (egress), or be sent flows by (ingress); nil for all.
  func peers(of index: Int, _ direction: Direction) -> Bits? {
    if index >= partition.podClassCount { return nil }
    switch rows[direction]?[index] {
    case .some(.some(let bits)): return bits
    case .some(.everyone): return nil
    case .some(.notLookedAt), nil:
      let row = compute(index, direction)
      rows[direction]?[index] = row.map(Row.some) ?? .everyone
      return row
    }
  }

  private func compute(_ index: Int, _ direction: Direction) -> Bits? {
    guard let pod = partition.classes[index].pods.first,
      case .oneOf(let lists)? = possiblePeers[direction]?.peers(of: pod)
    else { return nil }
    var bits = Bits(count: partition.classes.count)
    for list in lists { bits.formUnion(classes(of: list)) }
    // Own nodes and translated addresses pass by the rules.
    let node = cluster.snapshot[pod].nodeName
    for host in node.flatMap({ hostClasses[$0] }) ?? [] {
      guard let node = partition.classes[host].pods.first else { continue }
      let (source, destination) = direction == .ingress ? (node, pod) : (pod, node)
      if cluster.areNodeAndOwnPod(.pod(source), .pod(destination)) { bits.insert(host) }
    }
    if direction == .ingress, cluster.translatedPorts(of: pod) != nil {
      bits.insert(partition.podClassCount..<partition.classes.count)
    }
    return bits
  }

  private func classes(of list: PeerList) -> Bits {
    if let known = membersOfLists[ObjectIdentifier(list)] { return known.bits }
    var bits = Bits(count: partition.classes.count)
    for term in list.terms { bits.formUnion(classes(of: term)) }
    membersOfLists[ObjectIdentifier(list)] = (list, bits)
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
      func mayMatch(_ index: Int) -> Bool {
        cluster.mayMatch(term, partition.classes[index].representative)
      }
      let candidates = places.candidates(for: term, in: cluster)
      for kind in candidates.kinds.lazy.map({ self.places.kinds[$0] }) where mayMatch(kind[0]) {
        for index in kind { bits.insert(index) }
      }
      for index in candidates.outside where mayMatch(index) { bits.insert(index) }
    }
    members[term] = bits
    return bits
  }
}
