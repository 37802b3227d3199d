public import ClusterModel
import Intents

/// What a rule's subject or peer, or a group of a sentence, asks of a pod.
public struct PodCondition: Hashable, Sendable {
  public enum Namespaces: Hashable, Sendable {
    case any
    case one(NamespaceID)
    case names([Symbol])
    case matching(LabelSelector)
  }

  public var namespaces: Namespaces
  /// Nil: every pod of the namespaces.
  public var selector: LabelSelector?
  public var serviceAccount: Symbol?

  public init(
    _ namespaces: Namespaces, _ selector: LabelSelector? = nil, serviceAccount: Symbol? = nil
  ) {
    self.namespaces = namespaces
    self.selector = selector
    self.serviceAccount = serviceAccount
  }
}

/// The conditions of a rule, whatever it does with a flow: all that it can tell two pods apart by.
public struct RuleWords: Sendable {
  public var subject: PodCondition
  /// The pods among its peers.
  public var peers: [PodCondition] = []
  /// The ranges that tell addresses of pods apart, ipBlocks only where they match pods.
  public var podBlocks: [IPFamily: [IntervalSet<UInt128>]] = [:]
  /// The ranges that tell addresses outside apart.
  public var blocks: [IPFamily: [IntervalSet<UInt128>]] = [:]
  public var portNames: Set<Symbol> = []
}

/// A rule, isolation or screen of some tier of a direction, by number.
public struct Speaker: Sendable {
  /// Three lists a tier.
  public let list: Int
  public let index: Int
}

extension Cluster {
  /// The words of every rule, and of every isolation, that may speak for a pod of `namespace` in a direction,
  /// whatever its labels and those of the namespace are.
  public func ruleWords(_ direction: Direction, in namespace: NamespaceID) -> [RuleWords] {
    speakers(direction, in: namespace, ofAnyLabels: true).map { words(of: $0, direction) }
  }

  /// The same by their numbers: what one of them says is the same for every namespace.
  ///
  /// - Parameter ofAnyLabels: whether the namespace may have other labels than it has.
  public func speakers(
    _ direction: Direction, in namespace: NamespaceID, ofAnyLabels: Bool
  ) -> [Speaker] {
    if assumptions.cni == .none { return [] }
    var speakers: [Speaker] = []
    for (place, tier) in tiers[direction].enumerated() {
      for (list, index) in [
        tier.isolationsByNamespace, tier.screensByNamespace, tier.rulesByNamespace,
      ].enumerated() {
        speakers += (ofAnyLabels ? index.possible(namespace) : index[namespace])
          .map { Speaker(list: place * 3 + list, index: $0) }
      }
    }
    return speakers
  }

  public func words(of speaker: Speaker, _ direction: Direction) -> RuleWords {
    let tier = tiers[direction][speaker.list / 3]
    switch speaker.list % 3 {
    case 0: return RuleWords(subject: condition(tier.isolations[speaker.index].subject))
    case 1: return RuleWords(subject: condition(tier.screens[speaker.index].subject))
    default: return words(of: tier.rules[speaker.index])
    }
  }

  /// The selectors of Services that may replace the addresses of clients of the namespace's pods, and the names of
  /// the ports that they lead to.
  public func exposingWords(
    in namespace: NamespaceID
  ) -> (selectors: [LabelSelector], portNames: Set<Symbol>) {
    var selectors: [LabelSelector] = []
    var names: Set<Symbol> = []
    for service in exposure.services[namespace] ?? [] {
      selectors.append(LabelSelector(matchLabels: service.selector?.pairs ?? []))
      for case .name(let name) in service.ports.map(\.targetPort) { names.insert(name) }
    }
    return (selectors, names)
  }

  private func words(of rule: TierRule) -> RuleWords {
    var words = RuleWords(subject: condition(rule.subject))
    for peer in rule.peers ?? [] {
      if case .pods(let subject) = peer { words.peers.append(condition(subject)) }
      words.blocks.merge(regions(of: peer), uniquingKeysWith: +)
      words.podBlocks.merge(podRegions(of: peer), uniquingKeysWith: +)
    }
    for condition in rule.ports ?? [] {
      if case .named(let name) = condition.numbers { words.portNames.insert(name) }
    }
    return words
  }

  func condition(_ subject: Subject) -> PodCondition {
    switch subject.namespaces {
    case .one(let namespace): PodCondition(.one(namespace), subject.selector)
    case .matching(let number):
      PodCondition(.matching(namespaceTable.selectors[number]), subject.selector)
    }
  }
}
