import Analysis
import ClusterModel
import Evaluation
import Intents
import Readers
import Testing

/// The rows of `{ingress-controller}`: the peer says with them what a controller of Ingresses and Routes could reach on the ports that these
/// name. Ours is a new pod without labels in a new namespace, of world `open-cluster`.
@Suite(.enabled(if: Corpus.isPresent)) struct IngressControllerTests {
  @Test(arguments: PeerAnalyzerCase.all)
  func aControllerReachesWhatThePeerSays(peer: PeerAnalyzerCase) throws {
    let reading = try peer.read()
    var assumptions = Assumptions()
    assumptions.ipFamilies = [.ipv4]
    let cluster = Cluster(reading.snapshot, assumptions: assumptions)
    var theirs: [String: PortSet] = [:]
    for line in try peer.lines() where line.source == .ingressController {
      guard case .workload(let name) = line.destination else { continue }
      theirs[name] = line.ports
    }
    let ours = Self.reached(in: cluster)
    let names = Set(theirs.keys).union(ours.keys).sorted()
    let differences = names.filter { theirs[$0] ?? PortSet() != ours[$0] ?? PortSet() }.map {
      "\($0): theirs \(theirs[$0] ?? PortSet()), ours \(ours[$0] ?? PortSet())"
    }
    let known = KnownController.all[peer.name] != nil
    #expect(differences.isEmpty != known, "\(differences.prefix(5))")
  }

  /// Some corpus case has such rows, or the comparison says nothing.
  @Test func someCasesHaveControllers() throws {
    let lines = try PeerAnalyzerCase.all.flatMap { try $0.lines() }
    #expect(lines.count { $0.source == .ingressController } >= 5)
  }

  /// By workload, what the new pod reaches for certain of the ports that an Ingress or a Route leads to.
  private static func reached(in cluster: Cluster) -> [String: PortSet] {
    let snapshot = cluster.snapshot
    let place = NamespaceID(rawValue: Int32(snapshot.namespaces.count))
    let supposed = cluster.supposing(
      Hypothesis(
        namespaces: [HypotheticalNamespace(name: .fresh(0))],
        pods: [HypotheticalPod(namespace: place)]))
    let newPod = Endpoint.pod(PodID(rawValue: Int32(snapshot.pods.count)))
    var reached: [String: PortSet] = [:]
    for entry in Connectivity(cluster).entryPoints {
      guard case .ingress = entry.object, case .pods(let workload, let port, _) = entry.way else {
        continue
      }
      let own = snapshot[workload.workload]
      let name =
        "\(snapshot.symbols[snapshot[own.namespace].name])/\(snapshot.symbols[own.name])"
      for pod in workload.pods {
        let flow = Flow(
          source: newPod, destination: .pod(pod), family: .ipv4, protocol: entry.protocol,
          port: port)
        guard supposed.exists(flow), supposed.decision(for: flow).isCertain else { continue }
        reached[name] = (reached[name] ?? PortSet())
          .union(PortSet(IntervalSet(port...port), of: entry.protocol))
      }
    }
    return reached
  }
}

/// A difference that stays, with what proves us right.
enum KnownController {
  static let all: [String: String] = [:]
}
