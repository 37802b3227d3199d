import ClusterModel
import Evaluation
import Intents

/// A pod that a world may add, its address left open.
struct OraclePod {
  var pod: HypotheticalPod
  /// How many things it supposes (W12), its address aside.
  var size: Int
}

extension OracleWords {
  /// Every pod that may be added to a namespace, of the manifests or new, the smallest first.
  ///
  /// - Parameter hasPorts: a source's own ports matter to nobody.
  func pods(
    in namespace: NamespaceID, _ snapshot: Snapshot, _ assumptions: Assumptions, hasPorts: Bool
  ) -> [OraclePod] {
    var choices: [Symbol: [HypotheticalText?]] = [:]
    for (key, mentioned) in podLabels {
      choices[key] = Self.choices(mentioned, fresh: [0])
      guard assumptions.fixedPodLabels.contains(key) else { continue }
      let carried = snapshot.pods.filter { pod in
        pod.namespace == namespace && pod.phase != .succeeded && pod.phase != .failed
      }.compactMap { $0.labels[key] }
      choices[key] = Self.choices(Set(carried), fresh: [])
    }
    let standard = snapshot.symbols.symbol(for: "default")
    let named = accounts.filter { $0 != standard }.sorted().map(HypotheticalText.mentioned)
    let accounts: [HypotheticalText?] = [nil, .fresh(0)] + named
    var result: [OraclePod] = []
    for labels in Self.products(choices) {
      for account in accounts {
        for ports in hasPorts ? namedPorts : [[]] {
          let pod = HypotheticalPod(
            namespace: namespace, labels: labels, serviceAccount: account, ports: ports)
          let size = labels.count + ports.count + (account == nil ? 0 : 1)
          result.append(OraclePod(pod: pod, size: size))
        }
      }
    }
    return result.sorted { $0.size < $1.size }
  }

  /// Every way to name ports of one protocol, one number a name; a flow has one protocol.
  private var namedPorts: [[ContainerPort]] {
    [[]]
      + portNames.sorted { $0.key < $1.key }.flatMap { proto, names in
        names.sorted().reduce([[]]) { combinations, name in
          combinations.flatMap { combination in
            [combination]
              + portCuts.sorted().map {
                combination + [ContainerPort(name: name, number: $0, protocol: proto)]
              }
          }
        }.filter { !$0.isEmpty }
      }
  }
}

/// Addresses that nothing written tells apart stand for each other.
struct OracleAddresses {
  /// Of each kind of address that a new pod may get, the lowest, and the next one for when that is the other end's.
  var inside: [[IPAddress]] = []
  /// One of each kind outside the cluster, the last.
  var outside: [IPAddress] = []

  init(_ words: OracleWords, _ cluster: Cluster, _ family: IPFamily) {
    let (snapshot, assumptions) = (cluster.snapshot, cluster.assumptions)
    let known = Set(
      snapshot.pods.filter { !$0.isHostNetwork && $0.phase != .succeeded && $0.phase != .failed }
        .flatMap(\.addresses).filter { $0.family == family }.map(\.bits))
    let blocks = words.blocks.filter { $0.family == family }.map(\.range)
    let others = words.ranges.filter { $0.family == family }.map(\.range)
    let given = assumptions.clusterCIDRs.filter { $0.family == family }.map(\.range)
    var cuts: Set<UInt128> = [0]
    for range in blocks + others + given + known.map({ $0...$0 }) {
      cuts.insert(range.lowerBound)
      if range.upperBound < family.last { cuts.insert(range.upperBound + 1) }
    }
    var kindsInside: [[Bool]: Int] = [:]
    var kindsOutside: Set<[Bool]> = []
    let starts = cuts.sorted()
    for (index, start) in starts.enumerated() {
      let last = index + 1 < starts.count ? starts[index + 1] - 1 : family.last
      let kind = blocks.map { $0.contains(start) }
      if !known.contains(start), given.isEmpty || given.contains(where: { $0.contains(start) }) {
        let addresses = (start < last ? [start, start + 1] : [start])
          .map { IPAddress(family: family, bits: $0) }
        if let index = kindsInside[kind] {
          inside[index] = Array((inside[index] + addresses).prefix(2))
        } else {
          kindsInside[kind] = inside.count
          inside.append(Array(addresses))
        }
      }
      if cluster.externalAddresses(of: family).contains(start),
        kindsOutside.insert(kind + others.map { $0.contains(start) }).inserted
      {
        outside.append(IPAddress(family: family, bits: last))
      }
    }
  }
}
