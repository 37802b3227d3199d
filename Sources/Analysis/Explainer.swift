import ClusterModel
public import Evaluation
import ExplicitEngine
public import Intents
import SymbolicEngine
import Verification

/// Says why flows are allowed or denied: by the concrete reading, with what the symbolic reading says that it rests on.
public struct Explainer {
  /// Why there is nothing to explain.
  public enum Failure: Error, Hashable, Sendable {
    /// There is no flow between these ends: neither is a pod, both are the same pod, or they have no family in common.
    case noFlow
    /// So many pairs of ends are told apart that nobody would read what is said of them.
    case tooMany(pairs: Int)
  }

  /// More pairs of classes than these take minutes to go through, and are for `list`.
  static let pairLimit = 20_000

  let cluster: Cluster
  let limits: Limits
  /// How many groups are explained in full; nil for all.
  let groupLimit: Int?

  public init(_ cluster: Cluster, limits: Limits = Limits(), groupLimit: Int? = nil) {
    self.cluster = cluster.knowingNamespaceNames
    self.limits = limits
    self.groupLimit = groupLimit
  }

  public func explanation(
    from source: EndpointSelection, to destination: EndpointSelection
  ) throws(Failure) -> Explanation {
    var explanation = Explanation(cluster: cluster, source: source, destination: destination)
    let classes = ExplicitEngine(cluster, claims: [], coverage: []).podClasses
    let groups = try FlowGrouping(cluster, classes, source, destination).groups()
    if groups.isEmpty { throw .noFlow }
    explanation.groupCount = groups.count
    explanation.unsupported = cluster.unsupported(
      from: boundingGroups(source), to: boundingGroups(destination))

    let symbolic = SymbolicEngine(
      snapshot: cluster.snapshot, assumptions: cluster.assumptions, claims: [], coverage: [],
      limits: limits)
    let grounds = Grounds(cluster: cluster, symbolic: symbolic)
    let remedies = RemedyFinder(cluster)
    for group in groups.prefix(groupLimit ?? groups.count) {
      var group = group
      do {
        try grounds.compareReadings(of: group)
        group.core = try grounds.core(of: group.flow)
      } catch {
        explanation.disagreement = error.reason
      }
      group.settlement = cluster.unknown(behind: group.flow)
      if destination.ports != .all || cluster.declares(group.flow) {
        group.remedies = remedies.remedies(of: group)
      }
      explanation.groups.append(group)
    }
    return explanation
  }

  /// Groups that hold at least the ends of a selection: the namespaces of its pods, and whatever is outside.
  private func boundingGroups(_ selection: EndpointSelection) -> [Group] {
    let namespaces = selection.pods.map { cluster.snapshot[cluster.snapshot[$0].namespace].name }
    var groups: [Group] = []
    if !namespaces.isEmpty {
      let term = Group.Term.pods(
        namespaces: .names(namespaces.uniqued), selector: nil, serviceAccount: nil)
      groups.append(Group(name: selection.text, term: term))
    }
    if !selection.addresses.isEmpty { groups.append(Group(name: selection.text, term: .external)) }
    return groups
  }
}

extension Cluster {
  /// The same cluster, in whose symbols a selector can ask for a namespace by its name.
  fileprivate var knowingNamespaceNames: Cluster {
    let key = "kubernetes.io/metadata.name"
    if snapshot.symbols.symbol(for: key) != nil { return self }
    var snapshot = snapshot
    _ = snapshot.symbols.intern(key)
    return Cluster(snapshot, assumptions: assumptions)
  }

  /// Whether the flow goes to a port that a container of the destination declares. Of the ports that nobody asks for
  /// or declares, none is worth a change.
  fileprivate func declares(_ flow: Flow) -> Bool {
    guard case .pod(let id) = flow.destination else { return true }
    let ports = snapshot[id].containerPorts
    return decision(for: flow).allowed != .no
      || ports.contains { $0.number == flow.port && ($0.protocol ?? .tcp) == flow.protocol }
  }
}
