import ClusterModel
import Evaluation
import Intents
import Verification

/// The members that the JSON of several commands has in common.
struct JSONParts {
  let wording: Wording

  init(_ wording: Wording) {
    self.wording = wording
  }

  private var snapshot: Snapshot { wording.snapshot }

  func place(_ place: Place) -> JSONTree.Place {
    JSONTree.Place(
      file: snapshot.files[place.file], line: Int(place.line), column: Int(place.column))
  }

  // MARK: Policies

  func policy(_ reference: PolicyID) -> JSONTree.Policy {
    switch reference {
    case .networkPolicy(let id):
      JSONTree.Policy(
        kind: "NetworkPolicy", namespace: snapshot.symbols[snapshot[snapshot[id].namespace].name],
        name: snapshot.symbols[snapshot[id].name], place: place(snapshot[id].place))
    case .clusterNetworkPolicy(let id):
      JSONTree.Policy(
        kind: snapshot[id].kind.word, name: snapshot.symbols[snapshot[id].name],
        place: place(snapshot[id].place))
    }
  }

  func rule(_ rule: RuleReference) -> JSONTree.Policy {
    var tree = policy(rule.policy)
    tree.direction = rule.direction.word
    tree.rule = rule.index + 1
    tree.place = place(rule.place)
    return tree
  }

  /// A rule, or the isolation by a policy, as a fact.
  func ground(_ ground: Ground) -> JSONTree.Policy {
    var tree = policy(ground.policy)
    tree.direction = ground.direction.word
    tree.rule = ground.rule.map { $0 + 1 }
    tree.place = place(
      snapshot.place(of: ground.policy, ground.direction, rule: ground.rule))
    return tree
  }

  func core(_ core: Core) -> FlowJSONTree.Core {
    FlowJSONTree.Core(
      stance: core.stance == .denial ? "denial" : "permission", minimal: core.isMinimal,
      isolations: core.grounds.filter { $0.rule == nil }.map(ground),
      rules: core.grounds.filter { $0.rule != nil }.map(ground))
  }

  func decision(_ decision: DirectionDecision) -> JSONTree.Decision {
    JSONTree.Decision(
      allowed: decision.allowed.word, basis: decision.basis.word,
      determiningRules: decision.determiningRules.map(rule),
      isolatingPolicies: decision.isolatingPolicies.map(policy),
      tier: decision.tier?.word,
      passes: decision.passes.isEmpty ? nil : decision.passes.map(rule),
      ambiguity: decision.ambiguity.map {
        JSONTree.Ambiguity(
          allowing: rule($0.allowing), denying: rule($0.denying), certain: $0.isCertain)
      })
  }

  // MARK: Ends, and what is not modelled

  func endpoint(_ end: Endpoint) -> JSONTree.Endpoint {
    switch end {
    case .address(let address):
      return JSONTree.Endpoint(
        address: address.description, internet: !Cluster.isSpecialPurpose(address))
    case .pod(let id):
      let pod = snapshot[id]
      let workload = snapshot[pod.workload]
      var tree = JSONTree.Endpoint(
        kind: snapshot.symbols[workload.kind],
        namespace: snapshot.symbols[snapshot[workload.namespace].name],
        name: snapshot.symbols[workload.name])
      if pod.name != workload.name { tree.pod = snapshot.symbols[pod.name] }
      tree.labels = Dictionary(
        pod.labels.pairs.map { (snapshot.symbols[$0.key], snapshot.symbols[$0.value]) },
        uniquingKeysWith: { first, _ in first })
      return tree
    }
  }

  func unsupported(_ reason: Unsupported) -> [JSONTree.Unsupported] {
    switch reason {
    case .cni(let cni, let difference):
      [JSONTree.Unsupported(kind: "cni", name: cni.rawValue, text: difference)]
    case .ownNode:
      [
        JSONTree.Unsupported(
          kind: "ownNode", name: "own node",
          text:
            "the way between a pod and its own node, by its address or under cluster-scoped policies"
        )
      ]
    case .objects(let objects):
      objects.map {
        JSONTree.Unsupported(kind: "object", name: wording.name($0), place: place($0.place))
      }
    }
  }
}

extension JSONTree.Remark {
  init(_ remark: Remark) {
    self.init(
      severity: remark.severity, message: remark.message, suggestion: remark.suggestion,
      path: remark.path.isEmpty ? nil : remark.path,
      place: remark.file.map {
        JSONTree.Place(file: $0, line: remark.line ?? 1, column: remark.column ?? 1)
      })
  }
}
