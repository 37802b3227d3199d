public import ClusterModel
public import Intents

/// The words that policies and claims can tell pods apart by; of everything else a pod may have what it likes.
public struct Vocabulary: Sendable {
  /// The mentioned values of each mentioned pod label key.
  public private(set) var labels: [Symbol: Set<Symbol>] = [:]
  public private(set) var portNames: Set<Symbol> = []
  public private(set) var serviceAccounts: Set<Symbol> = []
  /// The regions that rules, groups and `Internet` cut the address space into, by family.
  public private(set) var regions: [IPFamily: Set<IntervalSet<UInt128>>] = [:]
  /// Whether rules tell machines apart, by more than their addresses.
  public private(set) var speaksOfNodes = false

  /// The words of the policies that `cluster` reads and of `claims`.
  public init(_ cluster: Cluster, claims: some Sequence<Claim>) {
    for family in IPFamily.allCases {
      regions[family] = [
        IntervalSet(
          unionOf: Cluster.specialPurpose.lazy.filter { $0.family == family }.map(\.range))
      ]
    }
    for direction in Direction.allCases {
      for tier in cluster.tiers[direction] {
        for rule in tier.rules { add(rule, cluster) }
        for isolation in tier.isolations + tier.screens { add(isolation.subject.selector) }
      }
    }
    for services in cluster.exposure.services.values {
      for service in services { add(LabelSelector(matchLabels: service.selector?.pairs ?? [])) }
    }
    for claim in claims {
      for group in claim.groupsSpokenOf { add(group) }
      for ports in claim.portsSpokenOf { add(ports) }
    }
  }

  private mutating func add(_ rule: TierRule, _ cluster: Cluster) {
    add(rule.subject.selector)
    for peer in rule.peers ?? [] {
      if case .pods(let subject) = peer { add(subject.selector) }
      if case .nodes = peer { speaksOfNodes = true }
      for (family, cuts) in cluster.regions(of: peer) {
        regions[family, default: []].formUnion(cuts)
      }
    }
    for condition in rule.ports ?? [] {
      if case .named(let name) = condition.numbers { portNames.insert(name) }
    }
  }

  private mutating func add(_ selector: LabelSelector?) {
    guard let selector else { return }
    for pair in selector.matchLabels { labels[pair.key, default: []].insert(pair.value) }
    for requirement in selector.matchExpressions {
      labels[requirement.key, default: []].formUnion(requirement.values)
    }
  }

  private mutating func add(_ group: Group) {
    switch group.term {
    case .pods(_, let selector, let account):
      add(selector)
      if let account { serviceAccounts.insert(account) }
    case .addresses(let cidr, let except):
      regions[cidr.family, default: []].insert(IPBlock(cidr: cidr, except: except).region)
    case .anyOf(let members):
      for member in members { add(member) }
    case .internet, .external, .anyone: break
    }
  }

  private mutating func add(_ ports: Ports) {
    guard case .list(let terms) = ports else { return }
    for case .name(let name) in terms.map(\.selection) { portNames.insert(name) }
  }
}

extension Claim {
  /// Every group of the sentence, exceptions included.
  fileprivate var groupsSpokenOf: [Group] {
    let regions = ClaimRegions(self, coverage: [])
    return (regions.boxes.flatMap { $0.source.groups + $0.destination.groups })
  }

  fileprivate var portsSpokenOf: [Ports] {
    ClaimRegions(self, coverage: []).boxes.map(\.ports)
  }
}

extension ClaimRegions {
  fileprivate var boxes: [Box<Members>] {
    prohibited + required + sought + permitted + exceptions + covered
  }
}

extension Box.Side {
  fileprivate var groups: [Members] {
    switch self {
    case .anyone: []
    case .oneOf(let groups), .noneOf(let groups): groups
    }
  }
}
