public import ClusterModel
public import Evaluation

/// What probably went wrong where a flow is decided against the intent: for the reader, never for the verdict.
public enum Hint: Hashable, Sendable {
  /// The rule takes in the peer, but not the port.
  case otherPorts(RuleReference)
  /// The same, and what the rule names is the port of a Service that leads to the flow's port (C-61).
  case servicePort(RuleReference, port: UInt16, service: String)
  /// The rule takes in the port, but not the peer.
  case otherPeers(RuleReference)
  /// The same, and all that the peer lacks is a label on its namespace (C-27).
  case namespaceLabel(RuleReference, namespace: NamespaceID, missing: Labels.Pair)
  /// The policy has rules of this direction, which its policyTypes leave out (C-07, C-08).
  case idleRules(NetworkPolicyID, Direction)

  public var direction: Direction {
    switch self {
    case .otherPorts(let rule), .servicePort(let rule, _, _), .otherPeers(let rule),
      .namespaceLabel(let rule, _, _):
      rule.direction
    case .idleRules(_, let direction): direction
    }
  }

  /// Known confusions come before mere neighbours.
  fileprivate var rank: Int {
    switch self {
    case .servicePort, .namespaceLabel, .idleRules: 0
    case .otherPorts: 1
    case .otherPeers: 2
    }
  }
}

extension Cluster {
  /// The most telling hints on why a flow is denied, or why nothing holds it back; two a direction at most.
  func hints(on flow: Flow, _ decision: Decision) -> [Hint] {
    hints(on: flow, .egress, decision.egress) + hints(on: flow, .ingress, decision.ingress)
  }

  private func hints(
    on flow: Flow, _ direction: Direction, _ decision: DirectionDecision
  ) -> [Hint] {
    if decision.basis == .notIsolated {
      let subject = direction == .ingress ? flow.destination : flow.source
      guard case .pod(let pod) = subject else { return [] }
      return policiesWithIdleRules(direction, for: pod).prefix(2).map { .idleRules($0, direction) }
    }
    guard decision.basis == .rules, decision.allowed == .no else { return [] }
    let hints = nearMisses(of: flow, direction).map { hint($0, flow) }
    // One neighbour says enough; a known confusion is worth a second line.
    let known = hints.filter { $0.rank == 0 }
    if !known.isEmpty { return Array(known.prefix(2)) }
    return hints.min { $0.rank < $1.rank }.map { [$0] } ?? []
  }

  private func hint(_ miss: NearMiss, _ flow: Flow) -> Hint {
    switch miss.missing {
    case .ports: servicePort(miss.rule, flow) ?? .otherPorts(miss.rule)
    case .peers: namespaceLabel(miss.rule, flow) ?? .otherPeers(miss.rule)
    }
  }

  private func servicePort(_ reference: RuleReference, _ flow: Flow) -> Hint? {
    guard let rule = rule(reference), case .pod(let id) = flow.destination else { return nil }
    for service in snapshot.services where service.namespace == snapshot[id].namespace {
      guard let selector = service.selector, !selector.isEmpty,
        selector.pairs.allSatisfy({ snapshot[id].labels[$0.key] == $0.value })
      else { continue }
      for port in service.ports where port.port != flow.port {
        let isNamed = (rule.ports ?? []).contains {
          $0.port == .number(port.port) && ($0.protocol ?? .tcp) == flow.protocol
        }
        guard isNamed, (port.protocol ?? .tcp) == flow.protocol, leads(port, to: flow, id) else {
          continue
        }
        return .servicePort(
          reference, port: port.port, service: snapshot.symbols[service.name])
      }
    }
    return nil
  }

  private func leads(_ port: ServicePort, to flow: Flow, _ pod: PodID) -> Bool {
    switch port.targetPort {
    case nil: false
    case .number(let number): number == flow.port
    case .name(let name):
      snapshot[pod].containerPorts.contains {
        $0.name == name && $0.number == flow.port && ($0.protocol ?? .tcp) == flow.protocol
      }
    }
  }

  private func namespaceLabel(_ reference: RuleReference, _ flow: Flow) -> Hint? {
    let peer = reference.direction == .ingress ? flow.source : flow.destination
    guard let rule = rule(reference), case .pod(let id) = peer else { return nil }
    let namespace = snapshot[id].namespace
    let labels = self.labels(of: namespace)
    for peer in rule.peers ?? [] {
      guard let selector = peer.namespaceSelector, selector.matchExpressions.isEmpty,
        (peer.podSelector?.matchLabels ?? []).allSatisfy({
          snapshot[id].labels[$0.key] == $0.value
        }),
        let missing = selector.matchLabels.first(where: { labels[$0.key] != $0.value }),
        // A namespace that has the key with another value is meant to be left out.
        labels[missing.key] == nil
      else { continue }
      return .namespaceLabel(reference, namespace: namespace, missing: missing)
    }
    return nil
  }

  private func rule(_ reference: RuleReference) -> NetworkPolicyRule? {
    guard case .networkPolicy(let id) = reference.policy else { return nil }
    let policy = snapshot[id]
    return ((reference.direction == .ingress ? policy.ingress : policy.egress) ?? [])[
      reference.index]
  }
}
