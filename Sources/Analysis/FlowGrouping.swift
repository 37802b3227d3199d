import ClusterModel
import Evaluation
import Intents
import Verification

/// Sorts the flows between two selections by what decides them.
struct FlowGrouping {
  let cluster: Cluster
  private let source: EndpointSelection
  private let destination: EndpointSelection
  private let sourceClasses: [[PodID]]
  private let destinationClasses: [[PodID]]

  /// - Parameter classes: of pods that no policy tells apart.
  init(
    _ cluster: Cluster, _ classes: [[PodID]], _ source: EndpointSelection,
    _ destination: EndpointSelection
  ) {
    self.cluster = cluster
    self.source = source
    self.destination = destination
    func own(_ selection: EndpointSelection) -> [[PodID]] {
      classes.map { $0.filter { selection.contains(.pod($0)) } }.filter { !$0.isEmpty }
    }
    sourceClasses = own(source)
    destinationClasses = own(destination)
  }

  /// What is said of one pair of classes, ports for ports.
  private struct Row: Hashable {
    /// Of pods; those of addresses are the addresses' own.
    var families: [IPFamily]
    var ports: PortSet
    var said: Said

    /// Whether the two differ in nothing but the family.
    func isLike(_ other: Row) -> Bool { ports == other.ports && said == other.said }
  }

  /// What is said of a flow besides its ends and its port.
  private struct Said: Hashable {
    /// The condition of a rule that failed first.
    struct Failure: Hashable {
      var rule: RuleReference
      var peer: Int?
      var condition: Mismatch.Condition?
    }

    var decision: Decision
    var failures: [Failure]
    /// Of each rule that decides, the peer that takes in the far end.
    var peers: [Int?]
    var settlement: Settlement?

    init(_ flow: Flow, _ decision: Decision, _ cluster: Cluster) {
      self.decision = decision
      failures = cluster.mismatches(of: flow, decision)
        .sorted { $0.key.rawValue < $1.key.rawValue }
        .flatMap(\.value)
        .map { Failure(rule: $0.rule, peer: $0.peer, condition: $0.first?.ofAnyProtocol) }
      peers = (decision.egress.determiningRules + decision.ingress.determiningRules)
        .map { cluster.matchingPeer(of: $0, for: flow) }
      settlement = cluster.unknown(behind: flow)
    }
  }

  /// Rows with the ends that they hold for, and the flow that stands for each.
  private struct Block {
    var sources: EndSet
    var destinations: EndSet
    var rows: [Row]
    var flows: [Flow]

    /// The addresses at one end; nil where both are pods.
    var outside: AddressSet? {
      for case .addresses(let set) in [sources, destinations] { return set }
      return nil
    }
  }

  func groups() throws(Explainer.Failure) -> [FlowGroup] {
    let pairs =
      (sourceClasses.count + source.addresses.count)
      * (destinationClasses.count + destination.addresses.count)
    if pairs > Explainer.pairLimit { throw .tooMany(pairs: pairs) }
    var blocks: [Block] = []
    for pods in destinationClasses {
      let outside = source.addresses.sorted { $0.key < $1.key }.flatMap { family, addresses in
        pieces(of: addresses, family, seenBy: pods[0], .ingress)
      }
      let sources = sourceClasses.map(EndSet.pods) + outside
      blocks += merged(sources.compactMap { block($0, .pods(pods)) }, along: \.sources)
    }
    for pods in sourceClasses {
      let outside = destination.addresses.sorted { $0.key < $1.key }.flatMap { family, addresses in
        pieces(of: addresses, family, seenBy: pods[0], .egress)
      }
      blocks += merged(outside.compactMap { block(.pods(pods), $0) }, along: \.destinations)
    }
    blocks = merged(merged(blocks, along: \.destinations), along: \.sources)
    return blocks.flatMap(groups)
  }

  private func groups(of block: Block) -> [FlowGroup] {
    zip(block.rows, block.flows).map { row, flow in
      FlowGroup(
        sources: block.sources, destinations: block.destinations,
        families: block.outside?.families ?? row.families,
        ports: row.ports, flow: flow, decision: row.said.decision,
        mismatches: cluster.mismatches(of: flow, row.said.decision),
        settlement: row.said.settlement)
    }
  }

  // MARK: One pair

  private func block(_ sources: EndSet, _ destinations: EndSet) -> Block? {
    guard let (from, to) = cluster.distinctEnds(sources, destinations) else { return nil }
    var isBetweenPods = false
    if case (.pods, .pods) = (sources, destinations) { isBetweenPods = true }
    var rows: [Row] = []
    var flows: [Flow] = []
    for family in cluster.families where cluster.has(family, from) && cluster.has(family, to) {
      let asked = cluster.ports(destination.ports, at: to, possible: true)
      let cuts =
        cluster.portSets(.egress, from: from, to: to)
        + cluster.portSets(.ingress, from: from, to: to)
      for (ports, said) in sayings(from, to, family, asked.divided(by: cuts)) {
        guard let flow = flow(from, to, family, ports) else { continue }
        // The other family says the same, more often than not.
        let row = Row(families: [], ports: ports, said: said)
        if let known = rows.firstIndex(where: { $0.isLike(row) }) {
          rows[known].families.append(family)
        } else {
          rows.append(row)
          if isBetweenPods { rows[rows.count - 1].families = [family] }
          flows.append(flow)
        }
      }
    }
    return rows.isEmpty
      ? nil : Block(sources: sources, destinations: destinations, rows: rows, flows: flows)
  }

  /// The ports with what is said of them, what is allowed first.
  private func sayings(
    _ from: Endpoint, _ to: Endpoint, _ family: IPFamily, _ parts: [PortSet]
  ) -> [(ports: PortSet, said: Said)] {
    var found: [(ports: PortSet, said: Said)] = []
    for part in parts {
      guard let flow = flow(from, to, family, part) else { continue }
      let said = Said(flow, cluster.decision(for: flow), cluster)
      if let index = found.firstIndex(where: { $0.said == said }) {
        found[index].ports = found[index].ports.union(part)
      } else {
        found.append((part, said))
      }
    }
    return found.enumerated().sorted {
      ($1.element.said.decision.allowed, $0.offset) < ($0.element.said.decision.allowed, $1.offset)
    }.map(\.element)
  }

  /// The flow on the port that says most: one that the destination declares, else the lowest.
  private func flow(
    _ from: Endpoint, _ to: Endpoint, _ family: IPFamily, _ ports: PortSet
  ) -> Flow? {
    var port = ports.first
    if case .pod(let id) = to {
      let declared = cluster.snapshot[id].containerPorts.first {
        ports.contains($0.number, of: $0.protocol ?? .tcp)
      }
      if let declared { port = (declared.protocol ?? .tcp, declared.number) }
    }
    return port.map {
      Flow(source: from, destination: to, family: family, protocol: $0.protocol, port: $0.port)
    }
  }

  /// Addresses in sets that the rules of a pod do not tell apart.
  private func pieces(
    of addresses: IntervalSet<UInt128>, _ family: IPFamily, seenBy pod: PodID,
    _ direction: Direction
  ) -> [EndSet] {
    addresses.divided(by: cluster.writtenRegions(of: pod, direction, family).uniqued)
      .map { .addresses(AddressSet([family: $0])) }
  }

  // MARK: Many pairs

  /// Blocks that say the same of the same ends on one side become one.
  private func merged(_ blocks: [Block], along side: WritableKeyPath<Block, EndSet>) -> [Block] {
    let other: WritableKeyPath<Block, EndSet> =
      side == \Block.sources ? \.destinations : \.sources
    struct Key: Hashable {
      var other: EndSet
      var rows: [Row]
      var isOutside: Bool
    }
    var order: [Key: Int] = [:]
    var result: [Block] = []
    for block in blocks {
      var isOutside = false
      if case .addresses = block[keyPath: side] { isOutside = true }
      let key = Key(other: block[keyPath: other], rows: block.rows, isOutside: isOutside)
      if let index = order[key] {
        result[index][keyPath: side].formUnion(block[keyPath: side])
      } else {
        order[key] = result.count
        result.append(block)
      }
    }
    return result
  }
}

extension EndSet {
  /// - Parameter other: of the same sort.
  mutating func formUnion(_ other: EndSet) {
    switch (self, other) {
    case (.pods(let own), .pods(let more)): self = .pods((own + more).uniqued.sorted())
    case (.addresses(var own), .addresses(let more)):
      for (family, addresses) in more.ranges { own.formUnion(addresses, of: family) }
      self = .addresses(own)
    default: preconditionFailure("pods and addresses are told apart")
    }
  }
}

extension Cluster {
  /// What of each rule does not fit, for the directions that deny.
  fileprivate func mismatches(
    of flow: Flow, _ decision: Decision
  ) -> [Direction: [Mismatch]] {
    var result: [Direction: [Mismatch]] = [:]
    if decision.egress.allowed == .no { result[.egress] = mismatches(of: flow, .egress) }
    if decision.ingress.allowed == .no { result[.ingress] = mismatches(of: flow, .ingress) }
    return result
  }
}
