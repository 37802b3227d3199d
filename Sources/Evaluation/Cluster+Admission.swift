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

  /// Runs through the tiers and finds what may end as the reading asks: allowed where it asks what may be, denied
  /// where it asks what must be allowed, which is the rest.
  ///
  /// A rule that matches perhaps is a fork: the flow may be decided by it, or go on. So is a level of policies of equal priority,
  /// any of which may come first. Forks do not depend on one another, so that following each of them alone is exact.
  private func fold(
    _ direction: Direction, _ pod: PodID, _ peer: Endpoint, _ destination: Endpoint,
    _ family: IPFamily, _ reading: Reading, translated: Bool = false
  ) -> PortSet {
    let sought: RuleAction = reading == .may ? .allow : .deny
    var found = PortSet()
    var open = PortSet.all
    for tier in tiers[direction] ?? [] {
      var passage = Passage(open)
      var passed = PortSet()
      for rule in tier.rules(for: pod, in: self) {
        let match = admits(rule.peers, peer, family, translated: translated)
        if match == .no { continue }
        passage.turn(to: rule.rank)
        if passage.open.isEmpty { continue }
        if rule.action == sought || rule.action == .pass {
          let ports = self.ports(rule.ports, at: destination, possible: true)
          let caught = passage.open.intersection(ports)
          guard rule.action == .pass else {
            found = found.union(caught)
            // What has been found need not be followed.
            passage.open = passage.open.subtracting(ports)
            continue
          }
          passed = passed.union(caught)
        }
        guard match == .yes else { continue }
        passage.open = passage.open.subtracting(
          self.ports(rule.ports, at: destination, possible: false))
      }
      open = passage.rest
      if !open.isEmpty, let end = tier.end(for: pod, in: self) {
        if end == sought { found = found.union(open) }
        open = PortSet()
      }
      open = open.union(passed)
      if open.isEmpty { break }
    }
    return sought == .allow ? found.union(open) : PortSet.all.subtracting(found)
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

  /// What becomes of a pod's flows that no rule decides; nil: the next tier decides.
  func end(for pod: PodID, in cluster: Cluster) -> RuleAction? {
    if isolates(pod, in: cluster) { return .deny }
    if screens.isEmpty { return nil }
    let isScreened = screensByNamespace[cluster.snapshot[pod].namespace].contains {
      cluster.selects(screens[$0].subject, pod)
    }
    return isScreened ? .allow : nil
  }
}
