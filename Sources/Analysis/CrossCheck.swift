public import ClusterModel
public import Evaluation
import ExplicitEngine
import Intents
import SymbolicEngine

/// The table of all connectivity against the formulas of the other reading, which shares nothing with it but what was written.
///
/// Every two classes of ends are looked at, on the first and the last port of every interval that numbers of the input cut, and at the
/// first and the last address of every range: between those nothing that is written tells flows apart.
public struct CrossCheck {
  /// A flow that the readings decide differently.
  public struct Difference: Sendable {
    public var flow: Flow
    public var listed: Ternary
    public var formula: Ternary
  }

  /// How many flows both readings decided.
  public private(set) var count = 0
  /// The first flows on which they differ; a few are enough to say that something is wrong.
  public private(set) var differences: [Difference] = []

  private static let limit = 10

  /// - Parameter progress: called now and then with the part that is done, from 0 to 1.
  public init(_ cluster: Cluster, progress: (Double) -> Void = { _ in }) {
    let table = ConnectionTable(cluster)
    let symbolic = SymbolicEngine(
      snapshot: cluster.snapshot, assumptions: cluster.assumptions, claims: [], coverage: [],
      limits: Limits())
    let ports = Self.ports(of: cluster.snapshot)
    let ends = (0..<table.classCount).map { Self.ends(of: $0, table) }
    for source in 0..<table.classCount {
      progress(Double(source) / Double(table.classCount))
      let row = table.row(from: source)
      for destination in 0..<table.classCount {
        if source >= table.podClassCount, destination >= table.podClassCount { continue }
        let connection = table[row[destination]]
        for (from, to) in Self.pairs(ends[source], ends[destination], cluster) {
          compare(from, to, connection, ports, cluster, symbolic)
          if differences.count >= Self.limit { return }
        }
      }
    }
  }

  private mutating func compare(
    _ source: Endpoint, _ destination: Endpoint, _ connection: Connection, _ ports: [UInt16],
    _ cluster: Cluster, _ symbolic: SymbolicEngine
  ) {
    for (index, family) in cluster.families.enumerated() {
      for proto in TransportProtocol.allCases {
        for port in ports {
          let flow = Flow(
            source: source, destination: destination, family: family, protocol: proto, port: port)
          guard cluster.exists(flow) else { continue }
          count += 1
          let listed = Ternary(
            must: connection.must[index].contains(port, of: proto),
            may: connection.may[index].contains(port, of: proto))
          let admitted = symbolic.admits(flow)
          let formula = Ternary(must: admitted.must, may: admitted.may)
          if listed != formula {
            differences.append(Difference(flow: flow, listed: listed, formula: formula))
          }
        }
      }
    }
  }

  /// The first and the last port of every interval between the numbers that are written.
  private static func ports(of snapshot: Snapshot) -> [UInt16] {
    var starts: Set<Int> = [1, 65_536]
    func cut(_ range: ClosedRange<UInt16>) {
      starts.insert(Int(range.lowerBound))
      starts.insert(Int(range.upperBound) + 1)
    }
    func cut(_ port: NetworkPolicyPort) {
      guard case .number(let number) = port.port else { return }
      cut(number...(port.endPort ?? number))
    }
    for policy in snapshot.networkPolicies {
      for rule in (policy.ingress ?? []) + (policy.egress ?? []) { rule.ports?.forEach(cut) }
    }
    for policy in snapshot.clusterNetworkPolicies {
      for rule in (policy.ingress ?? []) + (policy.egress ?? []) {
        for port in rule.ports ?? [] {
          switch port {
          case .number(_, let number): starts.formUnion([Int(number), Int(number) + 1])
          case .range(_, let range):
            starts.formUnion([Int(range.lowerBound), Int(range.upperBound) + 1])
          case .named: break
          }
        }
      }
    }
    for policy in snapshot.clusterNetworkPolicies {
      for port in ((policy.ingress ?? []) + (policy.egress ?? [])).flatMap({ $0.ports ?? [] }) {
        switch port {
        case .number(_, let number): cut(number...number)
        case .range(_, let range): cut(range)
        case .named: break
        }
      }
    }
    for port in snapshot.pods.flatMap(\.containerPorts) where port.name != nil {
      cut(port.number...port.number)
    }
    for port in snapshot.services.flatMap(\.ports) {
      cut(NetworkPolicyPort(port: port.targetPort ?? .number(port.port)))
    }
    let ports = starts.flatMap { [$0 - 1, $0] }.filter { (1...65_535).contains($0) }
    return Set(ports).sorted().map { UInt16($0) }
  }

  /// Ends that stand for a class: two pods where it has two, or the edges of its ranges.
  private static func ends(of index: Int, _ table: ConnectionTable) -> [Endpoint] {
    guard let (family, region) = table.region(of: index) else {
      return table.pods(of: index).prefix(2).map(Endpoint.pod)
    }
    let external = region.intersection(table.cluster.externalAddresses(of: family))
    let edges = external.ranges.flatMap { [$0.lowerBound, $0.upperBound] }
    return Set(edges).sorted().map { .address(IPAddress(family: family, bits: $0)) }
  }

  /// Each pair of ends of which one is a pod; of two classes of pods the first that are two.
  private static func pairs(
    _ sources: [Endpoint], _ destinations: [Endpoint], _ cluster: Cluster
  ) -> [(Endpoint, Endpoint)] {
    let distinct = sources.flatMap { source in
      destinations.filter { cluster.areDistinct(source, $0) }.map { (source, $0) }
    }
    guard case .pod = sources.first, case .pod = destinations.first else {
      let firstPod = sources.count > destinations.count ? destinations.first : sources.first
      return distinct.filter { $0.0 == firstPod || $0.1 == firstPod }
    }
    return Array(distinct.prefix(1))
  }
}

extension Ternary {
  fileprivate init(must: Bool, may: Bool) {
    self = must ? .yes : may ? .unknown : .no
  }
}
