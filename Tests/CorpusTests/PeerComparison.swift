import Analysis
import ClusterModel
import Evaluation
import Intents

/// Compares what a case's lines say with our listing.
struct PeerComparison {
  /// `SOURCE => DESTINATION: theirs PORTS, ours PORTS`, by workload, in order, each once.
  private(set) var differences: [String] = []
  private let cluster: Cluster
  private let pods: [PodID]
  private let names: [PodID: String]

  init(_ peer: PeerAnalyzerCase, _ cluster: Cluster) throws {
    self.cluster = cluster
    let snapshot = cluster.snapshot
    pods = cluster.pods
    names = Dictionary(
      uniqueKeysWithValues: pods.map { id in
        let workload = snapshot[snapshot[id].workload]
        let namespace = snapshot.symbols[snapshot[workload.namespace].name]
        return (id, "\(namespace)/\(snapshot.symbols[workload.name])")
      })
    let ours = CertainPorts(cluster)
    let theirs = try peer.lines()
    comparePods(theirs, ours)
    compareAddresses(theirs, ours)
  }

  private struct Pair: Hashable {
    var source: PeerAnalyzerCase.End
    var destination: PeerAnalyzerCase.End
  }

  private mutating func comparePods(_ lines: [PeerAnalyzerCase.Line], _ ours: CertainPorts) {
    var theirs: [Pair: PortSet] = [:]
    for line in lines {
      theirs[Pair(source: line.source, destination: line.destination)] = line.ports
    }
    for source in pods {
      for destination in pods {
        guard let from = names[source], let to = names[destination], from != to else { continue }
        let expected =
          theirs[Pair(source: .workload(from), destination: .workload(to))] ?? PortSet()
        note(from, to, expected, ours.ports(source, destination))
      }
    }
  }

  /// One family: the peer's.
  private mutating func compareAddresses(_ lines: [PeerAnalyzerCase.Line], _ ours: CertainPorts) {
    var outbound: [String: [(ClosedRange<UInt128>, PortSet)]] = [:]
    var inbound: [String: [(ClosedRange<UInt128>, PortSet)]] = [:]
    for line in lines {
      switch (line.source, line.destination) {
      case (.workload(let name), .addresses(let range)):
        outbound[name, default: []].append((range, line.ports))
      case (.addresses(let range), .workload(let name)):
        inbound[name, default: []].append((range, line.ports))
      default: break
      }
    }
    for pod in pods {
      guard let name = names[pod] else { continue }
      compare(name, outbound[name] ?? [], ours.outbound[pod] ?? [], isSource: true)
      compare(name, inbound[name] ?? [], ours.inbound[pod] ?? [], isSource: false)
    }
  }

  private mutating func compare(
    _ name: String, _ theirs: [(ClosedRange<UInt128>, PortSet)],
    _ ours: [(IntervalSet<UInt128>, PortSet)], isSource: Bool
  ) {
    let external = cluster.externalAddresses(of: .ipv4)
    var starts: Set<UInt128> = [0]
    for range in theirs.map(\.0) + ours.flatMap(\.0.ranges) + external.ranges {
      starts.insert(range.lowerBound)
      starts.insert(range.upperBound + 1)
    }
    for start in starts.sorted() where external.contains(start) {
      let expected = theirs.filter { $0.0.contains(start) }.reduce(PortSet()) { $0.union($1.1) }
      let actual = ours.filter { $0.0.contains(start) }.reduce(PortSet()) { $0.union($1.1) }
      let address = IPAddress(family: .ipv4, bits: start).description
      note(isSource ? name : address, isSource ? address : name, expected, actual)
    }
  }

  private mutating func note(
    _ source: String, _ destination: String, _ theirs: PortSet, _ ours: PortSet
  ) {
    guard theirs != ours else { return }
    let text = "\(source) => \(destination): theirs \(theirs.text), ours \(ours.text)"
    if !differences.contains(text) { differences.append(text) }
  }
}

/// What our listing says must be allowed, pod by pod.
private struct CertainPorts {
  private var byPair: [PodPair: PortSet] = [:]
  private(set) var outbound: [PodID: [(IntervalSet<UInt128>, PortSet)]] = [:]
  private(set) var inbound: [PodID: [(IntervalSet<UInt128>, PortSet)]] = [:]

  private struct PodPair: Hashable {
    var source: PodID
    var destination: PodID
  }

  init(_ cluster: Cluster) {
    let connectivity = Connectivity(cluster)
    connectivity.forEachRow { row in
      guard row.certainty == .must else { return }
      let ports = connectivity.portSets[row.ports]
      switch (connectivity.ends[row.source], connectivity.ends[row.destination]) {
      case (.pods(let sources), .pods(let destinations)):
        for source in sources.flatMap(\.pods) {
          for destination in destinations.flatMap(\.pods) {
            byPair[PodPair(source: source, destination: destination)] = ports
          }
        }
      case (.pods(let sources), .addresses(let set)):
        for pod in sources.flatMap(\.pods) {
          outbound[pod, default: []].append((set.ranges[.ipv4] ?? IntervalSet(), ports))
        }
      case (.addresses(let set), .pods(let destinations)):
        for pod in destinations.flatMap(\.pods) {
          inbound[pod, default: []].append((set.ranges[.ipv4] ?? IntervalSet(), ports))
        }
      case (.addresses, .addresses): break
      }
    }
  }

  func ports(_ source: PodID, _ destination: PodID) -> PortSet {
    byPair[PodPair(source: source, destination: destination)] ?? PortSet()
  }
}

extension PortSet {
  /// As the peer writes it.
  fileprivate var text: String {
    if self == .all { return "All Connections" }
    if isEmpty { return "none" }
    return TransportProtocol.allCases.filter { !self[$0].isEmpty }.map { proto in
      let ranges = self[proto].ranges.map {
        $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)"
      }
      return "\(proto.name) \(ranges.joined(separator: ","))"
    }.joined(separator: ",")
  }
}
