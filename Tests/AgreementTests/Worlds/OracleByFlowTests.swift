import ClusterModel
import Evaluation
import Intents
import Samples
import Testing

/// The oracle puts every new pod into one snapshot and decides all ports at once; here each pod is alone, and each flow.
@Suite struct OracleByFlowTests {
  @Test(arguments: 0..<24 as Range<UInt64>)
  func onePodAtATimeGivesTheSame(seed: UInt64) {
    var random = SplitMix64(seed: 53_000 + seed)
    let world: World = seed % 4 == 0 ? .openCluster : .open
    compare(.tiny(in: world, using: &random))
  }

  @Test(arguments: 0..<24 as Range<UInt64>)
  func onePodAtATimeGivesTheSameWithAdminTiers(seed: UInt64) {
    var random = SplitMix64(seed: 54_000 + seed)
    let world: World = seed % 4 == 0 ? .openCluster : .open
    let tiny = WorldSample.tiny(in: world, using: &random)
    compare(tiny.withTiers(using: &random))
  }

  private func compare(_ tiny: WorldSample) {
    let world = tiny.world
    let oracle = Oracle(
      tiny.sample.snapshot, assumptions: tiny.assumptions, world: world, claims: tiny.claims)
    if Self.count(oracle) > 400 { return }
    let least = Self.least(oracle)
    for index in tiny.claims.indices {
      let agrees = least[index] == oracle.findings[index].least
      #expect(agrees, "\(least[index]), not \(oracle.findings[index].least)")
    }
  }

  /// How many pods there are to look at, in how many stages; what is too much for a test has a sibling that is not.
  private static func count(_ oracle: Oracle) -> Int {
    let (words, snapshot) = (oracle.words, oracle.snapshot)
    let stages = (0...(oracle.world == .open ? 0 : 1)).map {
      words.stages(snapshot, oracle.assumptions, newNamespaces: $0).count
    }
    let pods = snapshot.namespaceIDs.map {
      words.pods(in: $0, snapshot, oracle.assumptions, hasPorts: true).count
    }
    return stages.reduce(0, +) * pods.reduce(0, +)
  }

  private static func least(_ oracle: Oracle) -> [[NewEnds: Int]] {
    let (words, snapshot) = (oracle.words, oracle.snapshot)
    var least = oracle.claims.map { _ in [NewEnds: Int]() }
    for count in 0...(oracle.world == .open ? 0 : 1) {
      for stage in words.stages(snapshot, oracle.assumptions, newNamespaces: count) {
        for (flow, broken) in broken(oracle, stage.hypothesis) {
          for index in broken {
            record(&least[index], NewEnds(flow, snapshot), stage.size)
          }
        }
        for namespace in 0..<snapshot.namespaces.count + count {
          let id = NamespaceID(rawValue: Int32(namespace))
          for pod in words.pods(in: id, snapshot, oracle.assumptions, hasPorts: true) {
            // The flows that break a claim under each address.
            var always: [FlowKey: Int] = [:]
            for addresses in oracle.addresses.values {
              for address in addresses.inside.map({ $0[0] }) {
                var hypothesis = stage.hypothesis
                hypothesis.pods = [pod.pod]
                hypothesis.pods[0].address = address
                for (flow, broken) in broken(oracle, hypothesis) where flow.family == address.family
                {
                  for index in broken {
                    always[FlowKey(flow: flow, claim: index), default: 0] += 1
                    record(&least[index], NewEnds(flow, snapshot), stage.size + pod.size + 1)
                  }
                }
              }
            }
            for (key, count) in always {
              guard NewEnds(key.flow, snapshot) != .none,
                count == oracle.addresses[key.flow.family]?.inside.count
              else { continue }
              record(&least[key.claim], NewEnds(key.flow, snapshot), stage.size + pod.size)
            }
          }
        }
      }
    }
    return least
  }

  private struct FlowKey: Hashable {
    var flow: Flow
    var claim: Int
  }

  private static func record(_ least: inout [NewEnds: Int], _ ends: NewEnds, _ size: Int) {
    least[ends] = min(least[ends] ?? .max, size)
  }

  /// Every flow at a port's cut point with the claims that it breaks; where a pod is new, those that it is an end of.
  private static func broken(_ oracle: Oracle, _ hypothesis: Hypothesis) -> [(Flow, [Int])] {
    let cluster = Cluster(oracle.snapshot.adding(hypothesis), assumptions: oracle.assumptions)
    let isDeployed = hypothesis.pods.isEmpty
    let written = oracle.snapshot.pods.flatMap(\.containerPorts).map(\.number)
    let ports = oracle.words.portCuts.union(written).union(written.map { $0 + 1 })
    let outside = oracle.addresses.values.flatMap(\.outside).map(Endpoint.address)
    let ends = cluster.pods.map(Endpoint.pod) + outside
    var result: [(Flow, [Int])] = []
    for source in ends {
      for destination in ends {
        let pair = Flow(
          source: source, destination: destination, family: .ipv4, protocol: .tcp, port: 1)
        guard isDeployed == (NewEnds(pair, oracle.snapshot) == .none) else { continue }
        for family in oracle.base.families {
          for proto in TransportProtocol.allCases {
            for port in ports {
              var flow = pair
              (flow.family, flow.protocol, flow.port) = (family, proto, port)
              let broken = oracle.claims.indices.filter {
                cluster.violation(of: oracle.regions[$0], by: flow) != nil
              }
              if !broken.isEmpty { result.append((flow, broken)) }
            }
          }
        }
      }
    }
    return result
  }
}
