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
    switch found.newEnd {
    case .source:
      text = "\(newPod(0, found)), \(verb) reach \(name(flow.destination)) \(port)"
    case .destination:
      text = "\(newPod(0, found)), \(verb) be reached by \(name(flow.source)) \(port)"
    case .both:
      text = "\(newPod(0, found)), \(verb) reach \(newPod(1, found)), \(port)"
    case nil:
      let destination =
        flow.source == flow.destination ? "another of its pods" : name(flow.destination)
      text = "\(name(flow.source)) \(verb) reach \(destination) \(port)"
    }
    return text + family + (facts.isEmpty ? "" : ", if " + facts.joined(separator: " and "))
  }

  private func verb(_ violation: Violation?) -> String {
    switch violation {
    case .prohibitedFlow(isCertain: true), nil: "would"
    case .prohibitedFlow(isCertain: false): "may"
    case .requiredFlow(isPossible: false): "would not"
    case .requiredFlow(isPossible: true): "might not"
    }
  }

  // MARK: The new pod

  private func newPod(_ index: Int, _ found: Break) -> String {
    let pod = found.hypothesis.pods[index]
    let first = found.snapshot.pods.count - found.hypothesis.pods.count
    let made = found.snapshot.pods[first + index]
    var words = [role(index, found) + " " + home(pod, found)]
    let labels = made.labels.pairs.map { label($0) }.sorted()
    words.append(labels.isEmpty ? "without labels" : "labelled " + labels.joined(separator: ", "))
    if let account = made.serviceAccount { words.append("running as \(text(account))") }
    for port in pod.ports {
      let name = port.name.map { text($0) } ?? ""
      words.append("with \((port.protocol ?? .tcp).name) port \(port.number) named \(name)")
    }
    if let address = pod.address { words.append("at \(address)") }
    return words.joined(separator: ", ")
  }

  private func role(_ index: Int, _ found: Break) -> String {
    if index > 0 { return "another new pod" }
    if let group = found.group {
      return isDeclared(group) ? "a new pod in \(group.name.escapingControls) itself" : "a new pod"
    }
    return found.newEnd == .source ? "a new client" : "a new pod"
  }

  private func home(_ pod: HypotheticalPod, _ found: Break) -> String {
    let known = found.snapshot.namespaces.count - found.hypothesis.namespaces.count
    guard Int(pod.namespace.rawValue) < known else { return newNamespace(pod.namespace, found) }
    let own = "in namespace \(text(found.snapshot[pod.namespace].name))"
    switch found.homes {
    case .every: return "in any namespace"
    case .allBut(let exceptions):
      return "in any namespace but " + list(exceptions.map { text(snapshot[$0].name) })
    case .own(others: 0): return own
    case .own(let others): return own + " or in \(others) other\(others == 1 ? "" : "s")"
    }
  }

  private func newNamespace(_ id: NamespaceID, _ found: Break) -> String {
    let known = found.snapshot.namespaces.count - found.hypothesis.namespaces.count
    let supposed = found.hypothesis.namespaces[Int(id.rawValue) - known]
    var words = "in a new namespace"
    if known + 1 < found.snapshot.namespaces.count || supposed.name.isMentioned {
      words += " " + text(found.snapshot[id].name)
    }
    let labels = found.snapshot[id].labels.pairs.map { label($0) }.sorted()
    return labels.isEmpty ? words : words + " labelled " + labels.joined(separator: ", ")
  }

  /// What else has to be so.
  private func suppositions(_ found: Break) -> [String] {
    let namespaces = found.hypothesis.namespaceLabels.keys.sorted().map { id in
      let labels = found.snapshot[id].labels.pairs.map { label($0) }.sorted()
      return "namespace \(text(found.snapshot[id].name)), which no manifest declares, "
        + "is labelled \(labels.joined(separator: ", "))"
    }
    let pods = found.hypothesis.podLabels.sorted { $0.key < $1.key }.map { id, labels in
      let pairs = labels.compactMap { supposed in
        found.snapshot[id].labels[supposed.key].map {
          label(Labels.Pair(key: supposed.key, value: $0))
        }
      }
      return "\(name(id)) gets the label \(pairs.joined(separator: ", ")) from its controller"
    }
    return namespaces + pods
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
        clause.text.replacePrefix("may be allowed: ", by: through.isEmpty ? "" : "perhaps " + through)
        clause.text.replacePrefix("allowed: ", by: through)
        clause.text.replacePrefix("denied: ", by: "")
      }
      if found.evidence.violation?.isDenial == true, decision.allowed == .yes { continue }
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
      return "whoever makes a namespace can label it with \(text(key)); if that takes an administrator, "
        + "say so in assume.labels"
    case .podLabel(let key):
      return "whoever makes a pod can label it with \(text(key)); if that takes an administrator, "
        + "say so in assume.labels"
    case .everyPod: return "the peer asks for no labels of pods"
    }
  }
}

extension HypotheticalText {
  fileprivate var isMentioned: Bool {
    if case .mentioned = self { true } else { false }
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
