import ClusterModel
import Evaluation
import Intents
import Verification

extension Wording {
  /// What breaks an intent in a wider world, in one sentence: `a new client in any namespace, labelled app=web, would reach
  /// shop/api on TCP 3000`.
  func sentence(_ found: Break) -> String {
    let flow = found.evidence.flow
    let port = "on \(flow.protocol.name) \(flow.port)"
    let family = found.evidence.isFamilyBound ? " over \(flow.family.word) only" : ""
    let verb = verb(found.evidence.violation)
    let facts = suppositions(found)
    let text: String
    let (source, destination) = (end(flow.source, found), end(flow.destination, found))
    switch found.newEnd {
    case .source:
      text = "\(newPod(0, found)), \(verb) reach \(destination) \(port)"
    case .destination:
      text = "\(newPod(0, found)), \(verb) be reached by \(source) \(port)"
    case .both:
      text = "\(newPod(0, found)), \(verb) reach \(newPod(1, found)), \(port)"
    case nil:
      let other = flow.source == flow.destination ? "another of its pods" : destination
      text = "\(source) \(verb) reach \(other) \(port)"
    }
    return text + family + (facts.isEmpty ? "" : ", if " + facts.joined(separator: " and "))
  }

  /// A pod that is there, with the tenant whose it is where the sentence is about tenants.
  private func end(_ end: Endpoint, _ found: Break) -> String {
    guard let key = found.tenantKey, case .pod(let id) = end else { return name(end) }
    let value = tenant(found.snapshot[id].namespace, key, found)
    return "\(name(end)) (\(value.map { "\(text(key))=\(text($0))" } ?? "no \(text(key))"))"
  }

  func tenant(_ namespace: NamespaceID, _ key: Symbol, _ found: Break) -> Symbol? {
    let namespace = found.snapshot[namespace]
    return text(key) == "kubernetes.io/metadata.name" ? namespace.name : namespace.labels[key]
  }

  private func verb(_ violation: Violation?) -> String {
    switch violation {
    case .prohibitedFlow(isCertain: true), nil: "would"
    case .prohibitedFlow(isCertain: false): "may"
    case .requiredFlow(isPossible: false): "would not"
    case .requiredFlow(isPossible: true): "might not"
    }
  }

  // MARK: What lets it in

  /// The rules by which the flow is decided, those of the end that is there already first.
  func reasons(_ found: Break) -> [Clause] {
    let directions: [Direction] =
      found.newEnd == .destination ? [.egress, .ingress] : [.ingress, .egress]
    var clauses: [Clause] = []
    for direction in directions {
      let decision =
        direction == .ingress ? found.evidence.decision.ingress : found.evidence.decision.egress
      let isNew = direction == directions[1] ? found.newEnd != nil : found.newEnd == .both
      var clause = clause(direction, of: found.evidence, isComplete: false)
      switch decision.basis {
      case .external: continue
      case .notIsolated where isNew: continue
      default:
        let through = decision.basis == .rules ? "through " : ""
        clause.text.replacePrefix(
          "may be allowed: ", by: through.isEmpty ? "" : "perhaps " + through)
        clause.text.replacePrefix("allowed: ", by: through)
        clause.text.replacePrefix("denied: ", by: "")
      }
      if found.evidence.violation?.isDenial == true, decision.allowed == .yes { continue }
      clauses.append(clause)
    }
    if clauses.isEmpty, found.newEnd != nil {
      // Nothing stands in its way.
      let direction = directions[1]
      var clause = clause(direction, of: found.evidence, isComplete: false)
      clause.text.replacePrefix("allowed: ", by: "")
      clauses.append(clause)
    }
    return clauses + found.looseness.map { Clause(text: looseness($0)) }
  }

  private func looseness(_ looseness: Looseness) -> String {
    switch looseness {
    case .noPeers(let direction):
      return "the rule has no `\(direction == .ingress ? "from" : "to")`: it admits everyone"
    case .everyNamespace(let meant):
      let remedy = meant.map { "kubernetes.io/metadata.name: \(text($0))" }
      return "namespaceSelector {} admits every namespace"
        + (remedy.count == 1 ? "; \(remedy[0]) would not" : "")
    case .namespaceLabel(let key):
      return
        "whoever makes a namespace can label it with \(text(key)); if that takes an administrator, "
        + "say so in assume.labels"
    case .podLabel(let key):
      return "whoever makes a pod can label it with \(text(key)); if that takes an administrator, "
        + "say so in assume.labels"
    case .everyPod: return "the peer asks for no labels of pods"
    }
  }
}

extension String {
  fileprivate mutating func replacePrefix(_ prefix: String, by other: String) {
    guard hasPrefix(prefix) else { return }
    self = other + dropFirst(prefix.count)
  }
}

extension Violation {
  fileprivate var isDenial: Bool {
    if case .requiredFlow = self { true } else { false }
  }
}
