import ClusterModel
import Intents

/// The words in which policies and claims speak about pods: what they do not mention cannot matter.
struct Vocabulary {
  /// A port by name and protocol.
  struct PortName: Hashable {
    var name: Symbol
    var `protocol`: TransportProtocol
  }

  /// The label keys of pods, in the order of mention.
  private(set) var keys: [Symbol] = []
  /// By index of the key: the values that are mentioned, in the order of mention.
  private(set) var values: [[Symbol]] = []
  private(set) var serviceAccounts: [Symbol: Int] = [:]
  private(set) var portNames: Set<PortName> = []
  private(set) var cidrs: Set<CIDR> = Set(CIDR.notInternet)

  private var keyIndices: [Symbol: Int] = [:]
  private var codes: [Labels.Pair: Int] = [:]
  private var mentionsNodes = false

  /// The code of an absent label; the mentioned values follow `other`, from 2.
  static let absent = 0
  static let other = 1

  init(_ snapshot: Snapshot, _ assumptions: Assumptions, claims: [Claim]) {
    for policy in snapshot.networkPolicies {
      if let selector = policy.podSelector { mention(selector) }
      for rule in [policy.ingress ?? [], policy.egress ?? []].joined() { mention(rule) }
    }
    for policy in snapshot.clusterNetworkPolicies { mention(policy) }
    if mentionsNodes {
      // What an address outside may be is seen address by address.
      let addresses = snapshot.nodes.flatMap(\.addresses)
      cidrs.formUnion(addresses.map { CIDR($0, prefixLength: $0.family.bitWidth) })
    }
    for claim in claims {
      Group.parts(of: claim.groups).forEach { mention($0) }
      claim.ports.forEach { mention($0) }
    }
    if assumptions.clientAddress == .mayBeNode {
      for service in snapshot.services { mention(service) }
    }
  }

  func keyIndex(of key: Symbol) -> Int? { keyIndices[key] }

  /// The code of `value` under the mentioned `key`.
  func code(of value: Symbol, under key: Symbol) -> Int {
    codes[Labels.Pair(key: key, value: value)] ?? Vocabulary.other
  }

  /// The mentioned value that a code stands for; nil for an absent label and for another value.
  func value(ofCode code: Int, underKey index: Int) -> Symbol? {
    code < 2 ? nil : values[index][code - 2]
  }

  private mutating func mention(_ rule: NetworkPolicyRule) {
    for peer in rule.peers ?? [] {
      if let selector = peer.podSelector { mention(selector) }
      if let block = peer.ipBlock {
        cidrs.insert(block.cidr)
        cidrs.formUnion(block.except)
      }
    }
    for port in rule.ports ?? [] {
      if case .name(let name) = port.port {
        portNames.insert(PortName(name: name, protocol: port.protocol ?? .tcp))
      }
    }
  }

  private mutating func mention(_ policy: ClusterNetworkPolicy) {
    if case .pods(_, let selector?) = policy.subject { mention(selector) }
    for rule in [policy.ingress ?? [], policy.egress ?? []].joined() {
      for peer in rule.peers {
        switch peer.term {
        case .pods(_, let selector?): mention(selector)
        case .networks(let ranges): cidrs.formUnion(ranges)
        case .nodes: mentionsNodes = true
        case .namespaces, .pods, .domainNames: break
        }
      }
      for case .named(let name) in rule.ports ?? [] {
        portNames.formUnion(
          TransportProtocol.allCases.map { PortName(name: name, protocol: $0) })
      }
    }
  }

  private mutating func mention(_ term: Group.Term) {
    switch term {
    case .pods(_, let selector, let serviceAccount):
      if let selector { mention(selector) }
      if let serviceAccount, serviceAccounts[serviceAccount] == nil {
        serviceAccounts[serviceAccount] = serviceAccounts.count + 1
      }
    case .addresses(let cidr, let except):
      cidrs.insert(cidr)
      cidrs.formUnion(except)
    case .internet, .external, .anyone, .anyOf: break
    }
  }

  private mutating func mention(_ ports: Ports) {
    guard case .list(let terms) = ports else { return }
    for term in terms {
      guard case .name(let name) = term.selection else { continue }
      for `protocol` in term.protocol.map({ [$0] }) ?? TransportProtocol.allCases {
        portNames.insert(PortName(name: name, protocol: `protocol`))
      }
    }
  }

  private mutating func mention(_ service: Service) {
    for pair in service.selector?.pairs ?? [] { mention(pair.value, under: mention(pair.key)) }
    for port in service.ports {
      if case .name(let name) = port.targetPort {
        portNames.insert(PortName(name: name, protocol: port.protocol ?? .tcp))
      }
    }
  }

  private mutating func mention(_ selector: LabelSelector) {
    for pair in selector.matchLabels { mention(pair.value, under: mention(pair.key)) }
    for requirement in selector.matchExpressions {
      let index = mention(requirement.key)
      for value in requirement.values { mention(value, under: index) }
    }
  }

  private mutating func mention(_ key: Symbol) -> Int {
    if let known = keyIndices[key] { return known }
    keyIndices[key] = keys.count
    keys.append(key)
    values.append([])
    return keys.count - 1
  }

  private mutating func mention(_ value: Symbol, under index: Int) {
    let pair = Labels.Pair(key: keys[index], value: value)
    guard codes[pair] == nil else { return }
    codes[pair] = values[index].count + 2
    values[index].append(value)
  }
}
