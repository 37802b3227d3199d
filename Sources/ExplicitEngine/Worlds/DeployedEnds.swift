import ClusterModel
import Evaluation

/// A class of pods of the manifests as one side of flows in wider worlds.
struct DeployedEnd {
  var index: Int
  /// The rules that may speak for it, by index of the namespace's.
  var rules: Bits
  var bound: PeerBound
}

/// The ends that one side of a claim has at a place.
final class PlaceEnds {
  let place: Place
  /// Those of the manifests; none where the end is a new pod, or an address.
  let deployed: [DeployedEnd]
  /// Whether something about them or their namespace is for the search to choose.
  let isOpen: Bool
  /// Nil for addresses, of which nothing is excluded.
  private let bound: PeerBound?

  init(_ place: Place, _ deployed: [DeployedEnd] = [], isOpen: Bool, bound: PeerBound?) {
    self.place = place
    self.deployed = deployed
    self.isOpen = isOpen
    self.bound = bound
  }

  /// Whether flows with pods of a namespace are not excluded at once.
  func mayMeet(_ namespace: NamespaceID, newcomer: Bool) -> Bool {
    bound?.admits(namespace, newcomer: newcomer) ?? true
  }
}

/// The words of a rule, its conditions by number.
final class RuleTerms {
  let subject: Condition
  let peers: [Condition]
  /// The ranges that tell addresses of new pods apart, and those that tell addresses outside apart.
  let podBlocks: [IPFamily: [IntervalSet<UInt128>]]
  let blocks: [IPFamily: [IntervalSet<UInt128>]]
  let portNames: Set<Symbol>

  init(_ words: RuleWords, _ table: ConditionTable) {
    subject = table.number(words.subject)
    peers = words.peers.map(table.number)
    podBlocks = words.podBlocks
    blocks = words.blocks
    portNames = words.portNames
  }
}

extension WorldSpace {
  /// Whether a class of the manifests has labels that are for the search to choose.
  func isOpen(_ index: Int) -> Bool { !partition.classes[index].unknownLabels.isEmpty }

  /// A class of the manifests, with what bounds its flows on one side.
  func deployedEnd(_ index: Int, _ role: Role, in namespace: NamespaceID) -> DeployedEnd {
    let id = partition.classes[index].pods[0]
    let pod = supposition.base.snapshot[id]
    let rules = self.rules(role, in: namespace)
    var speaking = Bits(count: rules.count)
    var known: [Int: Bool] = [:]
    for (number, rule) in rules.enumerated() {
      let condition = rule.subject.pods
      let speaks =
        known[condition] ?? (isOpen(index) || table.pods[condition].hold(for: pod.labels))
      known[condition] = speaks
      if speaks { speaking.insert(number) }
    }
    // Which rules speak for it may be a matter of labels that nobody knows.
    let isSettled =
      !isOpen(index)
      && (!supposition.isOpen(namespace) || rules.allSatisfy { isOwn($0.subject, namespace) })
    return DeployedEnd(
      index: index, rules: speaking,
      bound: isSettled
        ? PeerBound(
          possiblePeers(of: id, role),
          mayBeNode: pod.isHostNetwork || pod.nodeName != nil, self)
        : PeerBound(openFor: namespaceCount))
  }

  private func isOwn(_ condition: Condition, _ namespace: NamespaceID) -> Bool {
    table.namespaces[condition.namespaces] == .one(namespace)
  }
}
