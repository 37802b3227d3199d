import Analysis
import ClusterModel
import Evaluation
import Intents

/// Edits of manifests, as one asks somebody to make them.
extension Wording {
  func change(_ change: Change) -> Clause {
    Clause(text: text(of: change), place: editedPlace(change).map { place($0) } ?? "")
  }

  /// Where the edit is made; nil for what is new.
  func editedPlace(_ change: Change) -> Place? {
    switch change {
    case .labelPods(let id, _), .unlabelPods(let id, _):
      // Where pods were read one by one, what their template says is not looked at.
      snapshot.pods.first { $0.workload == id }?.place ?? snapshot[id].place
    case .labelNamespace(let id, _), .unlabelNamespace(let id, _): snapshot[id].place
    case .removePeer(let ground, let index), .joinPeers(let ground, _, let index):
      (rule(ground).peers ?? [])[index].place
    case .addPorts(let ground, _), .removePorts(let ground), .replacePort(let ground, _, _),
      .removePort(let ground, _),
      .addPeers(let ground, _):
      rule(ground).place
    case .removeRule(let ground), .changeAction(let ground, _):
      snapshot.place(of: ground.policy, ground.direction, rule: ground.rule)
    case .addRule(let id, _, _, _), .addType(let id, _), .removeType(let id, _):
      snapshot[id].place
    case .addPolicy: nil
    }
  }

  private func text(of change: Change) -> String {
    switch change {
    case .labelPods(let id, let pair): "label the pods of \(name(id)) \(label(pair))"
    case .unlabelPods(let id, let key):
      "remove the label \(text(key)) from the pods of \(name(id))"
    case .labelNamespace(let id, let pair):
      snapshot[id].isDeclared
        ? "give namespace \(text(snapshot[id].name)) the label \(label(pair))"
        : "declare namespace \(text(snapshot[id].name)) with label \(label(pair))"
    case .unlabelNamespace(let id, let key):
      "remove the label \(text(key)) from namespace \(text(snapshot[id].name))"
    case .addPorts(let ground, let ports):
      "add \(noun("port", ports)) \(self.ports(ports)) to \(name(ground))"
    case .removePorts(let ground):
      "remove the ports of \(name(ground)), which is every port then"
    case .replacePort(let ground, let index, let port):
      "write port \(self.port(port)) instead of \(self.port((rule(ground).ports ?? [])[index])) "
        + "in \(name(ground))"
    case .removePort(let ground, let index):
      "remove port \(self.port((rule(ground).ports ?? [])[index])) from \(name(ground))"
    case .addPeers(let ground, let peers):
      "add \(said(peers, policyIn: home(of: ground))) to the peers of " + name(ground)
    case .removePeer(let ground, let index): "remove peer \(index + 1) from \(name(ground))"
    case .joinPeers(let ground, let first, let second):
      "make one peer of \(first + 1) and \(second + 1), so that both have to match, in "
        + name(ground)
    case .addRule(let id, let direction, let peers, let ports):
      "add an \(direction.word) rule to NetworkPolicy \(shortName(id)): "
        + said(direction, peers, ports, policyIn: snapshot[id].namespace)
    case .removeRule(let ground): "remove \(name(ground))"
    case .changeAction(let ground, let action):
      "write action: \(word(action, of: ground.policy)) in \(name(ground))"
    case .addType(let id, let direction):
      "add \(direction.typeWord) to the policyTypes of NetworkPolicy \(shortName(id))"
    case .removeType(let id, let direction):
      "remove \(direction.typeWord) from the policyTypes of NetworkPolicy \(shortName(id))"
    case .addPolicy(let policy): addition(of: policy)
    }
  }

  /// `egress rule 2 of NetworkPolicy shop/web`
  private func name(_ ground: Ground) -> String {
    "\(ground.direction.word) rule \((ground.rule ?? 0) + 1) of " + name(ground.policy)
  }

  private func rule(_ ground: Ground) -> NetworkPolicyRule {
    snapshot.networkPolicyRule(ground.policy, ground.direction, ground.rule ?? 0)
      ?? NetworkPolicyRule(place: snapshot.place(of: ground.policy))
  }

  private func home(of ground: Ground) -> NamespaceID {
    ground.networkPolicy.map { snapshot[$0].namespace } ?? NamespaceID(rawValue: 0)
  }

  private func port(_ port: NetworkPolicyPort) -> String { ports([port]) }

  private func ports(_ ports: [NetworkPolicyPort]) -> String {
    self.ports(of: NetworkPolicyRule(ports: ports, place: .nowhere))
  }

  private func noun(_ noun: String, _ things: [NetworkPolicyPort]) -> String {
    things.count == 1 ? noun : noun + "s"
  }

  /// `pods app=a in namespace shop and 10.0.0.0/8`
  private func said(_ peers: [NetworkPolicyPeer], policyIn namespace: NamespaceID) -> String {
    peers.map { peer($0, policyIn: namespace) }.joined(separator: " and ")
  }

  /// `from pods app=a in namespace shop on TCP 80`
  private func said(
    _ direction: Direction, _ peers: [NetworkPolicyPeer]?, _ ports: [NetworkPolicyPort]?,
    policyIn namespace: NamespaceID
  ) -> String {
    let preposition = direction == .ingress ? "from" : "to"
    return "\(preposition) \(peers.map { said($0, policyIn: namespace) } ?? "anyone") "
      + "on \(ports.map { self.ports($0) } ?? "every port")"
  }

  private func addition(of policy: NetworkPolicy) -> String {
    let selector = policy.podSelector?.text(symbols: snapshot.symbols).escapingControls ?? ""
    let pods = selector.isEmpty ? "every pod" : "pods \(selector)"
    let subject = "\(pods) of namespace \(text(snapshot[policy.namespace].name))"
    let direction = policy.policyTypes?.first ?? .ingress
    let rules = (direction == .ingress ? policy.ingress : policy.egress) ?? []
    guard let rule = rules.first else {
      return "add a NetworkPolicy that isolates \(subject) for \(direction.word)"
    }
    return "add a NetworkPolicy for \(subject) with an \(direction.word) rule: "
      + said(direction, rule.peers, rule.ports, policyIn: policy.namespace)
  }
}

extension Wording {
  /// Why nothing is offered that would decide flows otherwise.
  func obstacle(_ obstacle: Obstacle) -> String {
    switch obstacle {
    case .noPolicySpeaks: "no change: policies speak for neither end"
    case .ownNode: "no change of policies: a node and its own pods reach each other"
    case .notEnforced: "no change of policies: nothing enforces them (assume.cni: none)"
    case .severalRules(let count, let direction):
      "no single change: \(count) \(direction.word) rules let it through, each by itself"
    case .noSingleChange: "no single change of a label, a rule or a policy does"
    }
  }
}

extension Direction {
  /// As `policyTypes` spells it.
  fileprivate var typeWord: String { self == .ingress ? "Ingress" : "Egress" }
}
