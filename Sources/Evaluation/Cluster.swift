public import ClusterModel
public import Intents

/// A snapshot under the assumptions of an intent file, read concretely: who is who, and what a flow's decision is.
///
/// The reference semantics: no formula is involved, every question is answered by looking at the objects.
public struct Cluster: Sendable {
  public internal(set) var snapshot: Snapshot
  public let assumptions: Assumptions
  var universe: Universe
  var namespaceTable = NamespaceTable()
  var nodeTable = NodeTable([])
  /// The tiers that decide a direction, in order; after the last one a flow is allowed.
  var tiers = DirectedTiers()
  var exposure: Exposure
  /// How port names are read at pods of which it is not settled; empty but while an engine searches.
  var namedPorts: [PodID: NamedPorts] = [:]

  public init(_ snapshot: Snapshot, assumptions: Assumptions) {
    self.snapshot = snapshot
    self.assumptions = assumptions
    universe = Universe(snapshot, assumptions)
    namespaceTable.extend(universe.namespaceLabels)
    exposure = Exposure(snapshot, assumptions)
    readClusterPolicies()
    readPolicies(from: 0)
    exposePods(snapshot.podIDs)
  }

  /// Makes the tiers; those of cluster-scoped policies only where there are any, so that others need not look at them.
  private mutating func readClusterPolicies() {
    var reader = ClusterPolicyTiers(snapshot, universe.namespaceLabels, namespaceTable)
    for direction in Direction.allCases {
      tiers[direction] = PolicyTier.allCases.compactMap { name in
        if name == .networkPolicy { return Tier(name) }
        let tier = reader.read(name, direction)
        return tier.rules.isEmpty ? nil : tier
      }
    }
    (namespaceTable, nodeTable) = (reader.table, reader.nodes)
  }

  /// Adds the NetworkPolicies from the one with index `first` on to the tiers of those before it.
  mutating func readPolicies(from first: Int) {
    var reader = NetworkPolicyTier(snapshot, universe.namespaceLabels, namespaceTable)
    for direction in Direction.allCases {
      guard let place = tiers[direction].firstIndex(where: { $0.name == .networkPolicy }) else {
        continue
      }
      var tier = tiers[direction][place]
      // Not held twice, or each rule that is added would copy those before it.
      tiers[direction][place] = Tier(.networkPolicy)
      reader.extend(&tier, direction, from: first)
      if assumptions.baselineScope == .pod, tiers[direction].last?.name == .baseline {
        reader.screen(&tier, direction, from: first)
      }
      tiers[direction][place] = tier
    }
    namespaceTable = reader.table
  }

  /// The address families that flows of this cluster can have, in ascending order.
  public var families: [IPFamily] { universe.families }

  /// The addresses of `family` outside the cluster.
  public func externalAddresses(of family: IPFamily) -> IntervalSet<UInt128> {
    universe.external[family] ?? IntervalSet()
  }

  /// The pods that exist, finished ones left out (C-49).
  public var pods: [PodID] {
    snapshot.podIDs.filter { snapshot[$0].exists }
  }

  /// The labels of a namespace as the API server holds them.
  public func labels(of namespace: NamespaceID) -> Labels {
    universe.namespaceLabels[Int(namespace.rawValue)]
  }

  /// Whether `end` can have a flow of `family` at all (C-52).
  public func has(_ family: IPFamily, _ end: Endpoint) -> Bool {
    guard universe.families.contains(family) else { return false }
    switch end {
    case .pod(let id):
      let pod = snapshot[id]
      return pod.exists && (pod.addresses.isEmpty || pod.address(of: family) != nil)
    case .address(let address):
      return address.family == family && externalAddresses(of: family).contains(address.bits)
    }
  }

  /// Whether there can be such a flow: two ends of one family, one of them a pod, not a pod and itself.
  public func exists(_ flow: Flow) -> Bool {
    guard flow.port > 0, has(flow.family, flow.source), has(flow.family, flow.destination) else {
      return false
    }
    return areDistinct(flow.source, flow.destination)
  }

  /// Whether two ends can be the ends of one flow, families aside. An entry that stands for replicas has
  /// flows to itself: between two of its pods.
  public func areDistinct(_ source: Endpoint, _ destination: Endpoint) -> Bool {
    switch (source, destination) {
    case (.address, .address): false
    case (.pod(let first), .pod(let second)) where first == second:
      snapshot[first].population == .replicas
    default: true
    }
  }

  /// The pod at `end` if policies select it.
  func policyCapablePod(at end: Endpoint) -> PodID? {
    guard case .pod(let id) = end, snapshot[id].isPolicyCapable else { return nil }
    return id
  }
}
