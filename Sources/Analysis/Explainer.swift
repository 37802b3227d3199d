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
    let refining = GroupRefining(Grounds(cluster: cluster, symbolic: symbolic))
    let remedies = RemedyFinder(cluster, isPortAsked: destination.ports != .all)
    for group in groups.prefix(groupLimit ?? groups.count) {
      let (parts, disagreement) = refining.parts(of: group)
      explanation.disagreement = explanation.disagreement ?? disagreement
      explanation.groupCount += parts.count - 1
      for part in parts {
        var part = part
        (part.remedies, part.obstacle) = remedies.remedies(of: part)
        explanation.groups.append(part)
      }
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
}
