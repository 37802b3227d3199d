import ClusterModel
import Evaluation

/// A flow of each kind that a region has: of flows of one kind nothing that is written tells one from the other.
///
/// What holds for the sample holds for the region.
struct FlowSample {
  /// A flow, with the parts of the region that it stands for.
  struct Member {
    var source: Int
    var destination: Int
    var ports: Int
    var flow: Flow
  }

  private(set) var sources: [EndSet] = []
  private(set) var destinations: [EndSet] = []
  private(set) var ports: [PortSet] = []
  private(set) var members: [Member] = []

  /// - Parameter limit: how many pairs of ends are looked at.
  /// - Returns: nil where the region has more of them.
  init?(of region: FlowRegion, in cluster: Cluster, pairs limit: Int) {
    let (from, to) = (
      Self.parts(of: region.sources, cluster), Self.parts(of: region.destinations, cluster)
    )
    guard from.count * to.count <= limit else { return nil }
    sources = Self.parts(of: region.sources, seenBy: to, .ingress, cluster) ?? from
    destinations = Self.parts(of: region.destinations, seenBy: from, .egress, cluster) ?? to
    guard sources.count * destinations.count <= limit else { return nil }
    let pairs = sources.indices.flatMap { source in
      destinations.indices.compactMap { destination in
        cluster.distinctEnds(sources[source], destinations[destination]).map {
          (source: source, destination: destination, from: $0.source, to: $0.destination)
        }
      }
    }
    let cuts = pairs.flatMap { pair in
      Direction.allCases.flatMap { cluster.portSets($0, from: pair.from, to: pair.to) }
    }
    ports = region.ports.divided(by: cuts.uniqued)
    for pair in pairs {
      for family in region.families {
        for (index, part) in ports.enumerated() {
          guard let first = part.first else { continue }
          let flow = Flow(
            source: pair.from, destination: pair.to, family: family, protocol: first.protocol,
            port: first.port)
          guard cluster.exists(flow) else { continue }
          members.append(
            Member(source: pair.source, destination: pair.destination, ports: index, flow: flow))
        }
      }
    }
  }

  var flows: [Flow] { members.map(\.flow) }

  // MARK: Parts

  /// What one entry of the manifests says of pods.
  private struct Kind: Hashable {
    var workload: WorkloadID
    var labels: Labels
    var addresses: [IPAddress]
    var ports: [ContainerPort]
    var node: Symbol?
    var isHostNetwork: Bool
  }

  /// Pods of one workload that are alike in all that a policy can ask for; addresses stay whole.
  private static func parts(of ends: EndSet, _ cluster: Cluster) -> [EndSet] {
    guard case .pods(let pods) = ends else { return [ends] }
    let kinds = Dictionary(grouping: pods) { id in
      let pod = cluster.snapshot[id]
      return Kind(
        workload: pod.workload, labels: pod.labels, addresses: pod.addresses,
        ports: pod.containerPorts, node: pod.nodeName, isHostNetwork: pod.isHostNetwork)
    }
    return kinds.values.sorted { $0[0] < $1[0] }.map(EndSet.pods)
  }

  /// Addresses in parts that the rules of no pod among `others` tell apart; nil for pods.
  private static func parts(
    of ends: EndSet, seenBy others: [EndSet], _ direction: Direction, _ cluster: Cluster
  ) -> [EndSet]? {
    guard let set = ends.addresses else { return nil }
    let pods = others.compactMap { $0.pods?.first }
    return set.ranges.sorted { $0.key < $1.key }.flatMap { family, addresses in
      let cuts = pods.flatMap { cluster.writtenRegions(of: $0, direction, family) }
      return addresses.divided(by: cuts.uniqued).map { EndSet.addresses(AddressSet([family: $0])) }
    }
  }
}

extension Cluster {
  /// Two ends that can have a flow, one of each set.
  func distinctEnds(
    _ sources: EndSet, _ destinations: EndSet
  ) -> (source: Endpoint, destination: Endpoint)? {
    func candidates(_ ends: EndSet) -> [Endpoint] {
      if let pods = ends.pods { return pods.prefix(2).map(Endpoint.pod) }
      return ends.representative.map { [$0] } ?? []
    }
    for from in candidates(sources) {
      for to in candidates(destinations) where areDistinct(from, to) { return (from, to) }
    }
    return nil
  }

  /// The regions of addresses that the rules of a pod speak of in one direction, and of each ipBlock what it spans and what
  /// it leaves out: of two addresses that are in the same of these nothing different can be said.
  func writtenRegions(
    of pod: PodID, _ direction: Direction, _ family: IPFamily
  ) -> [IntervalSet<UInt128>] {
    let blocks = rules(for: pod, direction)
      .compactMap { snapshot.networkPolicyRule($0.policy, $0.direction, $0.index) }
      .flatMap { $0.peers ?? [] }.compactMap(\.ipBlock)
    let ranges = blocks.flatMap { [$0.cidr] + $0.except }.filter { $0.family == family }
    return addressRegions(of: pod, direction, family) + ranges.map { IntervalSet($0.range) }
  }
}
