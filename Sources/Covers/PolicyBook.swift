import ClusterModel
import Evaluation
import Intents

/// The policies of a snapshot, read anew from what was written: which pods each isolates, and what its rules admit.
///
/// This is the third reading of NetworkPolicy in the project, after Evaluation and Compilation. It shares the objects of
/// ClusterModel with them and no default.
struct PolicyBook {
  struct Policy {
    var name: String
    var subject: PodTest
    var rules: [Rule]
  }

  struct Rule {
    /// From 1, in written order.
    var number: Int
    /// Nil: from or to anyone.
    var peers: [Peer]?
    /// Nil: every port of every protocol.
    var ports: [Port]?
  }

  enum Peer {
    case pods(PodTest)
    case addresses(IPFamily, IntervalSet<UInt128>)

    /// Where the peers' pods may be; nil where addresses are named, which any pod may have.
    static func namespaces(of peers: [Peer]) -> [PodTest.Namespaces]? {
      var namespaces: [PodTest.Namespaces] = []
      for peer in peers {
        guard case .pods(let test) = peer else { return nil }
        namespaces.append(test.namespaces)
      }
      return namespaces
    }
  }

  struct Port {
    enum Number {
      case any
      case range(ClosedRange<UInt16>)
      case named(Symbol)
    }

    var transport: TransportProtocol
    var number: Number
  }

  private var byNamespace: [Direction: [NamespaceID: [Policy]]] = [:]
  /// The copies with which a new namespace begins.
  private var copies: [Direction: [Policy]] = [:]

  init(_ cluster: Cluster) {
    let snapshot = cluster.snapshot
    let baseline = cluster.assumptions.newNamespacePolicies.flatMap { name in
      snapshot.namespaceIDs.first { snapshot[$0].name == name }
    }
    for policy in snapshot.networkPolicies {
      let name =
        "\(snapshot.symbols[snapshot[policy.namespace].name])/\(snapshot.symbols[policy.name])"
      for direction in Direction.allCases where policy.speaks(for: direction) {
        byNamespace[direction, default: [:]][policy.namespace, default: []].append(
          Policy(policy, direction, name, .one(policy.namespace)))
        if policy.namespace == baseline {
          copies[direction, default: []].append(
            Policy(policy, direction, "copy-of:\(name)", .newNamespace))
        }
      }
    }
    for direction in Direction.allCases {
      byNamespace[direction] = byNamespace[direction]?.mapValues { $0.sorted { $0.name < $1.name } }
      copies[direction]?.sort { $0.name < $1.name }
    }
  }

  /// The policies that can isolate pods of a namespace, in the order of their names.
  func policies(_ direction: Direction, in home: Home) -> [Policy] {
    switch home {
    case .namespace(let id): byNamespace[direction]?[id] ?? []
    case .new: copies[direction] ?? []
    }
  }
}

extension PolicyBook.Policy {
  fileprivate init(
    _ policy: NetworkPolicy, _ direction: Direction, _ name: String, _ home: PodTest.Namespaces
  ) {
    self.name = name
    // A missing podSelector is an empty one: every pod of the namespace (C-01).
    subject = PodTest(home, policy.podSelector)
    let written = (direction == .ingress ? policy.ingress : policy.egress) ?? []
    rules = written.enumerated().map { index, rule in
      PolicyBook.Rule(
        number: index + 1,
        // An empty list is a missing one (C-12).
        peers: rule.peers.flatMap { $0.isEmpty ? nil : $0.map { PolicyBook.Peer($0, home) } },
        ports: rule.ports.flatMap { $0.isEmpty ? nil : $0.map(PolicyBook.Port.init) })
    }
  }
}

extension PolicyBook.Peer {
  fileprivate init(_ peer: NetworkPolicyPeer, _ home: PodTest.Namespaces) {
    if let block = peer.ipBlock {
      let holes = block.except.filter { $0.family == block.cidr.family }.map(\.range)
      self = .addresses(
        block.cidr.family, IntervalSet(block.cidr.range).subtracting(IntervalSet(unionOf: holes)))
    } else {
      // A podSelector alone stays in the policy's own namespace (C-16).
      let own = home == .newNamespace ? .sameNewNamespace : home
      self = .pods(
        PodTest(
          peer.namespaceSelector.map { .matching(Requirement.all(of: $0)) } ?? own,
          peer.podSelector))
    }
  }
}

extension PolicyBook.Port {
  fileprivate init(_ port: NetworkPolicyPort) {
    transport = port.protocol ?? .tcp
    number =
      switch port.port {
      case nil: .any
      case .number(let first): .range(first...(port.endPort ?? first))
      case .name(let name): .named(name)
      }
  }
}

extension NetworkPolicy {
  /// Ingress unless told otherwise, egress if there is an egress rule (C-03 to C-06).
  fileprivate func speaks(for direction: Direction) -> Bool {
    if let types = policyTypes, !types.isEmpty { return types.contains(direction) }
    return direction == .ingress || !(egress ?? []).isEmpty
  }
}
