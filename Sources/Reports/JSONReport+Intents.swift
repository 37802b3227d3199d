import ClusterModel
import Evaluation
import Intents
import Verification

extension JSONReport {
  func intent(_ outcome: Outcome) -> JSONTree.Intent {
    let intent = outcome.intent
    var tree = JSONTree.Intent(
      sentence: intent.sentence, place: place(intent.place), world: intent.world.rawValue,
      severity: intent.severity.rawValue, verdict: outcome.verdict.rawValue,
      counted: outcome.exitStatus(run.result.options) != .success)
    tree.id = intent.id
    tree.because = intent.because
    tree.waiver = intent.waiver.map {
      JSONTree.Waiver(until: $0.until.description, reason: $0.reason)
    }
    tree.deciders = outcome.deciders.map(deciders)
    tree.brokenIn = outcome.breaks.first?.world.rawValue
    tree.newEnd = outcome.breaks.first?.newEnd?.rawValue
    tree.breaks = outcome.breaks.map { found in
      JSONReport(run, wording: wording.supposing(found.snapshot)).tree(found)
    }
    tree.pod = tree.breaks.first?.pods.first
    tree.counterexamples = outcome.counterexamples.map(evidence)
    tree.violatingPairs = outcome.violatingPairs
    tree.missingPort = outcome.missingPort.map {
      JSONTree.MissingPort(
        // A new pod without the port is like any other.
        pod: run.result.snapshot.pods.indices.contains(Int($0.pod.rawValue))
          ? endpoint(.pod($0.pod)) : nil, port: wording.port($0.port))
    }
    tree.nearest = outcome.nearest.map(evidence)
    tree.witness = outcome.witness.map(evidence)
    tree.empty = outcome.emptyPart?.rawValue
    tree.unsupported = outcome.unsupported.flatMap(unsupported)
    tree.reason = outcome.reason
    tree.settlement = outcome.settlement.map {
      JSONTree.Statement(kind: $0.kind, text: wording.settlement($0))
    }
    tree.notes = outcome.notes.map { JSONTree.Statement(kind: $0.kind, text: wording.note($0)) }
    tree.reasons = run.reasons[intent.place].map(reasons)
    return tree
  }

  private func deciders(_ deciders: Deciders) -> JSONTree.Deciders {
    switch deciders {
    case .both: JSONTree.Deciders(engines: ["symbolic", "explicit"])
    case .symbolicAlone(let reason): JSONTree.Deciders(engines: ["symbolic"], reason: reason)
    case .explicitAlone(let reason): JSONTree.Deciders(engines: ["explicit"], reason: reason)
    }
  }

  private func unsupported(_ reason: Unsupported) -> [JSONTree.Unsupported] {
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

  func evidence(_ evidence: Evidence) -> JSONTree.Evidence {
    let flow = evidence.flow
    return JSONTree.Evidence(
      source: endpoint(flow.source), destination: endpoint(flow.destination),
      family: flow.family.word, protocol: flow.protocol.name, port: flow.port,
      familyBound: evidence.isFamilyBound,
      allowed: evidence.decision.allowed.word,
      egress: direction(evidence.decision.egress), ingress: direction(evidence.decision.ingress),
      violation: evidence.violation.map(\.word),
      hints: evidence.hints.map {
        JSONTree.Statement(kind: $0.kind, text: wording.hint($0, on: flow).text)
      })
  }

  private func direction(_ decision: DirectionDecision) -> JSONTree.Decision {
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

  private func rule(_ rule: RuleReference) -> JSONTree.Policy {
    var tree = policy(rule.policy)
    tree.direction = rule.direction.word
    tree.rule = rule.index + 1
    tree.place = place(rule.place)
    return tree
  }

  private func policy(_ reference: PolicyID) -> JSONTree.Policy {
    let snapshot = wording.snapshot
    switch reference {
    case .networkPolicy(let id):
      return JSONTree.Policy(
        kind: "NetworkPolicy", namespace: snapshot.symbols[snapshot[snapshot[id].namespace].name],
        name: snapshot.symbols[snapshot[id].name], place: place(snapshot[id].place))
    case .clusterNetworkPolicy(let id):
      return JSONTree.Policy(
        kind: snapshot[id].kind.word, name: snapshot.symbols[snapshot[id].name],
        place: place(snapshot[id].place))
    }
  }

  private func endpoint(_ end: Endpoint) -> JSONTree.Endpoint {
    let snapshot = wording.snapshot
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
}
