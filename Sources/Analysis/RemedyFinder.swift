import ClusterModel
import Evaluation
import Intents

/// Finds small edits of the manifests that decide a flow otherwise, and tries each before it is shown.
struct RemedyFinder {
  let cluster: Cluster
  let snapshot: Snapshot
  /// Label keys that policies ask for: what tells pods apart here.
  let telling: Set<Symbol>
  /// Nil where nothing spells it: then no peer can name a namespace.
  let nameKey: Symbol?

  /// The addresses that a flow's address stands for.
  private var outside: AddressSet?

  /// More than these nobody reads.
  private static let limit = 3

  init(_ cluster: Cluster) {
    snapshot = cluster.snapshot
    self.cluster = cluster
    nameKey = snapshot.symbols.symbol(for: "kubernetes.io/metadata.name")
    telling = snapshot.podLabelKeysOfPolicies
  }

  /// What would decide the flow of a group otherwise, the smallest first. Empty where policies have no say: a pod on
  /// hostNetwork, a node and its own pods.
  func remedies(of group: FlowGroup) -> [Remedy] {
    var finder = self
    for case .addresses(let set) in [group.sources, group.destinations] { finder.outside = set }
    return finder.remedies(of: group.flow, group.decision)
  }

  private func remedies(of flow: Flow, _ decision: Decision) -> [Remedy] {
    let allows = decision.allowed == .no
    let directions = Direction.allCases.filter {
      !allows || self.decision($0, decision).allowed == .no
    }
    let candidates = Dictionary(
      uniqueKeysWithValues: directions.map { direction in
        let changes =
          allows
          ? permissions(of: flow, direction)
          : prohibitions(of: flow, direction, self.decision(direction, decision))
        return (
          direction,
          changes.enumerated().sorted {
            ($0.element.size, $0.offset) < ($1.element.size, $1.offset)
          }.map(\.element)
        )
      })
    let singles = directions.flatMap { candidates[$0] ?? [] }.enumerated()
      .sorted { ($0.element.size, $0.offset) < ($1.element.size, $1.offset) }
    var remedies: [Remedy] = []
    for (_, change) in singles where remedies.count < Self.limit {
      if decides([change], flow, allows) {
        remedies.append(Remedy(changes: [change], allows: allows))
      }
    }
    if remedies.isEmpty, directions.count == 2,
      let pair = pair(candidates[.egress] ?? [], candidates[.ingress] ?? [], flow)
    {
      remedies.append(pair)
    }
    return remedies
  }

  /// What is denied both ways needs a change for each.
  private func pair(_ egress: [Change], _ ingress: [Change], _ flow: Flow) -> Remedy? {
    for first in egress {
      for second in ingress where decides([first, second], flow, true) {
        return Remedy(changes: [first, second], allows: true)
      }
    }
    return nil
  }

  /// Whether the flow is decided as wanted once the changes are made.
  private func decides(_ changes: [Change], _ flow: Flow, _ allows: Bool) -> Bool {
    let changed = changes.reduce(snapshot) { $0.applying($1) }
    let allowed = Cluster(changed, assumptions: cluster.assumptions).decision(for: flow).allowed
    return allows ? allowed == .yes : allowed == .no
  }

  private func decision(_ direction: Direction, _ decision: Decision) -> DirectionDecision {
    direction == .ingress ? decision.ingress : decision.egress
  }

  // MARK: What a rule would say

  func rule(_ ground: Ground) -> NetworkPolicyRule? {
    guard let index = ground.rule else { return nil }
    return snapshot.networkPolicyRule(ground.policy, ground.direction, index)
  }

  /// The flow's port, as a rule has it.
  func port(of flow: Flow) -> NetworkPolicyPort {
    NetworkPolicyPort(protocol: flow.protocol, port: .number(flow.port))
  }

  /// A peer that takes in `end`, for a policy of a namespace; nil where no policy can name it.
  func peer(for end: Endpoint, policyIn namespace: NamespaceID) -> NetworkPolicyPeer? {
    switch end {
    case .address(let address): return block(address)
    case .pod(let id):
      let pod = snapshot[id]
      if pod.isHostNetwork { return pod.addresses.first.flatMap(block) }
      var peer = NetworkPolicyPeer(podSelector: selector(of: pod), place: .nowhere)
      if pod.namespace != namespace {
        guard let nameKey else { return nil }
        let name = Labels.Pair(key: nameKey, value: snapshot[pod.namespace].name)
        peer.namespaceSelector = LabelSelector(matchLabels: [name])
      }
      return peer
    }
  }

  private func block(_ address: IPAddress) -> NetworkPolicyPeer {
    let cidr = range(around: address)
    return NetworkPolicyPeer(ipBlock: IPBlock(cidr: cidr), place: .nowhere)
  }

  /// The range of the addresses that are meant, if it is one: all there are, for what is routed publicly.
  private func range(around address: IPAddress) -> CIDR {
    let single = CIDR(address, prefixLength: address.family.bitWidth)
    guard let outside, let own = outside.ranges[address.family] else { return single }
    if outside.splittingInternet(in: cluster).hasInternet {
      return CIDR(address, prefixLength: 0)
    }
    let cidrs = AddressSet([address.family: own]).cidrs
    return cidrs.count == 1 ? cidrs[0] : single
  }

  /// Labels that select a pod: those that policies ask for, else all that were written.
  func selector(of pod: Pod) -> LabelSelector {
    let spoken = pod.labels.pairs.filter { telling.contains($0.key) }
    return LabelSelector(matchLabels: spoken.isEmpty ? pod.labels.pairs : spoken)
  }
}

extension NetworkPolicy {
  func rules(_ direction: Direction) -> [NetworkPolicyRule] {
    (direction == .ingress ? ingress : egress) ?? []
  }
}
