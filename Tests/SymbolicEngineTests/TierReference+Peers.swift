import ClusterModel
import Intents

/// Peers, ports and selectors, as the tests understand them.
extension TierReference {
  func capablePod(_ end: Endpoint) -> Pod? {
    guard case .pod(let id) = end, !snapshot[id].isHostNetwork else { return nil }
    return snapshot[id]
  }

  private func hostPod(_ end: Endpoint) -> Pod? {
    guard case .pod(let id) = end, snapshot[id].isHostNetwork else { return nil }
    return snapshot[id]
  }

  /// A node and a pod of its own, as far as both placements are known.
  func isExempt(_ flow: Flow) -> Bool {
    func isOneNode(_ host: Endpoint, _ other: Endpoint) -> Bool {
      guard let host = hostPod(host), let pod = capablePod(other) else { return false }
      return host.nodeName != nil && host.nodeName == pod.nodeName
    }
    return isOneNode(flow.source, flow.destination)
      || (assumptions.cni != .cilium && isOneNode(flow.destination, flow.source))
  }

  func isIn(_ pod: Pod, _ selector: LabelSelector?) -> Bool {
    guard let selector else { return true }
    let namespace = snapshot[pod.namespace]
    return isSatisfied(selector) { key in
      snapshot.symbols[key] == "kubernetes.io/metadata.name"
        ? namespace.name : namespace.labels[key]
    }
  }

  func isLabelled(_ pod: Pod, _ selector: LabelSelector?) -> Bool {
    selector.map { isSatisfied($0) { pod.labels[$0] } } ?? true
  }

  private func isSatisfied(_ selector: LabelSelector, _ label: (Symbol) -> Symbol?) -> Bool {
    for pair in selector.matchLabels where label(pair.key) != pair.value { return false }
    for requirement in selector.matchExpressions {
      let value = label(requirement.key)
      let isListed = value.map(requirement.values.contains) ?? false
      let holds =
        switch requirement.operator {
        case .in: isListed
        case .notIn: !isListed
        case .exists: value != nil
        case .doesNotExist: value == nil
        }
      if !holds { return false }
    }
    return true
  }

  func matches(_ peer: ClusterNetworkPolicyPeer.Term, _ end: Endpoint, _ flow: Flow) -> Truth {
    switch peer {
    case .namespaces(let selector):
      return capablePod(end).map { isIn($0, selector) } ?? false ? .yes : .no
    case .pods(let namespaces, let pods):
      return capablePod(end).map { isIn($0, namespaces) && isLabelled($0, pods) } ?? false
        ? .yes : .no
    case .networks(let ranges):
      return ranges.map {
        isSurelyIn($0, end, flow) ? .yes : contains(IPBlock(cidr: $0), end, flow)
      }
      .max() ?? .no
    case .domainNames: return .unknown
    case .nodes(let selector): return isNode(selector, end)
    }
  }

  private func isNode(_ selector: LabelSelector, _ end: Endpoint) -> Truth {
    func isMatching(_ node: ClusterNode) -> Bool { isSatisfied(selector) { node.labels[$0] } }
    let matching = snapshot.nodes.filter(isMatching)
    if case .address(let address) = end {
      if matching.contains(where: { $0.addresses.contains(address) }) { return .yes }
      if snapshot.nodes.contains(where: { $0.addresses.contains(address) }) { return .no }
      if snapshot.nodes.isEmpty { return .unknown }
      let areGiven = matching.allSatisfy { node in
        node.addresses.contains { $0.family == address.family }
      }
      return areGiven ? .no : .unknown
    }
    guard let host = hostPod(end) else { return .no }
    let named = snapshot.nodes.filter { $0.name == host.nodeName }
    let addressed = snapshot.nodes.filter { !Set($0.addresses).isDisjoint(with: host.addresses) }
    let known = (named + addressed).prefix(1)
    if let node = known.first { return isMatching(node) ? .yes : .no }
    if snapshot.nodes.isEmpty { return .unknown }
    if matching.isEmpty { return .no }
    return matching.count == snapshot.nodes.count ? .yes : .unknown
  }

  func matches(_ port: ClusterNetworkPolicyPort, _ flow: Flow) -> Truth {
    switch port {
    case .number(let proto, let number):
      return flow.protocol == proto ?? .tcp && flow.port == number ? .yes : .no
    case .range(let proto, let range):
      return flow.protocol == proto ?? .tcp && range.contains(flow.port) ? .yes : .no
    case .named(let name): return isNamed(name, flow)
    }
  }

  /// Whether the flow goes to a port of its destination that is called `name` for the flow's protocol.
  func isNamed(_ name: Symbol, _ flow: Flow) -> Truth {
    let ports = capablePod(flow.destination)?.containerPorts ?? []
    let numbers = Set(
      ports.filter { $0.name == name && $0.protocol ?? .tcp == flow.protocol }.map(\.number))
    if !numbers.contains(flow.port) { return .no }
    return numbers.count == 1 ? .yes : .unknown
  }

  /// Whether the range has every address that a pod may have of which none is known.
  private func isSurelyIn(_ range: CIDR, _ end: Endpoint, _ flow: Flow) -> Bool {
    guard case .pod(let id) = end, snapshot[id].addresses.isEmpty, range.family == flow.family
    else { return false }
    let homes = assumptions.clusterCIDRs.filter { $0.family == flow.family }
    if snapshot[id].isHostNetwork || homes.isEmpty { return range.prefixLength == 0 }
    return homes.allSatisfy(range.contains)
  }

  func contains(_ block: IPBlock, _ end: Endpoint, _ flow: Flow) -> Truth {
    func isInside(_ address: IPAddress) -> Bool {
      block.cidr.contains(address) && !block.except.contains { $0.contains(address) }
    }
    guard case .pod(let id) = end else {
      if case .address(let address) = end { return isInside(address) ? .yes : .no }
      return .no
    }
    let pod = snapshot[id]
    if !pod.addresses.isEmpty {
      return pod.addresses.contains { $0.family == flow.family && isInside($0) } ? .yes : .no
    }
    guard block.cidr.family == flow.family else { return .no }
    let ranges = assumptions.clusterCIDRs.filter { $0.family == flow.family }
    // Where something begins, or has ended, something else may be so.
    let bounds = (ranges + [block.cidr] + block.except).flatMap { range in
      [range.range.lowerBound, min(range.range.upperBound, flow.family.last - 1) + 1]
    }
    let isPossible = Set(bounds).contains { bits in
      let address = IPAddress(family: flow.family, bits: bits)
      return isInside(address)
        && (pod.isHostNetwork || ranges.isEmpty || ranges.contains { $0.contains(address) })
    }
    return isPossible ? .unknown : .no
  }
}
