import ClusterModel
import Evaluation
import Intents

/// Finds small edits of the manifests that decide flows otherwise, and tries each on every kind of flow that it is for.
struct RemedyFinder {
  let cluster: Cluster
  let snapshot: Snapshot
  /// Label keys that policies ask for: what tells pods apart here.
  let telling: Set<Symbol>
  /// Nil where nothing spells it: then no peer can name a namespace.
  let nameKey: Symbol?
  private let isPortAsked: Bool

  /// More than these nobody reads.
  private static let limit = 3
  /// A change is not tried on more pairs of ends than these, but is looked for a part of them.
  private static let pairLimit = 400

  /// - Parameter isPortAsked: whether somebody named the ports. If nobody did, a change is looked for the ports that the
  ///   destinations declare: nobody wants to open all of them for one.
  init(_ cluster: Cluster, isPortAsked: Bool = true) {
    snapshot = cluster.snapshot
    self.cluster = cluster
    self.isPortAsked = isPortAsked
    nameKey = snapshot.symbols.symbol(for: "kubernetes.io/metadata.name")
    telling = snapshot.podLabelKeysOfPolicies
  }

  /// What would decide the flows of a group otherwise, the smallest first: all of them, else those of the largest part for which
  /// there is something; and if there is nothing, why.
  func remedies(of group: FlowGroup) -> (remedies: [Remedy], obstacle: Obstacle?) {
    if let obstacle = exemption(of: group.decision) { return ([], obstacle) }
    for region in regions(of: group) {
      let found = remedies(for: Wish(region: region, flow: group.flow, decision: group.decision))
      if !found.isEmpty { return (found.map { widened($0, in: group) }, nil) }
    }
    return ([], obstacle(to: group.decision))
  }

  // MARK: What a change is looked for

  /// Flows that are decided alike and are to be decided otherwise.
  struct Wish {
    var region: FlowRegion
    /// One of them.
    var flow: Flow
    var decision: Decision

    /// Whether they are denied, and are to be allowed.
    var isPermission: Bool { decision.allowed == .no }
    var directions: [Direction] {
      Direction.allCases.filter { !isPermission || decision(of: $0).allowed != .yes }
    }
    func decision(of direction: Direction) -> DirectionDecision {
      direction == .ingress ? decision.ingress : decision.egress
    }
  }

  /// The whole group, then less and less of it around the flow that stands for it.
  private func regions(of group: FlowGroup) -> [FlowRegion] {
    var whole = group.region
    let declared = declaredPorts(of: group.destinations).intersection(group.ports)
    if !isPortAsked, group.decision.allowed == .no,
      declared.contains(group.flow.port, of: group.flow.protocol)
    {
      whole.ports = declared
    }
    let source = part(of: group.sources, around: group.flow.source)
    let destination = part(of: group.destinations, around: group.flow.destination)
    var regions: [FlowRegion] = []
    for to in [whole.destinations, destination] {
      for from in [whole.sources, source] {
        var region = whole
        (region.sources, region.destinations) = (from, to)
        for case .addresses(let set) in [from, to] { region.families = set.families }
        regions.append(region)
      }
    }
    if var last = regions.last {
      last.ports = PortSet(
        IntervalSet(group.flow.port...group.flow.port), of: group.flow.protocol)
      regions.append(last)
    }
    return regions.uniqued
  }

  /// What was looked for one port may do for all of the group.
  private func widened(_ remedy: Remedy, in group: FlowGroup) -> Remedy {
    var wide = remedy
    wide.region.ports = group.ports
    if wide.region == remedy.region { return remedy }
    let wish = Wish(region: wide.region, flow: group.flow, decision: group.decision)
    return outcome(of: remedy.changes, for: wish) == remedy.allowed ? wide : remedy
  }

  private func declaredPorts(of ends: EndSet) -> PortSet {
    var ports = PortSet()
    for port in (ends.pods ?? []).flatMap({ snapshot[$0].containerPorts }) {
      let proto = port.protocol ?? .tcp
      ports[proto] = ports[proto].union(IntervalSet(port.number...port.number))
    }
    return ports
  }

  /// The pods of one workload, or one range of addresses.
  private func part(of ends: EndSet, around end: Endpoint) -> EndSet {
    switch (ends, end) {
    case (.pods(let pods), .pod(let id)):
      return .pods(pods.filter { snapshot[$0].workload == snapshot[id].workload })
    case (.addresses(let set), .address(let address)):
      guard let range = set.cidrs.first(where: { $0.contains(address) }) else { return ends }
      let own = IntervalSet(range.range).intersection(
        cluster.externalAddresses(of: address.family))
      return .addresses(AddressSet([address.family: own]))
    default: return ends
    }
  }

  // MARK: Trying

  private func remedies(for wish: Wish) -> [Remedy] {
    var candidates: [Direction: [Change]] = [:]
    for direction in wish.directions {
      let changes =
        wish.isPermission ? permissions(for: wish, direction) : prohibitions(for: wish, direction)
      candidates[direction] = sorted(changes)
    }
    var remedies: [Remedy] = []
    var partial: [Remedy] = []
    for change in sorted(wish.directions.flatMap { candidates[$0] ?? [] })
    where remedies.count < Self.limit {
      guard let allowed = outcome(of: [change], for: wish) else { continue }
      let remedy = Remedy(changes: [change], region: wish.region, allowed: allowed)
      if allowed == .unknown { partial.append(remedy) } else { remedies.append(remedy) }
    }
    guard remedies.isEmpty, wish.isPermission else { return remedies }
    if let pair = pair(candidates[.egress] ?? [], candidates[.ingress] ?? [], for: wish) {
      partial = Array(partial.prefix(Self.limit - 1)) + [pair]
    }
    return Array(partial.prefix(Self.limit))
  }

  private func sorted(_ changes: [Change]) -> [Change] {
    changes.enumerated().sorted {
      ($0.element.size, $0.offset) < ($1.element.size, $1.offset)
    }.map(\.element)
  }

  /// What is denied both ways needs a change for each.
  private func pair(_ egress: [Change], _ ingress: [Change], for wish: Wish) -> Remedy? {
    func helps(_ change: Change, _ direction: Direction) -> Bool {
      let decision = changed([change]).decision(for: wish.flow)
      return (direction == .ingress ? decision.ingress : decision.egress).allowed == .yes
    }
    let second = ingress.filter { helps($0, .ingress) }
    for first in egress where helps(first, .egress) {
      for second in second where outcome(of: [first, second], for: wish) == .yes {
        return Remedy(changes: [first, second], region: wish.region, allowed: .yes)
      }
    }
    return nil
  }

  private func changed(_ changes: [Change]) -> Cluster {
    Cluster(
      changes.reduce(snapshot) { $0.applying($1) }, assumptions: cluster.assumptions)
  }

  /// What becomes of all flows of the region once the changes are made; nil where it is not what is wished. Unknown where a
  /// denial is gone and it stays open whether every flow is allowed.
  private func outcome(of changes: [Change], for wish: Wish) -> Ternary? {
    let changed = changed(changes)
    func isWished(_ flow: Flow) -> Bool {
      (changed.decision(for: flow).allowed != .no) == wish.isPermission
    }
    guard isWished(wish.flow),
      let sample = FlowSample(of: wish.region, in: changed, pairs: Self.pairLimit),
      sample.flows.allSatisfy(isWished)
    else { return nil }
    if !wish.isPermission { return .no }
    return sample.flows.allSatisfy { changed.decision(for: $0).allowed == .yes } ? .yes : .unknown
  }

  // MARK: Where there is nothing

  private func exemption(of decision: Decision) -> Obstacle? {
    let bases = [decision.egress.basis, decision.ingress.basis]
    if bases.contains(.notEnforced) { return .notEnforced }
    if bases.contains(.ownNode) { return .ownNode }
    return bases.allSatisfy { $0 == .external || $0 == .hostNetwork } ? .noPolicySpeaks : nil
  }

  private func obstacle(to decision: Decision) -> Obstacle {
    guard decision.allowed != .no else { return .noSingleChange }
    for direction in [Direction.ingress, .egress] {
      let own = direction == .ingress ? decision.ingress : decision.egress
      let count = own.determiningRules.count { cluster.action(of: $0) == .allow }
      if count > 1 { return .severalRules(count, direction) }
    }
    return .noSingleChange
  }
}
