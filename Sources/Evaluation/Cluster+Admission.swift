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
    let found = self.found(question, tiers[direction], from: 0)
    return reading == .may ? found : PortSet.all.subtracting(found)
  }

  /// What one tier alone says of the ports between two ends, as if it were the first.
  ///
  /// Each port is decided by itself, so that a direction is all its tiers put together: ``TierSaying/below(_:)``.
  ///
  /// - Parameter tier: its place among those of the direction.
  public func saying(
    ofTier tier: Int, _ direction: Direction, from source: Endpoint, to destination: Endpoint,
    _ family: IPFamily, _ reading: Reading
  ) -> TierSaying {
    let (subject, peer) =
      direction == .ingress ? (destination, source) : (source, destination)
    guard let pod = policyCapablePod(at: subject) else {
      return TierSaying(reading: reading, ends: PortSet(), goesOn: .all)
    }
    let question = Question(
      pod: pod, peer: peer, destination: destination, family: family, translated: false,
      sought: reading == .may ? .allow : .deny)
    let (ends, goesOn) = pass(.all, through: tiers[direction], tier, question)
    return TierSaying(reading: reading, ends: ends, goesOn: goesOn)
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
  private func found(_ question: Question, _ tiers: [Tier], from first: Int) -> PortSet {
    var found = PortSet()
    var open = PortSet.all
    for tier in first..<tiers.count where !open.isEmpty {
      let passed = pass(open, through: tiers, tier, question)
      found = found.union(passed.ends)
      open = passed.goesOn
    }
    return question.sought == .allow ? found.union(open) : found
  }

  /// The ports among `entry` that may end in one tier as it is sought, and those on which a flow may come to the next one.
  private func pass(
    _ entry: PortSet, through tiers: [Tier], _ tier: Int, _ question: Question
  ) -> (ends: PortSet, goesOn: PortSet) {
    let sought = question.sought
    let labels = snapshot[question.pod].labels
    let namespace = snapshot[question.pod].namespace
    // Rules are looked at in place: there may be thousands of which none matches.
    let rules = tiers[tier].rules
    var found = PortSet()
    var passage = Passage(entry)
    var passed = PortSet()
    let numbers = tiers[tier].rules(
      between: namespace, policyCapablePod(at: question.peer).map { snapshot[$0].namespace })
    for number in numbers {
      guard namespaceTable.contains(namespace, in: rules[number].subject.namespaces),
        rules[number].subject.selector?.selects(labels) ?? true
      else { continue }
      let doubt = rules[number].doubt
      let match =
        doubt != nil
        ? Ternary.unknown
        : admits(
          rules[number].peers, question.peer, question.family, translated: question.translated)
      if match == .no { continue }
      passage.turn(to: rules[number].rank)
      if passage.open.isEmpty { continue }
      if let doubt, doubt != sought {
        // It matches wherever nothing can be found below, and nowhere else.
        passage.open = passage.open.intersection(
          self.found(question, tiers, from: tier + 1))
        continue
      }
      let action = rules[number].action
      if action == sought || action == .pass {
        let ports = self.ports(of: rules[number], at: question.destination, possible: true)
        let caught = passage.open.intersection(ports)
        guard action == .pass else {
          found = found.union(caught)
          // What has been found need not be followed.
          passage.open = passage.open.subtracting(ports)
          continue
        }
        passed = passed.union(caught)
      }
      guard match == .yes else { continue }
      passage.open = passage.open.subtracting(
        self.ports(of: rules[number], at: question.destination, possible: false))
    }
    var open = passage.rest
    if !open.isEmpty, let end = tiers[tier].end(for: question.pod, in: self) {
      if end == sought { found = found.union(open) }
      open = PortSet()
    }
    return (found, open.union(passed))
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
