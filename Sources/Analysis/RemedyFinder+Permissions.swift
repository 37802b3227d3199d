import ClusterModel
import Evaluation
import Intents

/// What would let a denied flow through, in one direction.
extension RemedyFinder {
  func permissions(for wish: Wish, _ direction: Direction) -> [Change] {
    let flow = wish.flow
    let (subject, far) =
      direction == .ingress ? (flow.destination, flow.source) : (flow.source, flow.destination)
    guard case .pod(let pod) = subject else { return [] }
    let policies = cluster.isolatingPolicies(of: pod, direction).compactMap {
      Ground($0, direction).networkPolicy
    }
    let mismatches = cluster.mismatches(of: flow, direction)
    return otherActions(wish.decision(of: direction))
      + mismatches.flatMap { repairs($0, far, for: wish) }
      + additions(to: policies, snapshot[pod].namespace, for: wish, direction)
      + policies.compactMap { withoutType($0, direction) }
  }

  /// What would make a rule match.
  private func repairs(_ mismatch: Mismatch, _ far: Endpoint, for wish: Wish) -> [Change] {
    let ground = mismatch.rule.ground
    guard let rule = rule(ground), let id = ground.networkPolicy else { return [] }
    let conditions = mismatch.conditions
    if mismatch.peer == nil { return portRepairs(ground, rule, conditions, for: wish) }
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
    if let peers = peers(
      for: wish.region.peers(ground.direction), policyIn: snapshot[id].namespace)
    {
      changes.append(.addPeers(ground, peers))
    }
    return changes
  }

  private func portRepairs(
    _ ground: Ground, _ rule: NetworkPolicyRule, _ conditions: [Mismatch.Condition],
    for wish: Wish
  ) -> [Change] {
    let written = rule.ports ?? []
    guard conditions.allSatisfy(\.isOfPorts), !written.isEmpty else { return [] }
    guard let wanted = entries(for: wish.region.ports) else { return [.removePorts(ground)] }
    var changes: [Change] = [.addPorts(ground, wanted)]
    for (index, entry) in written.enumerated() where isConfused(entry, wish.flow) {
      if wanted.count == 1 {
        changes.insert(.replacePort(ground, index: index, wanted[0]), at: 0)
      }
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

  /// A rule for the flows: in a policy that is for these pods, or else in one of its own, for a policy of the whole
  /// namespace would let them in everywhere.
  private func additions(
    to policies: [NetworkPolicyID], _ namespace: NamespaceID, for wish: Wish,
    _ direction: Direction
  ) -> [Change] {
    let peers = peers(for: wish.region.peers(direction), policyIn: namespace)
    let ports = entries(for: wish.region.ports)
    // No selector finds a pod on hostNetwork: where its address is not known, only a rule for anyone does.
    let isHidden = wish.region.peers(direction).pods?.contains { snapshot[$0].isHostNetwork }
    var forms: [[NetworkPolicyPeer]?] = peers.map { [$0] } ?? []
    if isHidden ?? false { forms.append(nil) }
    let specific = policies.filter(isSpecific)
    let chosen = specific.first { !snapshot[$0].rules(direction).isEmpty } ?? specific.first
    if let chosen { return forms.map { .addRule(chosen, direction, $0, ports) } }
    return forms.compactMap { peers in
      let rule = NetworkPolicyRule(peers: peers, ports: ports, place: .nowhere)
      return policy(for: wish.region.subjects(direction), direction, rule).map(Change.addPolicy)
    }
  }

  /// A policy that names a type and has no rule for it may not have meant it, if it names the other type as well.
  private func withoutType(_ id: NetworkPolicyID, _ direction: Direction) -> Change? {
    guard let types = snapshot[id].policyTypes, Set(types).count == 2,
      snapshot[id].rules(direction).isEmpty, isSpecific(id),
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
