import ClusterModel
import Evaluation
import Intents

/// The cluster-scoped policies of a snapshot, read anew from what was written: two tiers, around that of NetworkPolicies.
struct ClusterPolicyBook {
  enum Action {
    case allow, deny
    /// Leaves the flow to the tiers below.
    case pass
  }

  struct Policy {
    /// `AdminNetworkPolicy/deny-all`.
    var name: String
    /// Nil: before, between or behind all others.
    var priority: Int?
    var subject: PodTest
    var rules: [Rule]
  }

  struct Rule {
    /// From 1, in written order.
    var number: Int
    var action: Action
    var peers: [Peer]
    /// Nil: every port of every protocol.
    var ports: [Port]?
  }

  enum Peer {
    case pods(PodTest)
    case networks([IPFamily: [ClosedRange<UInt128>]])
    case nodes(LabelSelector)
    /// Nobody can tell which addresses a name has.
    case domainNames
  }

  enum Port {
    case range(TransportProtocol, ClosedRange<UInt16>)
    case named(Symbol)
  }

  private var admin: [Direction: [Policy]] = [:]
  private var baseline: [Direction: [Policy]] = [:]

  var isEmpty: Bool { admin.isEmpty && baseline.isEmpty }

  init(_ snapshot: Snapshot) {
    for policy in snapshot.clusterNetworkPolicies {
      for direction in Direction.allCases {
        let written = (direction == .ingress ? policy.ingress : policy.egress) ?? []
        if written.isEmpty { continue }
        let read = Policy(policy, written, snapshot)
        if policy.isBaseline {
          baseline[direction, default: []].append(read)
        } else {
          admin[direction, default: []].append(read)
        }
      }
    }
  }

  /// The levels of a tier, the policies of one level tied with each other; those without priority apart, which are tied with all.
  func levels(
    _ direction: Direction, isBaseline: Bool
  ) -> (levels: [[Policy]], anywhere: [Policy]) {
    let all = (isBaseline ? baseline : admin)[direction] ?? []
    let groups = Dictionary(grouping: all.filter { $0.priority != nil }) { $0.priority ?? 0 }
    return (
      groups.sorted { $0.key < $1.key }.map { $0.value.sorted { $0.name < $1.name } },
      all.filter { $0.priority == nil }
    )
  }

  /// Every policy of a direction.
  func all(_ direction: Direction) -> [Policy] {
    (admin[direction] ?? []) + (baseline[direction] ?? [])
  }
}

extension ClusterNetworkPolicy {
  fileprivate var isBaseline: Bool {
    switch kind {
    case .clusterNetworkPolicy: tier == .baseline
    case .adminNetworkPolicy: false
    case .baselineAdminNetworkPolicy: true
    }
  }

  fileprivate var kindName: String {
    switch kind {
    case .clusterNetworkPolicy: "ClusterNetworkPolicy"
    case .adminNetworkPolicy: "AdminNetworkPolicy"
    case .baselineAdminNetworkPolicy: "BaselineAdminNetworkPolicy"
    }
  }
}

extension ClusterPolicyBook.Policy {
  fileprivate init(
    _ policy: ClusterNetworkPolicy, _ written: [ClusterNetworkPolicyRule], _ snapshot: Snapshot
  ) {
    name = "\(policy.kindName)/\(snapshot.symbols[policy.name])"
    priority = policy.priority
    subject =
      switch policy.subject {
      case .namespaces(let selector): PodTest(namespaces: selector, pods: nil)
      case .pods(let namespaces, let pods): PodTest(namespaces: namespaces, pods: pods)
      }
    rules = written.enumerated().map { index, rule in
      ClusterPolicyBook.Rule(
        number: index + 1, action: ClusterPolicyBook.Action(rule.action),
        peers: rule.peers.map { ClusterPolicyBook.Peer($0.term) },
        ports: rule.ports?.map(ClusterPolicyBook.Port.init))
    }
  }
}

extension PodTest {
  /// A missing selector takes in everything.
  fileprivate init(namespaces: LabelSelector?, pods: LabelSelector?) {
    self.init(.matching(namespaces.map(Requirement.all) ?? []), pods)
  }
}

extension ClusterPolicyBook.Action {
  fileprivate init(_ action: ClusterNetworkPolicyRule.Action) {
    self =
      switch action {
      case .accept: .allow
      case .deny: .deny
      case .pass: .pass
      }
  }
}

extension ClusterPolicyBook.Peer {
  fileprivate init(_ term: ClusterNetworkPolicyPeer.Term) {
    self =
      switch term {
      case .namespaces(let selector): .pods(PodTest(namespaces: selector, pods: nil))
      case .pods(let namespaces, let pods): .pods(PodTest(namespaces: namespaces, pods: pods))
      case .nodes(let selector): .nodes(selector)
      case .networks(let ranges):
        .networks(Dictionary(grouping: ranges, by: \.family).mapValues { $0.map(\.range) })
      case .domainNames: .domainNames
      }
  }
}

extension ClusterPolicyBook.Port {
  fileprivate init(_ port: ClusterNetworkPolicyPort) {
    self =
      switch port {
      case .number(let transport, let number): .range(transport ?? .tcp, number...number)
      case .range(let transport, let range): .range(transport ?? .tcp, range)
      // Of whatever protocol the container declares (C-107).
      case .named(let name): .named(name)
      }
  }
}
