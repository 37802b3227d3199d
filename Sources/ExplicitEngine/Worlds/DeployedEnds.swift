import ClusterModel
import Evaluation

/// A class of pods of the manifests as one side of flows in wider worlds.
struct DeployedEnd {
  var index: Int
  /// The rules that may speak for it, by index of the namespace's.
  var rules: [Int]
  /// Whether flows with new pods anywhere, or with any pod of the manifests, are not excluded at once.
  var isOpenToNewcomers = false
  var isOpenToDeployed = false
  /// The namespaces, by number of the condition, of which some rule admits pods.
  var peerNamespaces: [Int] = []
}

/// The words of a rule, its conditions by number.
struct RuleTerms {
  var subject: Condition
  var peers: [Condition]
  var blocks: [IPFamily: [IntervalSet<UInt128>]]
  var portNames: Set<Symbol>

  init(_ words: RuleWords, _ table: ConditionTable) {
    subject = table.number(words.subject)
    peers = words.peers.map(table.number)
    blocks = words.blocks
    portNames = words.portNames
  }
}

extension WorldSpace {
  /// A class of the manifests, with what bounds its flows on one side.
  func deployedEnd(_ index: Int, _ role: Role, in namespace: NamespaceID) -> DeployedEnd {
    let end = partition.classes[index]
    let id = end.pods[0]
    let pod = supposition.base.snapshot[id]
    let rules = self.rules(role, in: namespace)
    var result = DeployedEnd(
      index: index,
      rules: rules.indices.filter { rule in
        !end.unknownLabels.isEmpty
          || table.pods[rules[rule].subject.pods].hold(for: pod.labels)
      })
    // Which rules speak for it may be a matter of labels that nobody knows.
    let isSettled =
      end.unknownLabels.isEmpty
      && (!supposition.isOpen(namespace) || rules.allSatisfy { isOwn($0.subject, namespace) })
    guard isSettled,
      case .oneOf(let terms) = supposition.base.possiblePeers(of: id, role.direction)
    else {
      (result.isOpenToNewcomers, result.isOpenToDeployed) = (true, true)
      return result
    }
    // A node passes by the rules of its own pods.
    result.isOpenToDeployed = pod.isHostNetwork || pod.nodeName != nil
    var peers: Set<Int> = []
    for term in terms {
      if let condition = term.condition(in: supposition.base) {
        peers.insert(table.number(condition).namespaces)
      } else {
        result.isOpenToDeployed = true
        if term.mayMatchNewPods(of: supposition.base) { result.isOpenToNewcomers = true }
      }
    }
    result.peerNamespaces = peers.sorted()
    return result
  }

  private func isOwn(_ condition: Condition, _ namespace: NamespaceID) -> Bool {
    table.namespaces[condition.namespaces] == .one(namespace)
  }

  /// Whether flows of a class with pods of a namespace are not excluded at once.
  func mayMeet(_ end: DeployedEnd, _ namespace: NamespaceID, newcomer: Bool) -> Bool {
    if newcomer ? end.isOpenToNewcomers : end.isOpenToDeployed { return true }
    return end.peerNamespaces.contains { mayHold($0, at: namespace) }
  }
}
