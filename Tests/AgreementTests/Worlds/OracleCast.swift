import ClusterModel
import Evaluation
import Intents

/// The ends of the flows of one stage: pods of the manifests, addresses outside, and every pod that may be added.
struct OracleCast {
  struct Actor {
    var end: Endpoint
    /// How many things it supposes.
    var size: Int
  }

  struct Scene {
    var sources: [Actor]
    var destinations: [Actor]
  }

  let stage: OracleStage
  /// The stage with every new pod in it, their addresses unknown.
  let stand: Cluster
  private let oracle: Oracle
  private let deployed: [Actor]
  /// By namespace; the two lists are of different pods.
  private let sources: [(NamespaceID, [Actor])]
  private let destinations: [(NamespaceID, [Actor])]
  private let clusters: Clusters

  init(_ oracle: Oracle, _ stage: OracleStage) {
    let (snapshot, words) = (oracle.snapshot, oracle.words)
    self.oracle = oracle
    self.stage = stage
    var outside: [Actor] = []
    for family in oracle.base.families {
      outside += (oracle.addresses[family]?.outside ?? []).map { Actor(end: .address($0), size: 0) }
    }
    deployed = oracle.base.pods.map { Actor(end: .pod($0), size: 0) } + outside
    let namespaces = (0..<snapshot.namespaces.count + stage.hypothesis.namespaces.count)
      .map { NamespaceID(rawValue: Int32($0)) }
    var pods: [OraclePod] = []
    func added(_ hasPorts: Bool) -> [(NamespaceID, [Actor])] {
      namespaces.map { namespace in
        (
          namespace,
          words.pods(in: namespace, snapshot, oracle.assumptions, hasPorts: hasPorts).map { pod in
            pods.append(pod)
            let id = PodID(rawValue: Int32(snapshot.pods.count + pods.count - 1))
            return Actor(end: .pod(id), size: pod.size)
          }
        )
      }
    }
    let isWider = oracle.world > .deployed
    sources = isWider ? added(false) : []
    let count = pods.count
    destinations = isWider ? added(true) : []
    clusters = Clusters(oracle, stage, pods.map(\.pod), sourceCount: count)
    stand = clusters.cluster(nil, nil)
  }

  /// Every end, once; pods without named ports and with.
  var actors: [Actor] { deployed + sources.flatMap(\.1) + destinations.flatMap(\.1) }

  /// Who can be the source and who the destination where these ends are new; what has been played in a stage with
  /// fewer new namespaces is left out.
  func scenes(_ ends: NewEnds) -> [Scene] {
    let new = stage.hypothesis.namespaces.indices.map {
      NamespaceID(rawValue: Int32(oracle.snapshot.namespaces.count + $0))
    }
    func some(_ actors: [(NamespaceID, [Actor])]) -> [Actor] {
      actors.filter { new.isEmpty || new.contains($0.0) }.flatMap(\.1)
    }
    switch (ends, new.count) {
    case (.none, 0): return [Scene(sources: deployed, destinations: deployed)]
    case (.source, 0...1): return [Scene(sources: some(sources), destinations: deployed)]
    case (.destination, 0...1): return [Scene(sources: deployed, destinations: some(destinations))]
    case (.both, _) where oracle.world < .openBoth: return []
    case (.both, 0):
      return [Scene(sources: sources.flatMap(\.1), destinations: destinations.flatMap(\.1))]
    case (.both, 1):
      let old = sources.filter { !new.contains($0.0) }.flatMap(\.1)
      return [
        Scene(sources: some(sources), destinations: destinations.flatMap(\.1)),
        Scene(sources: old, destinations: some(destinations)),
      ]
    case (.both, _):
      // Each of two namespaces is the first one in some stage.
      return [
        Scene(
          sources: sources.filter { $0.0 == new[0] }.flatMap(\.1),
          destinations: destinations.filter { $0.0 == new[1] }.flatMap(\.1))
      ]
    default: return []
    }
  }

  /// The clusters to decide a pair of ends in: a row for each address of the source that is a new pod's, in it one for
  /// each of the destination; nil where the two are the same address.
  func settings(
    _ source: Endpoint, _ destination: Endpoint, _ ends: NewEnds, _ family: IPFamily
  ) -> [[Cluster?]] {
    guard let inside = oracle.addresses[family]?.inside else { return [] }
    func isFit(_ end: Endpoint) -> Bool {
      if case .pod(let id) = end, Int(id.rawValue) >= oracle.snapshot.pods.count { return true }
      return oracle.base.has(family, end)
    }
    guard isFit(source), isFit(destination) else { return [] }
    func cluster(_ kind: [IPAddress], besides end: Endpoint) -> Cluster? {
      kind.first { .address($0) != end }.map { clusters.cluster($0, $0) }
    }
    switch ends {
    case .none: return [[stand]]
    case .source: return inside.map { [cluster($0, besides: destination)] }
    case .destination:
      return inside.isEmpty ? [] : [inside.map { cluster($0, besides: source) }]
    case .both:
      return inside.map { first in
        inside.map { kind in
          kind.first { $0 != first[0] }.map { clusters.cluster(first[0], $0) }
        }
      }
    }
  }
}

/// One cluster for each choice of addresses of the new pods, made when it is first asked for.
private final class Clusters {
  private struct Choice: Hashable {
    var source: IPAddress?
    var destination: IPAddress?
  }

  private let oracle: Oracle
  private let stage: OracleStage
  private let pods: [HypotheticalPod]
  private let sourceCount: Int
  private var known: [Choice: Cluster] = [:]

  init(
    _ oracle: Oracle, _ stage: OracleStage, _ pods: [HypotheticalPod], sourceCount: Int
  ) {
    self.oracle = oracle
    self.stage = stage
    self.pods = pods
    self.sourceCount = sourceCount
  }

  func cluster(_ source: IPAddress?, _ destination: IPAddress?) -> Cluster {
    let choice = Choice(source: source, destination: destination)
    if let cluster = known[choice] { return cluster }
    var hypothesis = stage.hypothesis
    hypothesis.pods = pods.enumerated().map { index, pod in
      var pod = pod
      pod.address = index < sourceCount ? source : destination
      return pod
    }
    let cluster = Cluster(oracle.snapshot.adding(hypothesis), assumptions: oracle.assumptions)
    known[choice] = cluster
    return cluster
  }
}
