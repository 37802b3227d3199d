import ClusterModel

/// One rule of one policy, for one direction. A tier has them in the order of their ranks, and as written within one.
struct TierRule: Sendable {
  var subject: Subject
  var action: RuleAction
  var rank: Rank
  /// Of a rule that passes: nobody knows which flows it matches, and whoever asks wants to see them end so in any case.
  var doubt: RuleAction?
  /// Nil: every peer, pods, nodes and addresses alike.
  var peers: [Peer]? {
    didSet { terms = peers.map { $0.map(PeerTerm.init) } }
  }
  /// Nil: every port of every protocol.
  var ports: [PortCondition]? {
    didSet { fixedPorts = PortSet(ports) }
  }
  var reference: RuleReference
  /// The ports, where no name is among them that each destination gives its own numbers; nil as well where every port is meant.
  private(set) var fixedPorts: PortSet?
  /// The peers, as engines look them up.
  private(set) var terms: [PeerTerm]?

  init(
    subject: Subject, action: RuleAction, rank: Rank = .only, peers: [Peer]?,
    ports: [PortCondition]?, reference: RuleReference
  ) {
    self.subject = subject
    self.action = action
    self.rank = rank
    self.peers = peers
    self.ports = ports
    self.reference = reference
    fixedPorts = PortSet(ports)
    terms = peers.map { $0.map(PeerTerm.init) }
  }
}

/// Where a policy stands in its tier.
struct Rank: Hashable, Sendable {
  /// The lower the earlier. Nil: before, between or behind all others.
  var priority: Int?
  /// Tells policies of equal priority apart, any of which may come first.
  var policy: Int

  /// Of rules whose order is no matter.
  static let only = Rank(priority: 0, policy: 0)
}
