public import ClusterModel
import Intents

extension Cluster {
  /// The ports on which flows from `source` to `destination` are allowed, under one reading of the unknown.
  ///
  /// Decides a whole region of flows at once: the same pair of ends and family, every port. The ends must be
  /// ones that can have a flow of `family`.
  public func allowedPorts(
    from source: Endpoint, to destination: Endpoint, _ family: IPFamily, _ reading: Reading
  ) -> PortSet {
    if assumptions.cni == .none || isOwnNode(source, destination) { return .all }
    let egress = allowedPorts(.egress, from: source, to: destination, family, reading)
    if egress.isEmpty { return egress }
    let ingress = allowedPorts(.ingress, from: source, to: destination, family, reading)
    return egress.intersection(ingress)
  }

  /// What one direction alone allows; the end that it speaks for is unrestricted unless policies select it.
  public func allowedPorts(
    _ direction: Direction, from source: Endpoint, to destination: Endpoint, _ family: IPFamily,
    _ reading: Reading
  ) -> PortSet {
    let (subject, peer) =
      direction == .ingress ? (destination, source) : (source, destination)
    guard let pod = policyCapablePod(at: subject) else { return .all }
    let ports = fold(direction, pod, peer, destination, family, reading)
    guard direction == .ingress, case .address = source, let exposed = exposure.ports[pod] else {
      return ports
    }
    // The own node's exemption may apply to a translated flow (C-68), or the rule may see the node's address.
    switch reading {
    case .may: return ports.union(exposed)
    case .must:
      let translated = fold(direction, pod, peer, destination, family, reading, translated: true)
      return ports.subtracting(exposed).union(translated.intersection(exposed))
    }
  }

  /// Runs through the tiers: a port is decided by the first rule that matches it, and left over to the end of the
  /// tier where none does.
  private func fold(
    _ direction: Direction, _ pod: PodID, _ peer: Endpoint, _ destination: Endpoint,
    _ family: IPFamily, _ reading: Reading, translated: Bool = false
  ) -> PortSet {
    var undecided = PortSet.all
    var allowed = PortSet()
    for tier in tiers[direction] ?? [] {
      var passed = PortSet()
      for rule in tier.rules(for: pod, in: self) {
        // Taken as true in an allowing rule and as false in a denying one, or the reverse.
        let possible = (reading == .may) == (rule.action == .allow)
        let match = admits(rule.peers, peer, family, translated: translated)
        guard match == .yes || (match == .unknown && possible) else { continue }
        let ports = undecided.intersection(
          self.ports(rule.ports, at: destination, possible: possible))
        undecided = undecided.subtracting(ports)
        switch rule.action {
        case .allow: allowed = allowed.union(ports)
        case .deny: break
        case .pass: passed = passed.union(ports)
        }
      }
      if tier.isolates(pod, in: self) { undecided = PortSet() }
      undecided = undecided.union(passed)
      if undecided.isEmpty { break }
    }
    return allowed.union(undecided)
  }

  /// Whether the flow is between a node and a pod of its own, as far as placement is known (C-43, C-47).
  func isOwnNode(_ source: Endpoint, _ destination: Endpoint) -> Bool {
    guard case .pod(let first) = source, case .pod(let second) = destination,
      let node = snapshot[first].nodeName, node == snapshot[second].nodeName
    else { return false }
    switch (snapshot[first].isHostNetwork, snapshot[second].isHostNetwork) {
    case (true, false): return true
    case (false, true): return assumptions.cni != .cilium
    default: return false
    }
  }
}

extension Tier {
  /// The rules that speak for `pod`, in order.
  func rules(for pod: PodID, in cluster: Cluster) -> some Sequence<TierRule> {
    rulesByNamespace[cluster.snapshot[pod].namespace].lazy
      .map { rules[$0] }
      .filter { cluster.selects($0.subject, pod) }
  }

  func isolates(_ pod: PodID, in cluster: Cluster) -> Bool {
    isolationsByNamespace[cluster.snapshot[pod].namespace].contains {
      cluster.selects(isolations[$0].subject, pod)
    }
  }
}
