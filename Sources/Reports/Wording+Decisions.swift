import ClusterModel
import Evaluation
import Verification

/// A clause of a report with its place at the right.
struct Clause {
  var text: String
  var place = ""
}

/// Whom a clause speaks of: a workload by its name, or several things at once.
struct Subject {
  var name: String
  var isOne = true

  init(_ name: String, isOne: Bool = true) {
    (self.name, self.isOne) = (name, isOne)
  }

  var has: String { isOne ? "has" : "have" }
}

extension Wording {
  /// Why one direction of a flow is decided as it is: the rule that decides, first.
  func clause(_ direction: Direction, of evidence: Evidence, isComplete: Bool) -> Clause {
    let decision =
      direction == .ingress ? evidence.decision.ingress : evidence.decision.egress
    let flow = evidence.flow
    let subject = direction == .ingress ? flow.destination : flow.source
    if let text = exemption(decision.basis, direction, Subject(name(subject))) {
      return Clause(text: text)
    }
    guard let rule = decision.determiningRules.first else {
      return denial(decision, isComplete: isComplete)
    }
    return determination(rule, direction, evidence, isComplete: isComplete)
  }

  /// Why one direction is allowed although no rule says so; nil where the rules decide.
  func exemption(
    _ basis: DirectionDecision.Basis, _ direction: Direction, _ subject: Subject
  ) -> String? {
    switch basis {
    case .external: "allowed: outside the cluster, no policy applies"
    case .hostNetwork:
      "allowed: \(subject.name) \(subject.isOne ? "is" : "are") on hostNetwork, no policy selects "
        + (subject.isOne ? "it" : "them")
    case .ownNode: "allowed: a node and its own pods reach each other"
    case .notEnforced: "allowed: nothing enforces policies (assume.cni: none)"
    case .notIsolated: "allowed: no policy isolates \(subject.name) for \(direction.word)"
    case .translatedAddress:
      "may be allowed: the client's address may be replaced by a node's on the way"
    case .rules: nil
    }
  }

  private func determination(
    _ rule: RuleReference, _ direction: Direction, _ evidence: Evidence, isComplete: Bool
  ) -> Clause {
    let decision =
      direction == .ingress ? evidence.decision.ingress : evidence.decision.egress
    var text = "\(verb(decision, rule)): \(name(rule))"
    var place = rule.place
    let peers = peerPlaces(rule)
    if let index = evidence.peers[direction], peers.count > 1 {
      text += ", peer \(index + 1)"
      place = peers[index]
    }
    let others = decision.determiningRules.dropFirst()
      .filter { action(of: $0) == action(of: rule) }
    if isComplete, !others.isEmpty {
      text += "; also " + others.map { name($0) }.joined(separator: "; ")
    } else if !others.isEmpty {
      text += others.count == 1 ? " and another rule" : " and \(others.count) more rules"
    }
    return Clause(text: text + passage(decision), place: self.place(place))
  }

  /// `allowed`, `may be allowed`, `denied`, `may be denied`: what `rule` does to a flow.
  func verb(_ decision: DirectionDecision, _ rule: RuleReference) -> String {
    let isDenial = action(of: rule) == .deny
    return switch decision.allowed {
    case .yes: "allowed"
    case .no: "denied"
    case .unknown: isDenial ? "may be denied" : "may be allowed"
    }
  }

  private func denial(_ decision: DirectionDecision, isComplete: Bool) -> Clause {
    let names = decision.isolatingPolicies.map { name($0).split(separator: " ").last ?? "" }
    let policies = list(names.map(String.init), limit: isComplete ? .max : 2)
    return Clause(
      text: "denied: isolated by NetworkPolicy \(policies), no rule matches"
        + passage(decision),
      place: decision.isolatingPolicies.first.map { place($0) } ?? "")
  }

  private func otherPeers(_ rule: RuleReference, _ flow: Flow) -> String {
    let peer = rule.direction == .ingress ? flow.source : flow.destination
    if case .pod(let id) = peer, snapshot[id].isHostNetwork,
      let written = written(rule), (written.peers ?? []).allSatisfy({ $0.ipBlock == nil })
    {
      return "no selector finds a pod on hostNetwork: only an ipBlock would"
    }
    return "only \(rule.direction == .ingress ? "from" : "to") " + peers(of: rule)
  }

  func hint(_ hint: Hint, on flow: Flow) -> Clause {
    switch hint {
    case .otherPorts(let rule):
      Clause(
        text: "nearest: \(name(rule)), but only on \(ports(of: rule))",
        place: place(rule.place))
    case .servicePort(let rule, let port, let service):
      Clause(
        text: "nearest: \(name(rule)), but it names the port of Service "
          + "\(service.escapingControls), \(port), not that of its pods, \(flow.port)",
        place: place(rule.place))
    case .otherPeers(let rule):
      Clause(
        text: "nearest: \(name(rule)), but " + otherPeers(rule, flow), place: place(rule.place))
    case .namespaceLabel(let rule, let namespace, let missing):
      Clause(
        text: "nearest: \(name(rule)), but namespace "
          + "\(text(snapshot[namespace].name)) has no label \(label(missing))",
        place: place(rule.place))
    case .idleRules(let policy, let direction):
      Clause(
        text: "NetworkPolicy \(shortName(policy)) has \(direction.word) rules, "
          + "but its policyTypes leave \(direction.word) out",
        place: place(snapshot[policy].place))
    }
  }
}
