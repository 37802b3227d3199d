import ClusterModel
import Evaluation
import Intents

/// What would let a denied flow through, in one direction.
extension RemedyFinder {
  func permissions(of flow: Flow, _ direction: Direction) -> [Change] {
    let (subject, far) =
      direction == .ingress ? (flow.destination, flow.source) : (flow.source, flow.destination)
    guard case .pod(let pod) = subject else { return [] }
    let mismatches = cluster.mismatches(of: flow, direction)
    let policies = cluster.isolatingPolicies(of: pod, direction).compactMap {
      Ground($0, direction).networkPolicy
    }
    let decision = cluster.decision(for: flow)
    let decided = direction == .ingress ? decision.ingress : decision.egress
    return otherActions(decided) + mismatches.flatMap { repairs($0, flow, far) }
      + additions(to: policies, pod, far, flow, direction)
      + policies.compactMap { withoutType($0, direction) }
  }

  /// What would make a rule match.
  private func repairs(_ mismatch: Mismatch, _ flow: Flow, _ far: Endpoint) -> [Change] {
    let ground = mismatch.rule.ground
    guard let rule = rule(ground), let id = ground.networkPolicy else { return [] }
    let conditions = mismatch.conditions
    if mismatch.peer == nil { return portRepairs(ground, rule, conditions, flow) }
    // The ports fit: what is missing is on the peer's side.
    guard !conditions.contains(where: \.isOfPorts) else { return [] }
    var changes: [Change] = []
    if conditions.count == 1, case .pod(let id) = far {
      switch conditions[0] {
      case .podLabel(let line): changes += label(line, of: id)
      case .namespaceLabel(let line): changes += namespaceLabel(line, of: snapshot[id].namespace)
      default: break
      }
    }
    if let peer = peer(for: far, policyIn: snapshot[id].namespace) {
      changes.append(.addPeer(ground, peer))
    }
    return changes
  }

  private func portRepairs(
    _ ground: Ground, _ rule: NetworkPolicyRule, _ conditions: [Mismatch.Condition], _ flow: Flow
  ) -> [Change] {
    let entries = rule.ports ?? []
    guard conditions.allSatisfy(\.isOfPorts), !entries.isEmpty else { return [] }
    var changes: [Change] = [.addPort(ground, port(of: flow))]
    for (index, entry) in entries.enumerated() where isConfused(entry, flow) {
      changes.insert(.replacePort(ground, index: index, port(of: flow)), at: 0)
    }
    return changes
  }

  /// Whether a rule's port is that of a Service which leads to the flow's (C-61): the number was confused.
  private func isConfused(_ entry: NetworkPolicyPort, _ flow: Flow) -> Bool {
    guard case .pod(let id) = flow.destination, (entry.protocol ?? .tcp) == flow.protocol,
      case .number(let number) = entry.port, entry.endPort == nil
    else { return false }
    let pod = snapshot[id]
    return snapshot.services.contains { service in
      guard service.namespace == pod.namespace, let selector = service.selector,
        !selector.isEmpty, selector.pairs.allSatisfy({ pod.labels[$0.key] == $0.value })
      else { return false }
      return service.ports.contains { port in
        guard port.port == number, (port.protocol ?? .tcp) == flow.protocol else { return false }
        switch port.targetPort {
        case nil: return false
        case .number(let target): return target == flow.port
        case .name(let name):
          return pod.containerPorts.contains { $0.name == name && $0.number == flow.port }
        }
      }
    }
  }

  /// A label that a line of a selector misses. A label that is there with another value says what the pod is: it is
  /// not for a policy's sake that one would change it.
  private func label(_ line: LabelSelectorRequirement, of pod: PodID) -> [Change] {
    let workload = snapshot[pod].workload
    switch line.operator {
    case .in:
      guard snapshot[pod].labels[line.key] == nil, let value = line.values.first else { return [] }
      return [.labelPods(workload, Labels.Pair(key: line.key, value: value))]
    case .doesNotExist: return [.unlabelPods(workload, line.key)]
    case .notIn, .exists: return []
    }
  }

  private func namespaceLabel(
    _ line: LabelSelectorRequirement, of namespace: NamespaceID
  ) -> [Change] {
    // The API server keeps the name label itself.
    if line.key == nameKey { return [] }
    switch line.operator {
    case .in:
      guard snapshot[namespace].labels[line.key] == nil, let value = line.values.first else {
        return []
      }
      return [.labelNamespace(namespace, Labels.Pair(key: line.key, value: value))]
    case .notIn, .doesNotExist: return [.unlabelNamespace(namespace, line.key)]
    case .exists: return []
    }
  }

  /// A rule for the flow: in a policy that is for these pods, or else in one of its own, for a policy of the whole
  /// namespace would let the flow in everywhere.
  private func additions(
    to policies: [NetworkPolicyID], _ pod: PodID, _ far: Endpoint, _ flow: Flow,
    _ direction: Direction
  ) -> [Change] {
    let namespace = snapshot[pod].namespace
    guard let peer = peer(for: far, policyIn: namespace) else { return [] }
    let specific = policies.filter { id in
      snapshot[id].podSelector.map { $0 != LabelSelector() } ?? false
    }
    let chosen = specific.first { !snapshot[$0].rules(direction).isEmpty } ?? specific.first
    if let chosen { return [.addRule(chosen, direction, peer, port(of: flow))] }
    let rule = NetworkPolicyRule(peers: [peer], ports: [port(of: flow)], place: .nowhere)
    return [.addPolicy(policy(for: pod, direction, rule))]
  }

  /// A policy for one pod's like, of one direction.
  func policy(
    for pod: PodID, _ direction: Direction, _ rule: NetworkPolicyRule?
  ) -> NetworkPolicy {
    NetworkPolicy(
      name: snapshot[snapshot[pod].workload].name, namespace: snapshot[pod].namespace,
      podSelector: selector(of: snapshot[pod]), policyTypes: [direction],
      ingress: direction == .ingress ? rule.map { [$0] } : nil,
      egress: direction == .egress ? rule.map { [$0] } : nil, place: .nowhere)
  }

  /// A policy that names a type and has no rule for it may not have meant it, if it names the other type as well.
  private func withoutType(_ id: NetworkPolicyID, _ direction: Direction) -> Change? {
    guard let types = snapshot[id].policyTypes, Set(types).count == 2,
      snapshot[id].rules(direction).isEmpty,
      snapshot[id].podSelector.map({ $0 != LabelSelector() }) ?? false,
      (direction == .ingress ? snapshot[id].ingress : snapshot[id].egress) == nil
    else { return nil }
    return .removeType(id, direction)
  }
}

extension Mismatch.Condition {
  /// Whether it is one of the rule's ports, not of its peers.
  var isOfPorts: Bool {
    switch self {
    case .protocol, .port, .portName: true
    default: false
    }
  }
}
