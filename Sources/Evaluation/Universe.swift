import ClusterModel
import Intents

/// What there is besides policies: the pods that exist, the address families, the addresses outside.
///
/// The concrete reading. Its twin `Compilation` states the same again as formulas; the two share the objects
/// of ClusterModel and Intents and nothing else, not even defaults, on purpose: a shared helper would hide
/// the very mistakes that comparing the readings is there to find.
struct Universe: Sendable {
  /// In ascending order.
  let families: [IPFamily]
  /// The addresses outside the cluster, by family; those of a family the run does not have are empty.
  private(set) var external: [IPFamily: IntervalSet<UInt128>] = [:]
  /// The addresses that a policy-capable pod of unknown address can have, by family.
  private(set) var podAddresses: [IPFamily: IntervalSet<UInt128>] = [:]
  /// The addresses that a pod nobody knows yet can have, by family: of the cluster's, those that no known pod has.
  private(set) var freeAddresses: [IPFamily: IntervalSet<UInt128>] = [:]
  /// By namespace: labels as the API server holds them, with the name label it always writes (C-28, C-152).
  private(set) var namespaceLabels: [Labels] = []
  let defaultServiceAccount: Symbol?
  private let nameKey: Symbol?

  init(_ snapshot: Snapshot, _ assumptions: Assumptions) {
    let known = snapshot.pods.lazy
      .filter { $0.exists && !$0.isHostNetwork }
      .flatMap(\.addresses)
    families = Self.families(assumptions, known: known)
    for family in families {
      let whole = IntervalSet(0...family.last)
      let cluster = IntervalSet(
        unionOf: assumptions.clusterCIDRs.lazy.filter { $0.family == family }.map(\.range))
      let pods = IntervalSet(
        unionOf: known.filter { $0.family == family }.map { $0.bits...$0.bits })
      external[family] = whole.subtracting(cluster).subtracting(pods)
      podAddresses[family] = cluster.isEmpty ? whole : cluster
      freeAddresses[family] = podAddresses[family]?.subtracting(pods)
    }
    nameKey = snapshot.symbols.symbol(for: "kubernetes.io/metadata.name")
    defaultServiceAccount = snapshot.symbols.symbol(for: "default")
    for namespace in snapshot.namespaceIDs { label(namespace, snapshot) }
  }

  /// Reads the labels of a namespace, one of those read before or the next one.
  @discardableResult
  mutating func label(_ id: NamespaceID, _ snapshot: Snapshot) -> Labels {
    var labels = snapshot[id].labels
    // A key that nothing in the input spells cannot be asked for.
    if let nameKey { labels[nameKey] = snapshot[id].name }
    let index = Int(id.rawValue)
    if index < namespaceLabels.count {
      namespaceLabels[index] = labels
    } else {
      namespaceLabels.append(labels)
    }
    return labels
  }

  /// Gives an address to a pod: it is not outside any more, nor free.
  mutating func assign(_ address: IPAddress?) {
    guard let address else { return }
    let taken = IntervalSet(address.bits...address.bits)
    external[address.family] = external[address.family]?.subtracting(taken)
    freeAddresses[address.family] = freeAddresses[address.family]?.subtracting(taken)
  }

  /// The assumption, else the families of clusterCIDRs and known addresses, else both.
  private static func families(
    _ assumptions: Assumptions, known: some Sequence<IPAddress>
  ) -> [IPFamily] {
    if let assumed = assumptions.ipFamilies { return IPFamily.allCases.filter(assumed.contains) }
    var seen = Set(assumptions.clusterCIDRs.map(\.family))
    for address in known { seen.insert(address.family) }
    return seen.isEmpty ? IPFamily.allCases : seen.sorted()
  }
}

extension Pod {
  /// Finished pods are gone and their address may be another's (C-49).
  var exists: Bool { phase != .succeeded && phase != .failed }

  /// Policies select these; a hostNetwork pod is its node (C-41, C-42).
  var isPolicyCapable: Bool { exists && !isHostNetwork }

  func address(of family: IPFamily) -> IPAddress? {
    addresses.first { $0.family == family }
  }
}
