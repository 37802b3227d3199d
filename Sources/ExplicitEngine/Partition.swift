import ClusterModel
import Evaluation
import Intents

/// The equivalence classes of ends: pods first, sorted by namespace, then addresses outside.
struct Partition {
  private(set) var classes: [EndClass] = []
  private(set) var podClassCount = 0
  /// The classes of a namespace's pods.
  private(set) var rangeOfNamespace: [Range<Int>] = []

  /// What policies and claims can see of a pod.
  private struct Signature: Hashable {
    var namespace: NamespaceID
    var isHostNetwork: Bool
    /// By mentioned key: the value's symbol, or one of the marks below.
    var labels: [Int32]
    var account: Symbol?
    var ports: [ContainerPort]
    /// By family: the address part, or one of the marks below.
    var addresses: [Int32]
    var node: Symbol?
    var exposed: PortSet?
    /// Two pods may differ in these in a wider world.
    var unknownLabels: [Symbol]
  }

  private static let absent: Int32 = -1
  private static let other: Int32 = -2
  private static let unknown: Int32 = -3

  init(_ cluster: Cluster, _ vocabulary: Vocabulary) {
    let partitions = cluster.families.map {
      AddressPartition($0, regions: vocabulary.regions[$0] ?? [])
    }
    var members: [Signature: [PodID]] = [:]
    let reader = SignatureReader(cluster, vocabulary, partitions)
    for pod in cluster.pods { members[reader.signature(of: pod), default: []].append(pod) }
    let groups = members.sorted {
      ($0.key.namespace, $0.value[0]) < ($1.key.namespace, $1.value[0])
    }
    var kinds: [[Int32]: Int] = [:]
    for (signature, pods) in groups {
      var key = signature.addresses + [signature.isHostNetwork ? 1 : 0]
      if vocabulary.speaksOfNodes, signature.isHostNetwork, let node = signature.node {
        key.append(node.rawValue)
      }
      let kind = kinds[key] ?? kinds.count
      kinds[key] = kind
      var end = Self.podClass(pods, addressKind: kind, cluster)
      end.unknownLabels = signature.unknownLabels
      classes.append(end)
    }
    podClassCount = classes.count
    indexNamespaces(cluster.snapshot.namespaces.count)
    for partition in partitions {
      let external = cluster.externalAddresses(of: partition.family)
      // Of a part that has private addresses, such a one is shown: `0.0.0.0` is nobody's.
      let preferred = partition.lowest(
        in: external.intersection(AddressPartition.privateAddresses(of: partition.family)))
      let found = zip(zip(preferred, partition.lowest(in: external)), partition.partRegions)
      for ((known, lowest), region) in found {
        guard let bits = known ?? lowest else { continue }
        let address = IPAddress(family: partition.family, bits: bits)
        classes.append(
          EndClass(
            ends: .addresses(partition.family), representative: .address(address), hasTwo: false,
            namespace: nil, families: [partition.family], addressKind: -1, region: region))
      }
    }
  }

  private static func podClass(
    _ pods: [PodID], addressKind: Int, _ cluster: Cluster
  ) -> EndClass {
    let first = Endpoint.pod(pods[0])
    return EndClass(
      ends: .pods(pods), representative: first,
      hasTwo: pods.count > 1 || cluster.areDistinct(first, first),
      namespace: cluster.snapshot[pods[0]].namespace,
      families: cluster.families.filter { cluster.has($0, first) }, addressKind: addressKind)
  }

  private mutating func indexNamespaces(_ count: Int) {
    rangeOfNamespace = [Range<Int>](repeating: 0..<0, count: count)
    var start = 0
    while start < podClassCount, let namespace = classes[start].namespace {
      var end = start
      while end < podClassCount, classes[end].namespace == namespace { end += 1 }
      rangeOfNamespace[Int(namespace.rawValue)] = start..<end
      start = end
    }
  }

  /// Reads signatures; the marks keep "absent" and "a value nobody mentions" apart.
  private struct SignatureReader {
    let cluster: Cluster
    let vocabulary: Vocabulary
    let keys: [(key: Symbol, values: Set<Symbol>)]
    let partitions: [AddressPartition]
    let hostNodes: Set<Symbol>

    init(_ cluster: Cluster, _ vocabulary: Vocabulary, _ partitions: [AddressPartition]) {
      self.cluster = cluster
      self.vocabulary = vocabulary
      self.partitions = partitions
      keys = vocabulary.labels.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
      hostNodes = Set(
        cluster.pods.lazy.map { cluster.snapshot[$0] }.filter(\.isHostNetwork).compactMap(
          \.nodeName))
    }

    func signature(of id: PodID) -> Signature {
      let pod = cluster.snapshot[id]
      var labels: [Int32] = []
      labels.reserveCapacity(keys.count)
      for (key, values) in keys {
        guard let value = pod.labels[key] else {
          labels.append(Partition.absent)
          continue
        }
        labels.append(values.contains(value) ? value.rawValue : Partition.other)
      }
      return Signature(
        namespace: pod.namespace, isHostNetwork: pod.isHostNetwork, labels: labels,
        account: cluster.serviceAccount(of: id).flatMap {
          vocabulary.serviceAccounts.contains($0) ? $0 : nil
        },
        ports: namedPorts(of: pod),
        addresses: partitions.map { address(of: pod, in: $0) },
        node: pod.nodeName.flatMap { hostNodes.contains($0) ? $0 : nil },
        exposed: cluster.translatedPorts(of: id),
        unknownLabels: pod.unknownLabels.filter { vocabulary.labels[$0] != nil })
    }

    private func namedPorts(of pod: Pod) -> [ContainerPort] {
      guard !vocabulary.portNames.isEmpty else { return [] }
      var ports: [ContainerPort] = []
      for port in pod.containerPorts {
        guard let name = port.name, vocabulary.portNames.contains(name) else { continue }
        ports.append(
          ContainerPort(name: name, number: port.number, protocol: port.protocol ?? .tcp))
      }
      return ports
    }

    private func address(of pod: Pod, in partition: AddressPartition) -> Int32 {
      if pod.addresses.isEmpty { return Partition.unknown }
      guard let address = pod.addresses.first(where: { $0.family == partition.family }) else {
        return Partition.absent
      }
      return Int32(partition.part(of: address.bits))
    }
  }
}
