public import ClusterModel
import Intents

/// An upper bound on the ends that a pod can have flows with in one direction.
public enum PossiblePeers: Sendable {
  case everyone
  /// A list a tier.
  case oneOf([PeerList])
}

/// One peer of some rule; an engine looks up its members once and keeps them.
public struct PeerTerm: Hashable, Sendable {
  let peer: Peer
  /// Made once: terms are looked up far more often than made.
  private let fingerprint: Int

  init(peer: Peer) {
    self.peer = peer
    fingerprint = peer.hashValue
  }

  public static func == (left: PeerTerm, right: PeerTerm) -> Bool {
    left.fingerprint == right.fingerprint && left.peer == right.peer
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(fingerprint)
  }

  /// What it asks of a pod's labels; nil where they have no part in it.
  public func condition(in cluster: Cluster) -> PodCondition? {
    guard case .pods(let subject) = peer else { return nil }
    return cluster.condition(subject)
  }

  /// Whether it takes in, surely or perhaps, pods by something else than their labels: some of the addresses that they
  /// have or may have, by family, or the machine that they are.
  public func mayMatch(
    _ pods: [IPFamily: IntervalSet<UInt128>], areNewcomers: Bool, in cluster: Cluster
  ) -> Bool {
    switch peer {
    case .pods: false
    case .addresses, .networks:
      cluster.podRegions(of: peer).contains { family, regions in
        regions.contains { !$0.intersection(pods[family] ?? IntervalSet()).isEmpty }
      }
    // No new pod is on its node's network.
    case .nodes: !areNewcomers
    case .unknowable: true
    }
  }

  /// By family, the ranges: it takes in no end whose address of the family is known and in none of them. Nil where addresses
  /// are not all that it looks at.
  public func regions(in cluster: Cluster) -> [IPFamily: [IntervalSet<UInt128>]]? {
    switch peer {
    case .addresses, .networks: cluster.regions(of: peer)
    case .pods, .nodes, .unknowable: nil
    }
  }

  /// The namespaces of its pods; nil where labels have no part in it, so that any pod may turn out to be one.
  public func namespaces(of cluster: Cluster) -> [NamespaceID]? {
    guard case .pods(let subject) = peer else { return nil }
    return cluster.snapshot.namespaceIDs.filter {
      cluster.namespaceTable.contains($0, in: subject.namespaces)
    }
  }
}

extension Cluster {
  /// The ends that a further pod of a namespace can have flows with in a direction, on some port and family, own nodes and
  /// translated addresses aside; nothing else is known of the pod. Nothing outside is possible; what is inside still
  /// has to be decided.
  public func possiblePeersOfNewPods(
    in namespace: NamespaceID, _ direction: Direction
  ) -> PossiblePeers {
    if assumptions.cni == .none { return .everyone }
    var terms: [PeerTerm] = []
    var seen: Set<PeerTerm> = []
    for tier in tiers[direction] {
      for number in tier.rulesByNamespace.possible(namespace)
      where tier.rules[number].action == .allow {
        guard let own = tier.rules[number].terms else { return .everyone }
        for term in own where seen.insert(term).inserted { terms.append(term) }
      }
      let isolatesAll = tier.isolationsByNamespace[namespace].contains {
        let subject = tier.isolations[$0].subject
        return subject.namespaces == .one(namespace)
          && (subject.selector ?? LabelSelector()) == LabelSelector()
      }
      if isolatesAll { return .oneOf([PeerList(terms)]) }
    }
    return .everyone
  }

  /// Whether `end` is, or may be, one of a peer in some family of the run.
  public func mayMatch(_ term: PeerTerm, _ end: Endpoint) -> Bool {
    families.contains { admits([term.peer], end, $0) != .no }
  }

  /// The ports of a pod that translated client addresses may reach; nil when there are none.
  public func translatedPorts(of pod: PodID) -> PortSet? {
    exposure.ports[pod]
  }

  /// Whether a node and its own pod are the two ends, as far as placement is known (C-43).
  public func areNodeAndOwnPod(_ source: Endpoint, _ destination: Endpoint) -> Bool {
    isOwnNode(source, destination)
  }

  /// The service account a pod runs as; nil when nothing of the input spells it.
  public func serviceAccount(of pod: PodID) -> Symbol? {
    snapshot[pod].serviceAccount ?? universe.defaultServiceAccount
  }
}
