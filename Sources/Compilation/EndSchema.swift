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

  /// The code of an address that the pod has, but nobody knows; atoms follow from 2.
  static let unknownAddress = 1
  static let firstAtom = 2

  static let namespace = 0
  static let hostNetwork = 1
  static let serviceAccount = 2
  let addresses: Range<Int>
  let labels: Range<Int>
  /// Nil in world `deployed`.
  let wider: WiderColumns?
  /// Ports are a matter of destinations; the columns before these describe both ends.
  let namedPorts: Range<Int>
  let hostPorts: Int
  /// On the network of which node a pod is, as far as peers can tell nodes apart.
  let node: Int

  let columns: [Column]
  let ports: [NamedPort]
  /// By code, from 1.
  let hostPortSets: [Set<HostPort>]

  let snapshot: Snapshot
  let vocabulary: Vocabulary
  let spaces: [AddressSpace]
  let nodes: NodeVocabulary
  let portIndices: [Vocabulary.PortName: Int]
  let readsHostPorts: Bool

  /// The number of columns that describe a source.
  var sourceWidth: Int { namedPorts.lowerBound }

  /// - Parameter words: What tells namespaces apart whose labels are not given; nil in world `deployed`.
  init(
    _ snapshot: Snapshot, _ universe: Universe, _ vocabulary: Vocabulary, _ spaces: [AddressSpace],
    _ nodes: NodeVocabulary, _ assumptions: Assumptions, wider words: NamespaceVocabulary? = nil
  ) {
    let pods = universe.pods.map { snapshot[$0] }
    // A new pod can have a port that no pod of the manifests has.
    let ports = EndSchema.namedPorts(of: pods, vocabulary)
      .filter { words != nil || !$0.resolutions.isEmpty }
    let readsHostPorts = assumptions.clientAddress == .mayBeNode
    var hostPortSets: [Set<HostPort>] = []
    if readsHostPorts {
      for pod in pods {
        let set = EndSchema.hostPorts(of: pod)
        if !set.isEmpty && !hostPortSets.contains(set) { hostPortSets.append(set) }
      }
    }

    let newNamespaces = words == nil ? 0 : WiderColumns.newNamespaceCount
    var columns = [
      Column(name: "namespace", size: snapshot.namespaces.count + 1 + newNamespaces),
      Column(name: "hostNetwork", size: universe.hasHostNetwork ? 2 : 1),
      Column(name: "serviceAccount", size: vocabulary.serviceAccounts.count + 1),
    ]
    columns += spaces.map { space in
      Column(
        name: "address.\(space.family == .ipv4 ? "ipv4" : "ipv6")",
        size: EndSchema.firstAtom + space.atomCount)
    }
    addresses = 3..<columns.count
    columns += zip(vocabulary.keys, vocabulary.values).map { key, values in
      Column(name: "label.\(snapshot.symbols[key])", size: 2 + values.count)
    }
    labels = addresses.upperBound..<columns.count
    let firstOpen = columns.count
    let wider = words.map {
      WiderColumns(snapshot, universe, vocabulary, $0, from: firstOpen)
    }
    columns += wider?.columns(snapshot) ?? []
    self.wider = wider
    let firstPort = columns.count
    columns += ports.map { port in
      Column(
        name: "port.\(snapshot.symbols[port.name.name]).\(port.name.protocol.name)",
        size: 1 + port.resolutions.count + (words == nil ? 0 : 1))
    }
    namedPorts = firstPort..<columns.count
    columns.append(Column(name: "hostPorts", size: 1 + hostPortSets.count))
    hostPorts = namedPorts.upperBound
    columns.append(Column(name: "node", size: nodes.size))
    node = hostPorts + 1

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
}
