import ClusterModel
import Evaluation
import Intents

/// Every word by which policies, Services and claims could tell one new object from another, read off the objects
/// as they are written: neither engine's vocabulary is asked.
struct OracleWords {
  var podLabels: [Symbol: Set<Symbol>] = [:]
  var namespaceLabels: [Symbol: Set<Symbol>] = [:]
  var namespaceNames: Set<Symbol> = []
  var accounts: Set<Symbol> = []
  var portNames: [TransportProtocol: Set<Symbol>] = [:]
  /// Where a range of ports begins, or the ports behind it do.
  var portCuts: Set<UInt16> = [1]
  /// The ranges that tell addresses of pods apart; groups of addresses have no pods.
  var blocks: Set<CIDR> = []
  /// Those that tell addresses outside apart besides.
  var ranges: Set<CIDR> = []
  private let nameKey: Symbol?

  init(_ snapshot: Snapshot, claims: [Claim]) {
    nameKey = snapshot.symbols.symbol(for: "kubernetes.io/metadata.name")
    for policy in snapshot.networkPolicies {
      addPods(policy.podSelector)
      for rule in (policy.ingress ?? []) + (policy.egress ?? []) { add(rule) }
    }
    for policy in snapshot.clusterNetworkPolicies {
      switch policy.subject {
      case .namespaces(let selector): addNamespaces(selector)
      case .pods(let namespaces, let pods):
        addNamespaces(namespaces)
        addPods(pods)
      }
      for rule in (policy.ingress ?? []) + (policy.egress ?? []) { add(rule) }
    }
    // No new pod is a node, but what is outside may be one.
    for address in snapshot.nodes.flatMap(\.addresses) {
      ranges.insert(CIDR(address, prefixLength: address.family.bitWidth))
    }
    for service in snapshot.services {
      for pair in service.selector?.pairs ?? [] {
        podLabels[pair.key, default: []].insert(pair.value)
      }
      for port in service.ports {
        cut(port.port...port.port)
        add(port.targetPort, port.protocol ?? .tcp, nil)
      }
    }
    for claim in claims { add(claim) }
    namespaceLabels[nameKey ?? Symbol(rawValue: -1)] = nil
  }

  private mutating func add(_ rule: NetworkPolicyRule) {
    for peer in rule.peers ?? [] {
      addPods(peer.podSelector)
      addNamespaces(peer.namespaceSelector)
      if let block = peer.ipBlock { blocks.formUnion([block.cidr] + block.except) }
    }
    for port in rule.ports ?? [] { add(port.port, port.protocol ?? .tcp, port.endPort) }
  }

  private mutating func add(_ rule: ClusterNetworkPolicyRule) {
    for peer in rule.peers {
      switch peer.term {
      case .namespaces(let selector): addNamespaces(selector)
      case .pods(let namespaces, let pods):
        addNamespaces(namespaces)
        addPods(pods)
      case .networks(let networks): blocks.formUnion(networks)
      case .nodes, .domainNames: break
      }
    }
    for port in rule.ports ?? [] {
      switch port {
      case .number(_, let number): cut(number...number)
      case .range(_, let range): cut(range)
      case .named(let name):
        for proto in TransportProtocol.allCases { portNames[proto, default: []].insert(name) }
      }
    }
  }

  private mutating func add(
    _ port: NetworkPolicyPort.Port?, _ proto: TransportProtocol, _ last: UInt16?
  ) {
    switch port {
    case nil: break
    case .number(let first): cut(first...(last ?? first))
    case .name(let name): portNames[proto, default: []].insert(name)
    }
  }

  private mutating func cut(_ range: ClosedRange<UInt16>) {
    portCuts.insert(range.lowerBound)
    if range.upperBound < .max { portCuts.insert(range.upperBound + 1) }
  }

  private mutating func addPods(_ selector: LabelSelector?) {
    for (key, values) in Self.mentions(selector) { podLabels[key, default: []].formUnion(values) }
  }

  private mutating func addNamespaces(_ selector: LabelSelector?) {
    for (key, values) in Self.mentions(selector) {
      if key == nameKey { namespaceNames.formUnion(values) }
      namespaceLabels[key, default: []].formUnion(values)
    }
  }

  private static func mentions(_ selector: LabelSelector?) -> [(Symbol, [Symbol])] {
    guard let selector else { return [] }
    return selector.matchLabels.map { ($0.key, [$0.value]) }
      + selector.matchExpressions.map { ($0.key, $0.values) }
  }

  private mutating func add(_ claim: Claim) {
    for group in claim.groups { add(group) }
    for ports in claim.portsWritten { add(ports) }
    if case .namespacesIsolated(let key, _) = claim {
      namespaceLabels[key, default: []].formUnion([])
    }
    if case .nothingElse(.namespaces(let names)) = claim { namespaceNames.formUnion(names) }
  }

  private mutating func add(_ group: Group) {
    switch group.term {
    case .pods(let namespaces, let selector, let account):
      addPods(selector)
      if let account { accounts.insert(account) }
      switch namespaces {
      case .any: break
      case .names(let names): namespaceNames.formUnion(names)
      case .matching(let selector): addNamespaces(selector)
      }
    case .addresses(let cidr, let except): ranges.formUnion([cidr] + except)
    case .internet: ranges.formUnion(Cluster.specialPurpose)
    case .anyOf(let members): for member in members { add(member) }
    case .external, .anyone: break
    }
  }

  private mutating func add(_ ports: Ports) {
    guard case .list(let terms) = ports else { return }
    for term in terms {
      switch term.selection {
      case .every: break
      case .numbers(let range): cut(range)
      case .name(let name):
        for proto in term.protocol.map({ [$0] }) ?? TransportProtocol.allCases {
          portNames[proto, default: []].insert(name)
        }
      }
    }
  }
}

extension Claim {
  /// The ports of every part of the sentence.
  fileprivate var portsWritten: [Ports] {
    switch self {
    case .reaches(_, let to), .someReaches(_, let to), .mayReach(_, let to),
      .cannotReach(_, let to), .onlyMayReach(_, let to), .onlyReaches(_, let to),
      .noEgress(_, let to), .nothingElse(.to(let to)):
      to.map(\.ports)
    case .noIngress(_, let exceptions): exceptions.map(\.ports)
    case .namespacesIsolated(_, let exceptions):
      exceptions.map { exception in
        switch exception {
        case .to(let target): target.ports
        case .from(let from): from.ports
        }
      }
    case .isolated, .nothingElse: []
    }
  }
}
