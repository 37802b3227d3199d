import ClusterModel
import Evaluation
import Intents

/// What rules and policies would say of some ends and ports.
extension RemedyFinder {
  /// Longer lists nobody writes by hand.
  private static let entryLimit = 3

  func rule(_ ground: Ground) -> NetworkPolicyRule? {
    guard let index = ground.rule else { return nil }
    return snapshot.networkPolicyRule(ground.policy, ground.direction, index)
  }

  /// Ports as a rule has them; nil for every port, and where that is shorter to write.
  func entries(for ports: PortSet) -> [NetworkPolicyPort]? {
    if ports == .all { return nil }
    let entries = TransportProtocol.allCases.flatMap { proto -> [NetworkPolicyPort] in
      if ports[proto] == PortSet.everyPort { return [NetworkPolicyPort(protocol: proto)] }
      return ports[proto].ranges.map { range in
        NetworkPolicyPort(
          protocol: proto, port: .number(range.lowerBound),
          endPort: range.count > 1 ? range.upperBound : nil)
      }
    }
    return entries.count > Self.entryLimit ? nil : entries
  }

  // MARK: Peers

  /// Peers that take in all of some ends, for a policy of a namespace; nil where there are none or too many.
  func peers(for ends: EndSet, policyIn namespace: NamespaceID) -> [NetworkPolicyPeer]? {
    var peers: [NetworkPolicyPeer] = []
    switch ends {
    case .addresses(let set):
      for (family, addresses) in set.ranges.sorted(by: { $0.key < $1.key }) {
        guard let blocks = blocks(for: addresses, family) else { return nil }
        peers += blocks.map { NetworkPolicyPeer(ipBlock: $0, place: .nowhere) }
      }
    case .pods(let pods):
      let byHome = Dictionary(grouping: pods) { snapshot[$0].namespace }
      for (home, pods) in byHome.sorted(by: { $0.key < $1.key }) {
        let hosts = pods.filter { snapshot[$0].isHostNetwork }
        for host in hosts {
          if snapshot[host].addresses.isEmpty { return nil }
          peers += snapshot[host].addresses.map { address in
            let cidr = CIDR(address, prefixLength: address.family.bitWidth)
            return NetworkPolicyPeer(ipBlock: IPBlock(cidr: cidr), place: .nowhere)
          }
        }
        guard let selectors = selectors(of: pods.filter { !snapshot[$0].isHostNetwork }, home),
          let place = namespaceSelector(home, policyIn: namespace)
        else { return nil }
        peers += selectors.map {
          NetworkPolicyPeer(podSelector: $0, namespaceSelector: place, place: .nowhere)
        }
      }
    }
    return peers.isEmpty || peers.count > Self.entryLimit ? nil : peers
  }

  /// `.some(nil)` for the policy's own namespace.
  private func namespaceSelector(
    _ home: NamespaceID, policyIn own: NamespaceID
  ) -> LabelSelector?? {
    if home == own { return .some(nil) }
    guard let nameKey else { return nil }
    let name = Labels.Pair(key: nameKey, value: snapshot[home].name)
    return LabelSelector(matchLabels: [name])
  }

  /// Selectors of some pods of one namespace: of all that it has, if these are meant; else one a sort of pod.
  private func selectors(of pods: [PodID], _ home: NamespaceID) -> [LabelSelector]? {
    let own = pods.map { selector(of: snapshot[$0]) }.uniqued
    if own.count > 1, areAll(pods, of: home) { return [LabelSelector()] }
    return own.count > Self.entryLimit ? nil : own
  }

  private func areAll(_ pods: [PodID], of home: NamespaceID) -> Bool {
    let meant = Set(pods)
    return cluster.pods.allSatisfy {
      snapshot[$0].namespace != home || snapshot[$0].isHostNetwork || meant.contains($0)
    }
  }

  /// Labels that select a pod: those that policies ask for, else all that were written.
  private func selector(of pod: Pod) -> LabelSelector {
    let spoken = pod.labels.pairs.filter { telling.contains($0.key) }
    return LabelSelector(matchLabels: spoken.isEmpty ? pod.labels.pairs : spoken)
  }

  // MARK: Addresses

  /// Blocks that hold these addresses and no others outside the cluster. Where that takes many, those for special purposes may
  /// be in as well: for what is routed publicly people write `0.0.0.0/0`.
  private func blocks(
    for addresses: IntervalSet<UInt128>, _ family: IPFamily
  ) -> [IPBlock]? {
    guard let first = addresses.ranges.first?.lowerBound,
      let last = addresses.ranges.last?.upperBound
    else { return [] }
    let lowest = IPAddress(family: family, bits: first)
    var length = family.bitWidth
    while length > 0, !CIDR(lowest, prefixLength: length).range.contains(last) { length -= 1 }
    let span = CIDR(lowest, prefixLength: length)
    let outside = IntervalSet(span.range)
      .intersection(cluster.externalAddresses(of: family)).subtracting(addresses)
    let special = Cluster.specialPurpose.filter { $0.family == family }.map(\.range)
    func isShort(_ cidrs: [CIDR]) -> Bool { cidrs.count <= Self.entryLimit }
    let except = AddressSet([family: outside]).cidrs
    if isShort(except) { return [IPBlock(cidr: span, except: except)] }
    let parts = AddressSet([family: addresses]).cidrs
    if isShort(parts) { return parts.map { IPBlock(cidr: $0) } }
    let routed = AddressSet([family: outside.subtracting(IntervalSet(unionOf: special))]).cidrs
    let isRouted = !addresses.subtracting(IntervalSet(unionOf: special)).isEmpty
    return isRouted && isShort(routed) ? [IPBlock(cidr: span, except: routed)] : nil
  }

  // MARK: Policies

  /// A policy for some pods, of one direction; nil where no selector means them alone.
  func policy(
    for ends: EndSet, _ direction: Direction, _ rule: NetworkPolicyRule?
  ) -> NetworkPolicy? {
    guard let pods = ends.pods, let first = pods.first else { return nil }
    let home = snapshot[first].namespace
    guard pods.allSatisfy({ snapshot[$0].namespace == home && !snapshot[$0].isHostNetwork }),
      let selectors = selectors(of: pods, home), selectors.count == 1
    else { return nil }
    return NetworkPolicy(
      name: snapshot[snapshot[first].workload].name, namespace: home, podSelector: selectors[0],
      policyTypes: [direction], ingress: direction == .ingress ? rule.map { [$0] } : nil,
      egress: direction == .egress ? rule.map { [$0] } : nil, place: .nowhere)
  }

  /// Whether a policy is for some pods of its namespace; one for all of them is not where a rule for a few goes.
  func isSpecific(_ id: NetworkPolicyID) -> Bool {
    snapshot[id].podSelector.map { $0 != LabelSelector() } ?? false
  }
}

extension NetworkPolicy {
  func rules(_ direction: Direction) -> [NetworkPolicyRule] {
    (direction == .ingress ? ingress : egress) ?? []
  }
}
