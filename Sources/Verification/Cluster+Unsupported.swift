public import Evaluation
public import Intents

extension Cluster {
  /// What could change an answer about the flows between two groups and is not modelled.
  public func unsupported(from sources: [Group], to destinations: [Group]) -> [Unsupported] {
    Support(cluster: self, coverage: []).unsupported(
      flowsOf: .cannotReach(from: sources, to: destinations.map { Target(group: $0) }),
      in: .deployed)
  }
}
