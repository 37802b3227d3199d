import ClusterModel
import Evaluation
import Intents

/// What rules say, whatever the kind of their policy.
extension Wording {
  /// Where each peer of a rule is written.
  func peerPlaces(_ rule: RuleReference) -> [Place] {
    written(rule).map { ($0.peers ?? []).map(\.place) }
      ?? clusterRule(rule)?.peers.map(\.place) ?? []
  }

  /// The ports of a rule, as in `TCP 80, UDP dns`.
  func ports(of rule: RuleReference) -> String {
    if let written = written(rule) { return ports(of: written) }
    guard let ports = clusterRule(rule)?.ports else { return "every port" }
    return list(ports.map { port($0) })
  }

  func clusterRule(_ rule: RuleReference) -> ClusterNetworkPolicyRule? {
    snapshot.clusterNetworkPolicyRule(rule.policy, rule.direction, rule.index)
  }

  func clusterPeers(of rule: RuleReference) -> [String] {
    clusterRule(rule)?.peers.map { peer($0.term) } ?? []
  }

  /// Which two rules of equal priority disagree.
  func disagreement(_ ambiguity: Ambiguity) -> String {
    func said(_ rule: RuleReference) -> String {
      "\(name(rule)) (\(place(rule.place)))"
    }
    return "this rests on which comes first, \(said(ambiguity.allowing)) or "
      + "\(said(ambiguity.denying)): their priorities are equal, and the API leaves it open"
  }

  /// As the policy's kind spells an action.
  func word(_ action: ClusterNetworkPolicyRule.Action, of policy: PolicyID) -> String {
    guard case .clusterNetworkPolicy(let id) = policy else { return "" }
    return switch action {
    case .accept: snapshot[id].kind == .clusterNetworkPolicy ? "Accept" : "Allow"
    case .deny: "Deny"
    case .pass: "Pass"
    }
  }

  /// What a rule does: `allow`, `deny` or `pass`.
  func action(of rule: RuleReference) -> RuleAction {
    switch clusterRule(rule)?.action {
    case nil, .accept: .allow
    case .deny: .deny
    case .pass: .pass
    }
  }

  /// ` (passed on by ClusterNetworkPolicy platform, ingress rule 2)`, or nothing.
  func passage(_ decision: DirectionDecision) -> String {
    guard let first = decision.passes.first else { return "" }
    return " (passed on by \(name(first)))"
  }

  private func port(_ port: ClusterNetworkPolicyPort) -> String {
    switch port {
    case .number(let known, let number): "\((known ?? .tcp).name) \(number)"
    case .range(let known, let numbers):
      "\((known ?? .tcp).name) \(numbers.lowerBound)-\(numbers.upperBound)"
    case .named(let name): "ports named \(text(name))"
    }
  }

  private func peer(_ term: ClusterNetworkPolicyPeer.Term) -> String {
    switch term {
    case .namespaces(let selector): "pods in \(namespaces(selector))"
    case .pods(let home, let selector):
      (selector.map { selected("pods", $0) } ?? "pods")
        + " in \(namespaces(home ?? LabelSelector()))"
    case .nodes(let selector): selected("nodes", selector)
    case .networks(let ranges): ranges.map(\.description).joined(separator: ", ")
    case .domainNames(let names): names.map { text($0) }.joined(separator: ", ")
    }
  }

  private func namespaces(_ selector: LabelSelector) -> String {
    let text = selector.text(symbols: snapshot.symbols)
    return text.isEmpty ? "any namespace" : "namespaces labelled \(text.escapingControls)"
  }

  private func selected(_ noun: String, _ selector: LabelSelector) -> String {
    let text = selector.text(symbols: snapshot.symbols)
    return text.isEmpty ? noun : "\(noun) \(text.escapingControls)"
  }
}
