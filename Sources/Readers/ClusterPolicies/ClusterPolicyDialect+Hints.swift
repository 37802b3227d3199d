import ClusterModel

/// What people write who know another of the policy APIs, and what it is called here.
extension ClusterPolicyDialect {
  var specHints: [String: String] {
    var hints = [
      "podSelector": "choose pods by subject: {pods: {namespaceSelector: ..., podSelector: ...}}",
      "namespaceSelector": "choose namespaces by subject: {namespaces: ...}",
      "namespaces": "write it under subject", "pods": "write it under subject",
      "appliedTo": "write subject",
      "policyTypes": "leave it out: a direction without rules is not touched",
      "from": "rules belong under ingress", "to": "rules belong under egress",
      "ports": "\(portsKey) belong to a rule under ingress or egress",
      "protocols": "\(portsKey) belong to a rule under ingress or egress",
      "action": "each rule has its own action",
      "order": hasPriority ? "write priority, from 0 to 1000" : "leave it out",
    ]
    if !hasTier {
      let tier = kind == .adminNetworkPolicy ? "Admin" : "Baseline"
      hints["tier"] = "leave it out: every \(kindName) is of the \(tier) tier"
    }
    if !hasPriority {
      hints["priority"] = "leave it out: there is one BaselineAdminNetworkPolicy"
    }
    return hints
  }

  func ruleHints(_ direction: Direction) -> [String: String] {
    let key = direction == .ingress ? "from" : "to"
    var hints = [
      direction == .ingress ? "to" : "from":
        "this rule is of \(direction.name), its peers go under \(key)",
      isFirstGeneration ? "protocols" : "ports": "\(aKind) calls them \(portsKey)",
    ]
    for peer in ["namespaces", "pods", "nodes", "networks", "domainNames"] {
      hints[peer] = "write it in an item under \(key)"
    }
    for port in [
      "port", "protocol", "endPort", "portNumber", "portRange", "namedPort", "tcp", "udp", "sctp",
      "destinationPort", "destinationNamedPort",
    ] {
      hints[port] = "write it in an item under \(portsKey)"
    }
    return hints
  }

  func suggestion(forAction text: String) -> String? {
    let other = ["Allow", "Accept"].first { $0.lowercased() == text.lowercased() }
    if other != nil { return "did you mean \(acceptWord)?" }
    if text.lowercased() == "pass", kind == .baselineAdminNetworkPolicy {
      return "did you mean Allow? Behind the Baseline tier nothing denies"
    }
    let synonyms = ["drop": "Deny", "reject": "Deny", "block": "Deny", "next": "Pass"]
    let meant =
      synonyms[text.lowercased()]
      ?? Spelling.nearest(to: text, among: actions.map(\.word))
    return meant.flatMap { word in actions.contains { $0.word == word } ? word : nil }
      .map { "did you mean \($0)?" }
  }

  func peerHints(_ direction: Direction) -> [String: String] {
    var hints = [
      "podSelector": "write pods: {namespaceSelector: ..., podSelector: ...}",
      "namespaceSelector":
        "write namespaces, or pods: {namespaceSelector: ..., podSelector: ...}",
      "namespacedPods": "write pods: {namespaceSelector: ..., podSelector: ...}",
      "matchLabels": "write it under namespaces, or under pods and podSelector",
      "cidr": "write networks", "except": "put a rule for what is excepted before this one",
      "ports": "\(portsKey) belong beside from or to, not into a peer",
      "protocols": "\(portsKey) belong beside from or to, not into a peer",
    ]
    hints["ipBlock"] =
      direction == .egress
      ? "write networks, and a rule before this one for what is excepted"
      : "rules of ingress have no peers by address"
    guard direction == .ingress else {
      if kind == .baselineAdminNetworkPolicy {
        hints["domainNames"] = "a BaselineAdminNetworkPolicy has no domain names"
      }
      return hints
    }
    for key in ["nodes", "networks", "domainNames"] {
      hints[key] = "only rules of egress have \(key)"
    }
    return hints
  }

  var portHints: [String: String] {
    let number =
      isFirstGeneration
      ? "write portNumber: {protocol: TCP, port: 80}"
      : "write tcp: {destinationPort: {number: 80}}"
    let range =
      isFirstGeneration
      ? "write portRange: {protocol: TCP, start: 80, end: 90}"
      : "write tcp: {destinationPort: {range: {start: 80, end: 90}}}"
    var hints = [
      "port": number, "protocol": number, "number": number, "destinationPort": number,
      "endPort": range, "range": range, "start": range, "end": range,
    ]
    if isFirstGeneration {
      for key in ["tcp", "udp", "sctp"] {
        hints[key] = "write portNumber: {protocol: \(key.uppercased()), port: 80}"
      }
      hints["destinationNamedPort"] = "write namedPort"
    } else {
      hints["portNumber"] = number
      hints["portRange"] = range
      hints["namedPort"] = "write destinationNamedPort"
    }
    return hints
  }
}
