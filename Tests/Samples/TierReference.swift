public import ClusterModel
public import Intents

/// What cluster-scoped policies make of one flow in one direction, in the dumbest way there is: every order that
/// the priorities leave open, and every way to settle what is not known, is tried by itself.
///
/// It shares nothing with either reading but the objects as they are written.
public struct TierReference {
  let snapshot: Snapshot
  let assumptions: Assumptions

  public init(_ snapshot: Snapshot, _ assumptions: Assumptions) {
    self.snapshot = snapshot
    self.assumptions = assumptions
  }

  private enum Match { case no, perhaps, yes }

  private struct Rule {
    var action: ClusterNetworkPolicyRule.Action
    var match: Match
    /// Among the rules that match perhaps.
    var number = 0
    /// Among the rules of which nobody knows what they match; nil for others.
    var doubt: Int?
  }

  private struct Policy {
    var isAdmin: Bool
    var priority: Int?
    var rules: [Rule]
  }

  /// Whether the flow can end allowed, and whether it can end denied.
  ///
  /// - Parameters:
  ///   - pod: the end of which policies of the direction speak; neither on hostNetwork nor finished.
  ///   - networkPolicy: what NetworkPolicy alone may make of the flow; nil where none isolates the pod in this direction.
  ///   - isSelected: whether any NetworkPolicy selects the pod, whatever its direction.
  public func outcomes(
    of flow: Flow, _ direction: Direction, at pod: PodID, networkPolicy: Set<Bool>?,
    isSelected: Bool
  ) -> Set<Bool> {
    outcomesByDoubt(
      of: flow, direction, at: pod, networkPolicy: networkPolicy, isSelected: isSelected,
      isKnown: { _ in true })[0]
  }

  /// The same for every way to say of each rule that is not known whether it matches.
  public func outcomesByDoubt(
    of flow: Flow, _ direction: Direction, at pod: PodID, networkPolicy: Set<Bool>?,
    isSelected: Bool, isKnown: (Ground) -> Bool
  ) -> [Set<Bool>] {
    var unknownCount = 0
    var doubtCount = 0
    let policies = snapshot.clusterNetworkPolicies.enumerated()
      .filter { selects($0.element.subject, pod) }
      .map { index, policy in
        let id = PolicyID.clusterNetworkPolicy(ClusterNetworkPolicyID(rawValue: Int32(index)))
        let rules = (direction == .ingress ? policy.ingress : policy.egress) ?? []
        return Policy(
          isAdmin: policy.kind == .adminNetworkPolicy || policy.tier == .admin,
          priority: policy.kind == .baselineAdminNetworkPolicy ? nil : policy.priority,
          rules: rules.enumerated().map { number, written in
            var rule = Rule(action: written.action, match: match(written, flow, direction))
            if !isKnown(Ground(id, direction, rule: number)) {
              rule.doubt = doubtCount
              doubtCount += 1
            } else if rule.match == .perhaps {
              rule.number = unknownCount
              unknownCount += 1
            }
            return rule
          })
      }
    precondition(unknownCount + doubtCount <= 14, "too much is unknown to try every way")
    let admin = Self.orders(policies.filter(\.isAdmin))
    let baseline = Self.orders(policies.filter { !$0.isAdmin })
    return (0..<(1 << doubtCount)).map { doubts in
      var outcomes: Set<Bool> = []
      for settlement in 0..<(1 << unknownCount) {
        for first in admin {
          for last in baseline {
            switch Self.first(first, settlement, doubts) {
            case .accept: outcomes.insert(true)
            case .deny: outcomes.insert(false)
            case .pass, nil:
              if let networkPolicy {
                outcomes.formUnion(networkPolicy)
              } else if assumptions.baselineScope == .pod, isSelected {
                outcomes.insert(true)
              } else {
                outcomes.insert(Self.first(last, settlement, doubts) != .deny)
              }
            }
          }
        }
      }
      return outcomes
    }
  }

  /// What the first rule does that matches.
  private static func first(
    _ policies: [Policy], _ settlement: Int, _ doubts: Int
  ) -> ClusterNetworkPolicyRule.Action? {
    for rule in policies.flatMap(\.rules) {
      if let doubt = rule.doubt {
        if doubts >> doubt & 1 == 1 { return rule.action }
        continue
      }
      switch rule.match {
      case .no: continue
      case .yes: return rule.action
      case .perhaps: if settlement >> rule.number & 1 == 1 { return rule.action }
      }
    }
    return nil
  }

  /// Every order of the policies in which none comes before one of a lower number.
  private static func orders(_ policies: [Policy]) -> [[Policy]] {
    guard !policies.isEmpty else { return [[]] }
    return policies.indices.flatMap { index -> [[Policy]] in
      let first = policies[index]
      var others = policies
      others.remove(at: index)
      let isEarly = others.contains {
        ($0.priority ?? .max) < (first.priority ?? .min)
      }
      return isEarly ? [] : orders(others).map { [first] + $0 }
    }
  }

  // MARK: Rules

  private func match(
    _ rule: ClusterNetworkPolicyRule, _ flow: Flow, _ direction: Direction
  ) -> Match {
    let far = direction == .ingress ? flow.source : flow.destination
    let peers = rule.peers.map { match($0.term, far, flow.family) }
    let ports = rule.ports?.map { match($0, flow) } ?? [.yes]
    return Self.both(Self.any(peers), Self.any(ports))
  }

  private static func any(_ parts: [Match]) -> Match {
    parts.contains(.yes) ? .yes : parts.contains(.perhaps) ? .perhaps : .no
  }

  private static func both(_ left: Match, _ right: Match) -> Match {
    if left == .no || right == .no { return .no }
    return left == .yes && right == .yes ? .yes : .perhaps
  }

  private func match(_ entry: ClusterNetworkPolicyPort, _ flow: Flow) -> Match {
    switch entry {
    case .number(let proto, let number):
      return flow.protocol == proto ?? .tcp && flow.port == number ? .yes : .no
    case .range(let proto, let range):
      return flow.protocol == proto ?? .tcp && range.contains(flow.port) ? .yes : .no
    case .named(let name):
      guard case .pod(let id) = flow.destination, isOrdinary(id) else { return .no }
      let declared = snapshot[id].containerPorts.filter {
        $0.name == name && ($0.protocol ?? .tcp) == flow.protocol
      }
      guard declared.contains(where: { $0.number == flow.port }) else { return .no }
      return Set(declared.map(\.number)).count == 1 ? .yes : .perhaps
    }
  }

  private func match(
    _ term: ClusterNetworkPolicyPeer.Term, _ far: Endpoint, _ family: IPFamily
  ) -> Match {
    switch (term, far) {
    case (.namespaces(let selector), .pod(let id)):
      return isOrdinary(id) && holds(selector, namespaceLabels(of: id)) ? .yes : .no
    case (.pods(let namespaces, let pods), .pod(let id)):
      return isOrdinary(id) && holds(namespaces, namespaceLabels(of: id))
        && holds(pods, snapshot[id].labels) ? .yes : .no
    case (.namespaces, .address), (.pods, .address): return .no
    case (.networks(let ranges), .address(let address)):
      return ranges.contains { $0.contains(address) } ? .yes : .no
    case (.networks(let ranges), .pod(let id)):
      return Self.any(ranges.filter { $0.family == family }.map { match($0, id) })
    case (.nodes(let selector), .address(let address)): return match(selector, address)
    case (.nodes(let selector), .pod(let id)):
      return isOrdinary(id) ? .no : match(selector, host: snapshot[id])
    case (.domainNames, _): return .perhaps
    }
  }

  private func match(_ range: CIDR, _ id: PodID) -> Match {
    let pod = snapshot[id]
    if let address = pod.addresses.first(where: { $0.family == range.family }) {
      return range.contains(address) ? .yes : .no
    }
    // A range that has every address there is, or every one that a pod may have, has this one.
    if range.prefixLength == 0 { return .yes }
    let given = assumptions.clusterCIDRs.filter { $0.family == range.family }
    if pod.isHostNetwork || given.isEmpty { return .perhaps }
    if given.allSatisfy(range.contains) { return .yes }
    let overlaps = given.contains { $0.contains(range.address) || range.contains($0.address) }
    return overlaps ? .perhaps : .no
  }

  // MARK: Nodes

  private func match(_ selector: LabelSelector, host pod: Pod) -> Match {
    let matching = snapshot.nodes.filter { holds(selector, $0.labels) }
    if snapshot.nodes.contains(where: { $0.name == pod.nodeName }) {
      return matching.contains { $0.name == pod.nodeName } ? .yes : .no
    }
    func isOne(_ nodes: [ClusterNode]) -> Bool {
      nodes.contains { $0.addresses.contains(where: pod.addresses.contains) }
    }
    if isOne(matching) { return .yes }
    if isOne(snapshot.nodes) { return .no }
    if snapshot.nodes.isEmpty { return .perhaps }
    if matching.isEmpty { return .no }
    return matching.count == snapshot.nodes.count ? .yes : .perhaps
  }

  private func match(_ selector: LabelSelector, _ address: IPAddress) -> Match {
    let matching = snapshot.nodes.filter { holds(selector, $0.labels) }
    if matching.contains(where: { $0.addresses.contains(address) }) { return .yes }
    if snapshot.nodes.contains(where: { $0.addresses.contains(address) }) { return .no }
    if snapshot.nodes.isEmpty { return .perhaps }
    let isHalfKnown = matching.contains { node in
      !node.addresses.contains { $0.family == address.family }
    }
    return isHalfKnown ? .perhaps : .no
  }

  // MARK: Labels

  private func selects(_ subject: ClusterNetworkPolicySubject, _ id: PodID) -> Bool {
    switch subject {
    case .namespaces(let selector): holds(selector, namespaceLabels(of: id))
    case .pods(let namespaces, let pods):
      holds(namespaces, namespaceLabels(of: id)) && holds(pods, snapshot[id].labels)
    }
  }

  private func isOrdinary(_ id: PodID) -> Bool {
    let pod = snapshot[id]
    return !pod.isHostNetwork && pod.phase != .succeeded && pod.phase != .failed
  }

  private func namespaceLabels(of id: PodID) -> Labels {
    let namespace = snapshot[snapshot[id].namespace]
    var labels = namespace.labels
    if let key = snapshot.symbols.symbol(for: "kubernetes.io/metadata.name") {
      labels[key] = namespace.name
    }
    return labels
  }

  private func holds(_ selector: LabelSelector?, _ labels: Labels) -> Bool {
    guard let selector else { return true }
    for pair in selector.matchLabels where labels[pair.key] != pair.value { return false }
    for line in selector.matchExpressions {
      let isIn = labels[line.key].map(line.values.contains) ?? false
      let isThere = labels[line.key] != nil
      let holds =
        switch line.operator {
        case .in: isIn
        case .notIn: !isIn
        case .exists: isThere
        case .doesNotExist: !isThere
        }
      if !holds { return false }
    }
    return true
  }
}
