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

  private func fold(
    _ direction: Direction, _ pod: PodID, _ peer: Endpoint, _ destination: Endpoint,
    _ family: IPFamily, _ reading: Reading, translated: Bool = false
  ) -> PortSet {
    let question = Question(
      pod: pod, peer: peer, destination: destination, family: family, translated: translated,
      sought: reading == .may ? .allow : .deny)
    let found = self.found(question, (tiers[direction] ?? [])[...])
    return reading == .may ? found : PortSet.all.subtracting(found)
  }

  /// What is asked about the flows between two ends in one direction.
  private struct Question {
    /// The end for which policies of the direction speak, and the other one.
    var pod: PodID
    var peer: Endpoint
    var destination: Endpoint
    var family: IPFamily
    var translated: Bool
    /// How flows may end: allowed where the reading asks what may be, denied where it asks what must be allowed, which is the rest.
    var sought: RuleAction
  }

  /// Runs through the tiers and finds the ports on which flows may end as it is sought.
  ///
  /// A rule that matches perhaps is a fork: the flow may be decided by it, or go on. So is a level of policies of equal priority,
  /// any of which may come first. Forks do not depend on one another, so that following each of them alone is exact.
  private func found(_ question: Question, _ tiers: ArraySlice<Tier>) -> PortSet {
    let sought = question.sought
    var found = PortSet()
    var open = PortSet.all
    for (index, tier) in zip(tiers.indices, tiers) {
      var passage = Passage(open)
      var passed = PortSet()
      for rule in tier.rules(for: question.pod, in: self) {
        let match = match(rule, question)
        if match == .no { continue }
        passage.turn(to: rule.rank)
        if passage.open.isEmpty { continue }
        if let end = rule.doubt, end != sought {
          // It matches wherever nothing can be found below, and nowhere else.
          passage.open = passage.open.intersection(
            self.found(question, tiers[(index + 1)...]))
          continue
        }
        if rule.action == sought || rule.action == .pass {
          let ports = self.ports(rule.ports, at: question.destination, possible: true)
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
          self.ports(rule.ports, at: question.destination, possible: false))
      }
      open = passage.rest
      if !open.isEmpty, let end = tier.end(for: question.pod, in: self) {
        if end == sought { found = found.union(open) }
        open = PortSet()
      }
      open = open.union(passed)
      if open.isEmpty { break }
    }
    return sought == .allow ? found.union(open) : found
  }

  private func match(_ rule: TierRule, _ question: Question) -> Ternary {
    if rule.doubt != nil { return .unknown }
    return admits(
      rule.peers, question.peer, question.family, translated: question.translated)
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
