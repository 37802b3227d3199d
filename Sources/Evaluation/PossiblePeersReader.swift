public import ClusterModel
import Intents

/// The peers of the rules of a tier that may let a pod's flows through. Pods for which the same policies speak share one, so that
/// whoever looks the peers up does it once for all of them.
public final class PeerList: Sendable {
  public let terms: [PeerTerm]

  init(_ terms: [PeerTerm]) {
    self.terms = terms
  }
}

/// Finds the ends that pods can have flows with in one direction, on some port and family, own nodes and translated addresses aside.
///
/// Nothing outside is possible; what is inside still has to be decided.
public struct PossiblePeersReader {
  private let cluster: Cluster
  private let direction: Direction
  /// By tier and the policies that speak; nil where one of their rules lets everybody through.
  private var lists: [[[PolicyID]: PeerList?]]

  public init(_ cluster: Cluster, _ direction: Direction) {
    self.cluster = cluster
    self.direction = direction
    lists = cluster.tiers[direction].map { _ in [:] }
  }

  public mutating func peers(of pod: PodID) -> PossiblePeers {
    if cluster.assumptions.cni == .none { return .everyone }
    guard let pod = cluster.policyCapablePod(at: .pod(pod)) else { return .everyone }
    var found: [PeerList] = []
    for tier in cluster.tiers[direction].indices {
      guard let list = list(tier, pod) else { return .everyone }
      found.append(list)
      if cluster.tiers[direction][tier].isolates(pod, in: cluster) { return .oneOf(found) }
    }
    return .everyone
  }

  private mutating func list(_ tier: Int, _ pod: PodID) -> PeerList? {
    let policies = cluster.tiers[direction][tier].speakingPolicies(for: pod, in: cluster)
    if let known = lists[tier][policies] { return known }
    let list = cluster.tiers[direction][tier].allowedPeers(of: pod, in: cluster)
    lists[tier][policies] = .some(list)
    return list
  }
}

extension Tier {
  fileprivate func allowedPeers(of pod: PodID, in cluster: Cluster) -> PeerList? {
    var terms: [PeerTerm] = []
    var seen: Set<PeerTerm> = []
    for number in numbersOfRules(for: pod, in: cluster) where rules[number].action == .allow {
      guard let own = rules[number].terms else { return nil }
      for term in own where seen.insert(term).inserted { terms.append(term) }
    }
    return PeerList(terms)
  }
}
