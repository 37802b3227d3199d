import ClusterModel
import Evaluation
import Intents
import Verification

extension JSONReport {
  func intent(_ outcome: Outcome) -> JSONTree.Intent {
    let intent = outcome.intent
    var tree = JSONTree.Intent(
      sentence: intent.sentence, place: parts.place(intent.place), world: intent.world.rawValue,
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
          ? parts.endpoint(.pod($0.pod)) : nil, port: wording.port($0.port))
    }
    tree.nearest = outcome.nearest.map(evidence)
    tree.witness = outcome.witness.map(evidence)
    tree.empty = outcome.emptyPart?.rawValue
    tree.unsupported = outcome.unsupported.flatMap(parts.unsupported)
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

  func evidence(_ evidence: Evidence) -> JSONTree.Evidence {
    let flow = evidence.flow
    return JSONTree.Evidence(
      source: parts.endpoint(flow.source), destination: parts.endpoint(flow.destination),
      family: flow.family.word, protocol: flow.protocol.name, port: flow.port,
      familyBound: evidence.isFamilyBound,
      allowed: evidence.decision.allowed.word,
      egress: parts.decision(evidence.decision.egress),
      ingress: parts.decision(evidence.decision.ingress),
      violation: evidence.violation.map(\.word),
      hints: evidence.hints.map {
        JSONTree.Statement(kind: $0.kind, text: wording.hint($0, on: flow).text)
      })
  }
}
