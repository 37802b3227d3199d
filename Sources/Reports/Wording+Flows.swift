import Analysis
import ClusterModel
import Evaluation
import Intents

/// What flows are between, and on which ports.
extension Wording {
  /// `shop/web (Deployment, app=web)`; several pods by their workloads; addresses as ranges.
  func ends(_ set: EndSet, of selection: EndpointSelection, in cluster: Cluster) -> String {
    switch set {
    case .addresses(let addresses): return self.addresses(addresses, of: selection, in: cluster)
    case .pods(let pods):
      let workloads = Dictionary(grouping: pods) { snapshot[$0].workload }
      if pods.count == 1 { return description(.pod(pods[0])) }
      if workloads.count > 1 {
        let names = workloads.keys.sorted().map { name($0) }
        return list(names) + " (\(TextReport.count(pods.count, "pod")))"
      }
      let whole = snapshot.pods.count { $0.workload == snapshot[pods[0]].workload }
      let names =
        pods.count == whole
        ? TextReport.count(pods.count, "pod")
        : "pods " + list(pods.map { text(snapshot[$0].name) })
      return "\(name(pods[0])) (\(text(snapshot[snapshot[pods[0]].workload].kind)), \(names))"
    }
  }

  private func addresses(
    _ set: AddressSet, of selection: EndpointSelection, in cluster: Cluster
  ) -> String {
    if set.ranges == selection.addresses, selection.pods.isEmpty {
      return selection.text.escapingControls
    }
    let isAll = cluster.families.allSatisfy {
      cluster.externalAddresses(of: $0) == set.ranges[$0] ?? IntervalSet()
    }
    if isAll { return "external" }
    let cidrs = set.cidrs
    if cidrs.count == 1, cidrs[0].prefixLength == cidrs[0].family.bitWidth {
      return name(cidrs[0].address)
    }
    let remainder = selection.pods.isEmpty ? part(of: selection.addresses, set) : nil
    if cidrs.count > 1, let remainder { return selection.text.escapingControls + remainder }
    return list(cidrs.map(\.description))
  }

  /// What a set has less than the addresses that were named, where that says it in fewer words:
  /// ` (IPv4) except 203.0.113.0/24`.
  private func part(of named: [IPFamily: IntervalSet<UInt128>], _ set: AddressSet) -> String? {
    let own = named.filter { set.families.contains($0.key) }
    let missing = AddressSet(
      own.reduce(into: [:]) { missing, entry in
        missing[entry.key] = entry.value.subtracting(set.ranges[entry.key] ?? IntervalSet())
      }
    ).cidrs
    guard missing.count <= 3, missing.count < set.cidrs.count else { return nil }
    let families =
      own.count < named.count
      ? " (\(set.families.map(\.word).joined(separator: ", ")))" : ""
    return families
      + (missing.isEmpty ? "" : " except \(list(missing.map(\.description)))")
  }

  // MARK: Ports

  /// `TCP 80, 443, UDP 53`, `every port`, `every port but TCP 80`.
  func ports(_ ports: PortSet) -> String {
    let rest = PortSet.all.subtracting(ports)
    if rest.isEmpty { return "every port" }
    let own = ranges(ports)
    let others = ranges(rest)
    return others.count < own.count
      ? "every port but \(others.joined(separator: ", "))" : own.joined(separator: ", ")
  }

  private func ranges(_ ports: PortSet) -> [String] {
    TransportProtocol.allCases.flatMap { proto -> [String] in
      if ports[proto] == PortSet.everyPort { return ["every \(proto.name) port"] }
      return ports[proto].ranges.enumerated().map { index, range in
        let numbers =
          range.count == 1 ? "\(range.lowerBound)" : "\(range.lowerBound)-\(range.upperBound)"
        return index == 0 ? "\(proto.name) \(numbers)" : numbers
      }
    }
  }

  // MARK: Rules

  /// A rule that decides about a flow, with the peer that makes it match.
  func determination(
    _ rule: RuleReference, _ flow: Flow, _ cluster: Cluster, _ decision: DirectionDecision
  ) -> Clause {
    var text = "\(verb(decision, rule)): \(name(rule))"
    var place = rule.place
    let peers = peerPlaces(rule)
    if let index = cluster.matchingPeer(of: rule, for: flow), peers.count > 1 {
      text += ", peer \(index + 1)"
      place = peers[index]
    }
    if rule == decision.determiningRules.first { text += passage(decision) }
    return Clause(text: text, place: self.place(place))
  }

  // MARK: What answers rest on

  /// `the isolation by shop/deny-all for egress and egress rules 1, 2 of shop/web`
  ///
  /// - Parameter limit: further policies are counted.
  func grounds(_ core: Core, limit: Int = .max) -> String {
    guard !core.grounds.isEmpty else { return "no policy" }
    struct Key: Hashable {
      var policy: PolicyID
      var direction: Direction
    }
    var parts = isolations(core, limit)
    var order: [Key] = []
    var rules: [Key: [Int]] = [:]
    for ground in core.grounds {
      guard let rule = ground.rule else { continue }
      let key = Key(policy: ground.policy, direction: ground.direction)
      if rules[key] == nil { order.append(key) }
      rules[key, default: []].append(rule + 1)
    }
    parts += order.prefix(limit).map { key in
      let numbers = rules[key] ?? []
      return "\(key.direction.word) \(numbers.count == 1 ? "rule" : "rules") "
        + numbers.map(String.init).joined(separator: ", ") + " of \(shortName(key.policy))"
    }
    if order.count > limit {
      let shown = Set(order.prefix(limit).map(\.policy))
      let rest = Set(order.map(\.policy)).subtracting(shown).count
      parts.append(
        rest == 0
          ? "more rules of them"
          : "rules of \(TextReport.count(rest, "more policy", "more policies"))"
      )
    }
    let text =
      parts.count == 1
      ? parts[0] : parts.dropLast().joined(separator: ", ") + " and \(parts[parts.count - 1])"
    return core.isMinimal ? text : text + " (perhaps more than is needed)"
  }

  /// `the isolation by shop/deny-all for ingress`, both directions at once where the same policies do both.
  private func isolations(_ core: Core, _ limit: Int) -> [String] {
    let policies = Direction.allCases.map { direction in
      core.grounds.filter { $0.rule == nil && $0.direction == direction }.map(\.policy)
    }
    func said(_ policies: [PolicyID], _ directions: String) -> String {
      "the isolation by \(list(policies.map { shortName($0) }, limit: limit)) for \(directions)"
    }
    if policies[0] == policies[1], !policies[0].isEmpty {
      return [said(policies[0], "ingress and egress")]
    }
    return zip(Direction.allCases, policies).filter { !$1.isEmpty }.map { said($1, $0.word) }
  }
}
