import ClusterModel
import Intents

/// How an end of a flow is described by small numbers, a column for each thing that policies or claims
/// can tell apart.
///
/// Code 0 of every column is what an address outside the cluster has: no namespace, no label, no port.
struct EndSchema {
  struct Column {
    var name: String
    var size: Int
  }

  /// A container port name, and what it can stand for in a pod.
  struct NamedPort {
    var name: Vocabulary.PortName
    /// By code, from 1: the distinct numbers, ascending. Several are one name with several numbers (C-63b).
    private(set) var resolutions: [[UInt16]] = []
    private var codes: [[UInt16]: Int] = [:]

    init(name: Vocabulary.PortName) {
      self.name = name
    }

    /// The code of `numbers`; 0 for a pod without the port.
    func code(of numbers: [UInt16]) -> Int { codes[numbers] ?? 0 }

    mutating func add(_ numbers: [UInt16]) {
      guard codes[numbers] == nil else { return }
      resolutions.append(numbers)
      codes[numbers] = resolutions.count
    }
  }

  /// A port of the node that leads to a pod.
  struct HostPort: Hashable {
    var `protocol`: TransportProtocol
    var number: UInt16
  }

  /// The code of an address that the pod has, but nobody knows; atoms follow from 2.
  static let unknownAddress = 1
  static let firstAtom = 2

  static let namespace = 0
  static let hostNetwork = 1
  static let serviceAccount = 2
  static let node = 3
  let addresses: Range<Int>
  let labels: Range<Int>
  /// Ports are a matter of destinations; the columns before these describe both ends.
  let namedPorts: Range<Int>
  let hostPorts: Int

  let columns: [Column]
  let ports: [NamedPort]
  /// By code, from 1.
  let hostPortSets: [Set<HostPort>]

  private let snapshot: Snapshot
  private let vocabulary: Vocabulary
  private let spaces: [AddressSpace]
  private let nodes: [Symbol: Int]
  private let portIndices: [Vocabulary.PortName: Int]
  private let readsHostPorts: Bool

  /// The number of columns that describe a source.
  var sourceWidth: Int { namedPorts.lowerBound }

  init(
    _ snapshot: Snapshot, _ universe: Universe, _ vocabulary: Vocabulary, _ spaces: [AddressSpace],
    _ assumptions: Assumptions
  ) {
    let pods = universe.pods.map { snapshot[$0] }
    let nodes = EndSchema.sharedNodes(of: pods)
    let ports = EndSchema.namedPorts(of: pods, vocabulary)
    let readsHostPorts = assumptions.clientAddress == .mayBeNode
    var hostPortSets: [Set<HostPort>] = []
    if readsHostPorts {
      for pod in pods {
        let set = EndSchema.hostPorts(of: pod)
        if !set.isEmpty && !hostPortSets.contains(set) { hostPortSets.append(set) }
      }
    }

    var columns = [
      Column(name: "namespace", size: snapshot.namespaces.count + 1),
      Column(name: "hostNetwork", size: universe.hasHostNetwork ? 2 : 1),
      Column(name: "serviceAccount", size: vocabulary.serviceAccounts.count + 1),
      Column(name: "node", size: nodes.count + 1),
    ]
    columns += spaces.map { space in
      Column(
        name: "address.\(space.family == .ipv4 ? "ipv4" : "ipv6")",
        size: EndSchema.firstAtom + space.atomCount)
    }
    addresses = 4..<columns.count
    columns += zip(vocabulary.keys, vocabulary.valueCounts).map { key, count in
      Column(name: "label.\(snapshot.symbols[key])", size: 2 + count)
    }
    labels = addresses.upperBound..<columns.count
    columns += ports.map { port in
      Column(
        name: "port.\(snapshot.symbols[port.name.name]).\(port.name.protocol.name)",
        size: 1 + port.resolutions.count)
    }
    namedPorts = labels.upperBound..<columns.count
    columns.append(Column(name: "hostPorts", size: 1 + hostPortSets.count))
    hostPorts = namedPorts.upperBound

    self.columns = columns
    self.ports = ports
    self.hostPortSets = hostPortSets
    self.snapshot = snapshot
    self.vocabulary = vocabulary
    self.spaces = spaces
    self.nodes = nodes
    self.readsHostPorts = readsHostPorts
    portIndices = Dictionary(
      uniqueKeysWithValues: ports.enumerated().map { ($0.element.name, $0.offset) })
  }

  /// The description of `pod`, a code a column.
  func row(of pod: Pod) -> [Int32] {
    var row = [Int32](repeating: 0, count: columns.count)
    row[EndSchema.namespace] = pod.namespace.rawValue + 1
    row[EndSchema.hostNetwork] = pod.isHostNetwork ? 1 : 0
    if !vocabulary.serviceAccounts.isEmpty {
      row[EndSchema.serviceAccount] = Int32(serviceAccountCode(of: pod))
    }
    if let node = pod.nodeName { row[EndSchema.node] = Int32(nodes[node] ?? 0) }
    for (column, space) in zip(addresses, spaces) {
      row[column] = Int32(addressCode(of: pod, in: space))
    }
    for pair in pod.labels.pairs {
      guard let index = vocabulary.keyIndex(of: pair.key) else { continue }
      row[labels.lowerBound + index] = Int32(vocabulary.code(of: pair.value, under: pair.key))
    }
    if !ports.isEmpty {
      for (index, numbers) in EndSchema.resolutions(of: pod, portIndices) {
        row[namedPorts.lowerBound + index] = Int32(ports[index].code(of: numbers))
      }
    }
    if readsHostPorts, let index = hostPortSets.firstIndex(of: EndSchema.hostPorts(of: pod)) {
      row[hostPorts] = Int32(index + 1)
    }
    return row
  }

  /// The description of `address`, which lies outside the cluster; nil where the run does not have its family.
  func row(of address: IPAddress) -> [Int32]? {
    guard let index = spaces.firstIndex(where: { $0.family == address.family }) else { return nil }
    var row = [Int32](repeating: 0, count: columns.count)
    row[addresses.lowerBound + index] =
      Int32(EndSchema.firstAtom + spaces[index].atom(of: address.bits))
    return row
  }

  /// 0 is every service account that is not mentioned; a pod that names none runs as `default`.
  private func serviceAccountCode(of pod: Pod) -> Int {
    let account = pod.serviceAccount ?? snapshot.symbols.symbol(for: "default")
    return account.flatMap { vocabulary.serviceAccounts[$0] } ?? 0
  }

  /// 0 where the pod has no address of the family (C-52).
  private func addressCode(of pod: Pod, in space: AddressSpace) -> Int {
    if pod.addresses.isEmpty { return EndSchema.unknownAddress }
    let address = pod.addresses.first { $0.family == space.family }
    return address.map { EndSchema.firstAtom + space.atom(of: $0.bits) } ?? 0
  }

  /// The nodes of which both a hostNetwork pod and another are known to be: no other placement matters (C-43).
  private static func sharedNodes(of pods: [Pod]) -> [Symbol: Int] {
    let hosts = Set(pods.lazy.filter(\.isHostNetwork).compactMap(\.nodeName))
    guard !hosts.isEmpty else { return [:] }
    var nodes: [Symbol: Int] = [:]
    for case let node? in pods.lazy.filter({ !$0.isHostNetwork }).map(\.nodeName)
    where hosts.contains(node) && nodes[node] == nil {
      nodes[node] = nodes.count + 1
    }
    return nodes
  }

  /// The mentioned names that some pod has, in a stable order.
  private static func namedPorts(of pods: [Pod], _ vocabulary: Vocabulary) -> [NamedPort] {
    guard !vocabulary.portNames.isEmpty else { return [] }
    let names = vocabulary.portNames.sorted { ($0.name, $0.protocol) < ($1.name, $1.protocol) }
    let indices = Dictionary(
      uniqueKeysWithValues: names.enumerated().map { ($0.element, $0.offset) })
    var ports = names.map { NamedPort(name: $0) }
    for pod in pods {
      for (index, numbers) in resolutions(of: pod, indices) { ports[index].add(numbers) }
    }
    return ports.filter { !$0.resolutions.isEmpty }
  }

  /// What the names of `indices` stand for in `pod`; a container port without protocol is TCP.
  private static func resolutions(
    of pod: Pod, _ indices: [Vocabulary.PortName: Int]
  ) -> [(index: Int, numbers: [UInt16])] {
    var found: [(index: Int, numbers: [UInt16])] = []
    for port in pod.containerPorts {
      guard let name = port.name,
        let index = indices[Vocabulary.PortName(name: name, protocol: port.protocol ?? .tcp)]
      else { continue }
      if let known = found.firstIndex(where: { $0.index == index }) {
        if !found[known].numbers.contains(port.number) {
          found[known].numbers.append(port.number)
          found[known].numbers.sort()
        }
      } else {
        found.append((index, [port.number]))
      }
    }
    return found
  }

  private static func hostPorts(of pod: Pod) -> Set<HostPort> {
    Set(
      pod.containerPorts.lazy.filter { $0.hostPort != nil }
        .map { HostPort(protocol: $0.protocol ?? .tcp, number: $0.number) })
  }
}
