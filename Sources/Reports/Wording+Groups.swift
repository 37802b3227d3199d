import ClusterModel
import Evaluation
import Intents

extension Wording {
  /// `ADMIN (pods app=admin in namespace shop)`; an inline term speaks for itself.
  func description(_ group: Group) -> String {
    let name = group.name.escapingControls
    guard isDeclared(group) else { return name }
    return "\(name) (\(group.definition(symbols: snapshot.symbols).escapingControls))"
  }

  /// Whether the name stands for a term, which is worth saying: inline terms begin with a small letter or a digit.
  func isDeclared(_ group: Group) -> Bool {
    switch group.term {
    case .internet, .external, .anyone: false
    case .pods, .addresses, .anyOf: group.name.first?.isUppercase ?? false
    }
  }

  // MARK: Ports

  /// `API:80,443/UDP`
  func target(_ target: Target) -> String {
    let name = target.group.name.escapingControls
    if target.ports == .all { return name }
    return name + ":" + target.ports.text(symbols: snapshot.symbols).escapingControls
  }

  func port(_ term: PortTerm) -> String {
    term.text(symbols: snapshot.symbols).escapingControls
  }

  /// What a rule lets through, as in `TCP 8080, UDP 53`.
  func ports(of rule: NetworkPolicyRule) -> String {
    guard let entries = rule.ports, !entries.isEmpty else { return "every port" }
    return list(
      entries.map { entry in
        let name = (entry.protocol ?? .tcp).name
        return switch entry.port {
        case nil: "every \(name) port"
        case .number(let first):
          entry.endPort.map { "\(name) \(first)-\($0)" } ?? "\(name) \(first)"
        case .name(let port): "\(name) \(text(port))"
        }
      })
  }

  /// Whom a rule lets through, as in `pods app=web, 192.168.0.0/16`.
  func peers(of rule: RuleReference) -> String {
    switch rule.policy {
    case .networkPolicy(let id):
      guard let peers = written(rule)?.peers, !peers.isEmpty else { return "anyone" }
      return list(peers.map { peer($0, policyIn: snapshot[id].namespace) }, limit: 2)
    case .clusterNetworkPolicy: return list(clusterPeers(of: rule), limit: 2)
    }
  }

  /// - Parameter namespace: of the policy.
  func peer(_ peer: NetworkPolicyPeer, policyIn namespace: NamespaceID) -> String {
    if let block = peer.ipBlock {
      let except = block.except.map(\.description).joined(separator: ", ")
      return block.cidr.description + (except.isEmpty ? "" : " except \(except)")
    }
    let selected = peer.podSelector.map { $0.text(symbols: snapshot.symbols) } ?? ""
    let pods = selected.isEmpty ? "pods" : "pods \(selected.escapingControls)"
    guard let selector = peer.namespaceSelector else {
      return "\(pods) in namespace \(text(snapshot[namespace].name))"
    }
    let namespaces = selector.text(symbols: snapshot.symbols)
    return namespaces.isEmpty
      ? "\(pods) in any namespace"
      : "\(pods) in namespaces labelled \(namespaces.escapingControls)"
  }

  func exception(_ exception: TenantException) -> String {
    switch exception {
    case .to(let target): return "to " + self.target(target)
    case .from(let exception):
      var words: [String] = []
      if case .list(let terms) = exception.ports {
        words.append("on :" + terms.map(port).joined(separator: ","))
      }
      if let from = exception.from {
        words.append("from " + from.map { $0.name.escapingControls }.joined(separator: ", "))
      }
      return words.joined(separator: " ")
    }
  }
}
