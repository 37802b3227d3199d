import ClusterModel
import Evaluation
import Intents

/// The members of groups as sets of classes; a group is written down as its number here.
final class ClassMembership: Membership {
  let cluster: Cluster
  let partition: Partition
  private var numbers: [Group: Int] = [:]
  private var members: [Bits] = []
  private var namedPorts: [PortKey: PortSet] = [:]
  private var constantPorts: [Ports: PortSet] = [:]

  private struct PortKey: Hashable {
    var ports: Ports
    var end: Int
    var possible: Bool
  }

  init(_ cluster: Cluster, _ partition: Partition) {
    self.cluster = cluster
    self.partition = partition
  }

  func number(of group: Group) -> Int {
    if let known = numbers[group] { return known }
    var bits = Bits(count: partition.classes.count)
    for (index, end) in partition.classes.enumerated()
    where cluster.contains(end.representative, in: group) {
      bits.insert(index)
    }
    members.append(bits)
    numbers[group] = members.count - 1
    return members.count - 1
  }

  func contains(_ end: Int, in group: Int) -> Bool {
    members[group].contains(end)
  }

  func namespace(of end: Int) -> NamespaceID? {
    partition.classes[end].namespace
  }

  func labels(of namespace: NamespaceID) -> Labels {
    cluster.labels(of: namespace)
  }

  func ports(_ ports: Ports, at end: Int, possible: Bool) -> PortSet {
    guard ports != .all else { return .all }
    if let known = constantPorts[ports] { return known }
    let key = PortKey(ports: ports, end: end, possible: possible)
    if let known = namedPorts[key] { return known }
    let representative = partition.classes[end].representative
    let result = cluster.ports(ports, at: representative, possible: possible)
    if ports.hasName {
      namedPorts[key] = result
    } else {
      constantPorts[ports] = result
    }
    return result
  }

  /// The classes of one side of a box.
  func bits(_ side: Box<Int>.Side) -> Bits {
    let count = partition.classes.count
    func union(_ groups: [Int]) -> Bits {
      var bits = Bits(count: count)
      for group in groups { bits.formUnion(members[group]) }
      return bits
    }
    switch side {
    case .anyone: return Bits(allOf: count)
    case .oneOf(let groups): return union(groups)
    case .noneOf(let groups):
      var bits = Bits(allOf: count)
      bits.subtract(union(groups))
      return bits
    }
  }
}

extension Ports {
  fileprivate var hasName: Bool {
    guard case .list(let terms) = self else { return false }
    return terms.contains { if case .name = $0.selection { true } else { false } }
  }
}
