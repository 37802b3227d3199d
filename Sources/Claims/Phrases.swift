import ClusterModel
import Compilation
import Intents

/// What named parts of a claim are called: the words that all notations have in common.
struct Phrases {
  /// The only one, or the new side of two.
  let snapshot: Snapshot
  /// With the same namespaces.
  var old: Snapshot?
  /// Those that `nothing else is allowed` asks about; empty for any other claim.
  let sentences: [String]
  let fileName: (FileID) -> String?

  func phrase(for definition: Definition) -> String {
    let phrase =
      prefix(of: definition.side) + phrase(for: definition.part, definition.side)
    switch definition.modality {
    case nil: return phrase
    case .may: return phrase + " (may)"
    case .must: return phrase + " (must)"
    }
  }

  /// In front of what is said of one side of two: `old: `.
  func prefix(of side: JointReading.Side?) -> String {
    switch side {
    case nil: ""
    case .old: "old: "
    case .new: "new: "
    }
  }

  private func phrase(for part: Part, _ side: JointReading.Side?) -> String {
    switch part {
    case .exists(let end): "\(end.word) exists"
    case .outside(let end): "\(end.word) is an address outside"
    case .pods(0, let end): "\(end.word) is a pod that only the old side has"
    case .pods(let namespace, let end): "\(end.word) is a pod of \(name(ofNamespace: namespace))"
    case .newPod(let end): "\(end.word) is as a new pod can be"
    case .flow: "the ends make a flow"
    case .world: "the flow is of the world"
    case .group(let group, let end): "\(end.word) is \(group.name)"
    case .selection(let policy, let direction, let namespace):
      "\(name(of: policy, side)) \(direction.word) selects" + copy(of: policy, side, namespace)
    case .rule(let ground, let namespace):
      "\(name(of: ground.policy, side)) \(ground.direction.word) rule \((ground.rule ?? 0) + 1)"
        + copy(of: ground.policy, side, namespace)
    case .decision(.networkPolicy, .ingress, let namespace):
      "ingress into \(name(ofNamespace: namespace ?? 0))"
    case .decision(.networkPolicy, .egress, let namespace):
      "egress from \(name(ofNamespace: namespace ?? 0))"
    case .decision(.admin, let direction, _): "\(direction.word) from the Admin tier on"
    case .decision(.baseline, let direction, _): "\(direction.word) from the Baseline tier on"
    case .direction(let direction): "\(direction.word) lets it pass"
    case .exempt: "it is between a node and its pod"
    case .exposed: "the client may be hidden"
    case .allowed: "allowed"
    case .sentence(let index): "sentence \(index + 1) accepts it"
    }
  }

  func name(ofNamespace code: Int) -> String {
    if code == 0 { return "(outside)" }
    let index = code - 1
    guard snapshot.namespaces.indices.contains(index) else {
      return index == snapshot.namespaces.count ? "(new)" : "(second new)"
    }
    return snapshot.symbols[snapshot.namespaces[index].name]
  }

  private func snapshot(of side: JointReading.Side?) -> Snapshot {
    side == .old ? old ?? snapshot : snapshot
  }

  /// `: policies/shop.yaml:12`.
  func place(of policy: PolicyID, _ side: JointReading.Side?) -> String {
    let place = snapshot(of: side).place(of: policy)
    return fileName(place.file).map { ": \($0):\(place.line)" } ?? ""
  }

  func name(of policy: PolicyID, _ side: JointReading.Side?) -> String {
    let snapshot = snapshot(of: side)
    switch policy {
    case .networkPolicy(let id):
      let policy = snapshot[id]
      return "\(snapshot.symbols[snapshot[policy.namespace].name])/\(snapshot.symbols[policy.name])"
    case .clusterNetworkPolicy(let id):
      return "\(snapshot[id].kind.word) \(snapshot.symbols[snapshot[id].name])"
    }
  }

  /// New namespaces begin with copies of policies, which are not the policies themselves.
  private func copy(
    of policy: PolicyID, _ side: JointReading.Side?, _ namespace: Int?
  ) -> String {
    guard case .networkPolicy(let id) = policy, let namespace,
      Int(snapshot(of: side)[id].namespace.rawValue) + 1 != namespace
    else { return "" }
    return " in \(name(ofNamespace: namespace))"
  }
}

extension FlowEnd {
  var word: String {
    switch self {
    case .source: "source"
    case .destination: "destination"
    }
  }
}

extension Direction {
  var word: String {
    switch self {
    case .ingress: "ingress"
    case .egress: "egress"
    }
  }
}

extension ClusterNetworkPolicy.Kind {
  var word: String {
    switch self {
    case .clusterNetworkPolicy: "ClusterNetworkPolicy"
    case .adminNetworkPolicy: "AdminNetworkPolicy"
    case .baselineAdminNetworkPolicy: "BaselineAdminNetworkPolicy"
    }
  }
}

extension Statement.Kind {
  /// What a breach of this kind is called.
  var phrase: String {
    switch self {
    case .prohibition: "a prohibited flow is allowed"
    case .obligation: "a flow that is owed is not allowed"
    case .missingPort: "a pod lacks the named port"
    case .witness: "the witness shows nothing"
    case .difference(.gained): "a flow may be allowed that was denied"
    case .difference(.lost): "a flow is denied that may have been allowed"
    case .difference(.settled): "a flow must be allowed that need not have been"
    case .difference(.unsettled): "a flow need not be allowed that had to be"
    }
  }
}
