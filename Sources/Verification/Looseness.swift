public import ClusterModel
import Evaluation
import Intents

/// Why a rule admits more than somebody may have meant: for the reader, never for the verdict.
public enum Looseness: Hashable, Sendable {
  /// The rule has no peers: it admits everyone.
  case noPeers(Direction)
  /// `namespaceSelector: {}`; the namespaces that the sentence means, where it names them.
  case everyNamespace(meant: [Symbol])
  /// Whoever makes a namespace can give it a label with this key.
  case namespaceLabel(Symbol)
  /// Whoever makes a pod can give it a label with this key.
  case podLabel(Symbol)
  /// The peer asks for no labels of pods.
  case everyPod

  /// What lets a new pod in at the end that is there already.
  static func all(
    in evidence: Evidence, _ hypothesis: Hypothesis, _ newEnd: NewEnd?, _ snapshot: Snapshot,
    _ claim: Claim
  ) -> [Looseness] {
    guard case .prohibitedFlow = evidence.violation else { return [] }
    let direction: Direction
    switch newEnd {
    case .source, .both: direction = .ingress
    case .destination: direction = .egress
    case nil: return []
    }
    let decision =
      direction == .ingress ? evidence.decision.ingress : evidence.decision.egress
    guard let rule = decision.determiningRules.first else { return [] }
    guard let index = evidence.peers[direction] else { return [.noPeers(direction)] }
    guard let peer = snapshot.peers(of: rule)?[index], peer.ipBlock == nil else { return [] }
    var found: [Looseness] = []
    if let selector = peer.namespaceSelector {
      let keys = selector.keys
      if keys.isEmpty {
        // Naming the namespaces that are meant keeps out only who is not in one of them.
        let meant = claim.namesOfSources(direction)
        let homes = hypothesis.pods.map { snapshot[$0.namespace].name }
        found.append(.everyNamespace(meant: homes.contains(where: meant.contains) ? [] : meant))
      }
      let supposed = hypothesis.namespaces.flatMap(\.labels).map(\.key)
      found += keys.filter(supposed.contains).map(Looseness.namespaceLabel)
    }
    let keys = peer.podSelector?.keys ?? []
    if keys.isEmpty, found.isEmpty { found.append(.everyPod) }
    let supposed = hypothesis.pods.flatMap(\.labels).map(\.key)
    if found.isEmpty { found += keys.filter(supposed.contains).map(Looseness.podLabel) }
    return found
  }
}

extension Snapshot {
  fileprivate func peers(of rule: RuleReference) -> [NetworkPolicyPeer]? {
    networkPolicyRule(rule.policy, rule.direction, rule.index)?.peers
  }
}

extension LabelSelector {
  fileprivate var keys: [Symbol] {
    matchLabels.map(\.key) + matchExpressions.map(\.key)
  }
}

extension Claim {
  /// The namespaces that the sentence names for those who may: a hint of what the rule could ask for.
  fileprivate func namesOfSources(_ direction: Direction) -> [Symbol] {
    guard direction == .ingress, case .onlyMayReach(let groups, _) = self else { return [] }
    var names: [Symbol] = []
    for group in groups {
      guard case .pods(.names(let meant), _, _) = group.term else { return [] }
      names += meant.filter { !names.contains($0) }
    }
    return names
  }
}
