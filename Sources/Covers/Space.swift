import ClusterModel
import Evaluation
import Intents

/// Where a pod is that nobody has deployed, or that is any.
enum Home: Hashable {
  case namespace(NamespaceID)
  /// A namespace that the manifests do not have.
  case new
}

/// An end that flows can have, as far as it is told by what and where it is.
enum End: Hashable {
  /// A pod of the manifests.
  case pod(PodID)
  /// One more pod.
  case newPod(Home)
  /// Any pod that policies select, there or new.
  case anyPod(Home)
  /// An address outside the cluster.
  case outside(IPFamily)
}

/// Which ends a case split speaks of.
enum Population: String, Hashable, Sendable, CaseIterable {
  /// The pods of the manifests one by one, and those that may come by what nobody knows of them.
  case listed
  /// Any two pods with any labels: more than any world has, and nothing to list.
  case unlisted
}

/// All flows that a world has: what a case split has to cover.
final class Space {
  let cluster: Cluster
  let snapshot: Snapshot
  let world: World
  let population: Population
  /// Those of the manifests, and what a certificate spells besides.
  var symbols: SymbolTable
  let ends: [End]
  let families: [[IPFamily]]
  let nameKey: Symbol
  let defaultAccount: Symbol
  /// The names of pods, each once.
  let podNames: [PodID: String]
  let policies: PolicyBook
  let clusterPolicies: ClusterPolicyBook
  private let namespaceNames: Set<Symbol>
  private var carriedByPods: [NamespaceID: [Symbol: Set<Symbol>]] = [:]
  private var carriedByNamespaces: [Symbol: Set<Symbol>] = [:]

  init(_ cluster: Cluster, _ world: World, _ population: Population) {
    self.cluster = cluster
    self.world = world
    self.population = population
    snapshot = cluster.snapshot
    symbols = snapshot.symbols
    nameKey = symbols.intern("kubernetes.io/metadata.name")
    defaultAccount = symbols.intern("default")
    podNames = PodNames.all(in: cluster)
    policies = PolicyBook(cluster)
    clusterPolicies = ClusterPolicyBook(cluster.snapshot)
    namespaceNames = Set(snapshot.namespaces.map(\.name))
    ends = Self.ends(cluster, world, population)
    families = ends.map { Self.families(of: $0, cluster) }
    readFixedLabels()
  }

  private static func ends(
    _ cluster: Cluster, _ world: World, _ population: Population
  ) -> [End] {
    let snapshot = cluster.snapshot
    var homes = world == .deployed ? [] : snapshot.namespaceIDs.map(Home.namespace)
    if world >= .openCluster { homes.append(.new) }
    let outside = cluster.families.filter { !cluster.externalAddresses(of: $0).isEmpty }
      .map(End.outside)
    switch population {
    case .listed: return cluster.pods.map(End.pod) + homes.map(End.newPod) + outside
    case .unlisted:
      let onHosts = cluster.pods.filter { snapshot[$0].isHostNetwork }
      return onHosts.map(End.pod) + homes.map(End.anyPod) + outside
    }
  }

  private static func families(of end: End, _ cluster: Cluster) -> [IPFamily] {
    switch end {
    case .pod(let id): cluster.families.filter { cluster.has($0, .pod(id)) }
    case .newPod: cluster.families.filter { !cluster.freeAddresses(of: $0).isEmpty }
    case .anyPod: cluster.families
    case .outside(let family): [family]
    }
  }

  private func readFixedLabels() {
    for key in cluster.assumptions.fixedNamespaceLabels {
      let values = snapshot.namespaceIDs.compactMap { cluster.labels(of: $0)[key] }
      carriedByNamespaces[key] = Set(values)
    }
    for key in cluster.assumptions.fixedPodLabels {
      for pod in cluster.pods.lazy.map({ self.snapshot[$0] }) {
        guard let value = pod.labels[key] else { continue }
        carriedByPods[pod.namespace, default: [:]][key, default: []].insert(value)
      }
    }
  }

  /// Every value that a label of a pod which nobody has deployed can have.
  func labelDomain(_ key: Symbol, in home: Home) -> ValueSet<Symbol?> {
    guard cluster.assumptions.fixedPodLabels.contains(key) else { return .everything }
    // Any pod may be one of the manifests, of which nobody knows this label.
    if population == .unlisted, isUnknownSomewhere(key) { return .everything }
    guard case .namespace(let id) = home else { return ValueSet([nil]) }
    return ValueSet([nil] + (carriedByPods[id]?[key] ?? []).map(Optional.some))
  }

  private func isUnknownSomewhere(_ key: Symbol) -> Bool {
    snapshot.pods.contains { $0.unknownLabels.contains(key) }
  }

  /// Whether no pod of the manifests differs from any pod in more than what a region says: none is known to be on the node of a pod
  /// that has its network, and none is reached by another way.
  static func canBeUnlisted(_ cluster: Cluster) -> Bool {
    let pods = cluster.pods.map { cluster.snapshot[$0] }
    let hosts = Set(pods.filter(\.isHostNetwork).compactMap(\.nodeName))
    let others = Set(pods.filter { !$0.isHostNetwork }.compactMap(\.nodeName))
    return hosts.isDisjoint(with: others) && cluster.assumptions.clientAddress == .preserved
  }

  /// Every value that a label of a new namespace can have, its name aside.
  func newNamespaceDomain(_ key: Symbol) -> ValueSet<Symbol?> {
    guard let carried = carriedByNamespaces[key] else { return .everything }
    return ValueSet(allBut: carried.map(Optional.some))
  }

  /// Of some names, those that a new namespace can have: no other has them, and they are DNS labels (V-11).
  func newNames(among names: ValueSet<Symbol?>) -> ValueSet<Symbol?> {
    let free = names.intersection(ValueSet(allBut: namespaceNames.map(Optional.some) + [nil]))
    if free.isComplement { return free }
    return ValueSet(free.elements.filter { $0.map { isDNSLabel(symbols[$0]) } ?? false })
  }

  private func isDNSLabel(_ text: String) -> Bool {
    guard let first = text.utf8.first, let last = text.utf8.last, text.utf8.count <= 63 else {
      return false
    }
    let hyphen = UInt8(ascii: "-")
    return first != hyphen && last != hyphen
      && text.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == hyphen }
  }

  func isPodName(_ word: String) -> Bool {
    word == "none" || podNames.values.contains(word)
  }

  /// Whether nobody knows what labels a namespace has.
  func isOpen(_ namespace: NamespaceID) -> Bool {
    world > .deployed && !snapshot[namespace].isDeclared
  }

  /// The addresses that a pod of unknown address can have.
  func podAddresses(of family: IPFamily) -> IntervalSet<UInt128> {
    let ranges = cluster.assumptions.clusterCIDRs.filter { $0.family == family }.map(\.range)
    if ranges.isEmpty { return IntervalSet(0...family.last) }
    guard population == .unlisted else { return IntervalSet(unionOf: ranges) }
    let known = snapshot.pods.flatMap(\.addresses).filter { $0.family == family }
    return IntervalSet(unionOf: ranges + known.map { $0.bits...$0.bits })
  }
}
