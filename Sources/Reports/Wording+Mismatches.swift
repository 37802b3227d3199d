import ClusterModel
import Evaluation
import Intents

/// Why rules do not match.
extension Wording {
  /// `shop/web, egress rule 2: asks for label app=api, shop/client has app=client`
  ///
  /// - Parameter isForOnePort: whether it is the flow's port alone that is spoken of.
  func mismatch(
    _ mismatch: Mismatch, _ flow: Flow, _ cluster: Cluster, isForOnePort: Bool
  ) -> Clause {
    let rule = mismatch.rule
    var place = rule.place
    var name = "\(shortName(rule.policy)), \(rule.direction.word) rule \(rule.index + 1)"
    let peers = peerPlaces(rule)
    if let index = mismatch.peer, peers.count > 1 {
      name += ", peer \(index + 1)"
      place = peers[index]
    }
    guard let first = mismatch.first else { return Clause(text: name, place: self.place(place)) }
    return Clause(
      text: "\(name): " + condition(first, rule, flow, cluster, isForOnePort: isForOnePort),
      place: self.place(place))
  }

  func condition(
    _ condition: Mismatch.Condition, _ rule: RuleReference, _ flow: Flow, _ cluster: Cluster,
    isForOnePort: Bool
  ) -> String {
    let far = rule.direction == .ingress ? flow.source : flow.destination
    switch condition {
    case .podLabel(let line):
      guard case .pod(let id) = far else { return "pod label \(requirement(line))" }
      return "asks for \(requirement(line)), \(name(far)) has "
        + value(of: line.key, in: snapshot[id].labels)
    case .namespaceLabel(let line):
      guard case .pod(let id) = far else { return "namespace label \(requirement(line))" }
      let namespace = snapshot[id].namespace
      return "asks for a namespace with \(requirement(line)), "
        + "\(text(snapshot[namespace].name)) has "
        + value(of: line.key, in: cluster.labels(of: namespace))
    case .otherNamespace(let own):
      return "only for pods of its own namespace, \(text(snapshot[own].name))"
    case .noPod: return "its selectors find pods, not addresses"
    case .hostNetwork: return "no selector finds a pod on hostNetwork: only an ipBlock would"
    case .address(let cidr): return "only for addresses in \(cidr)"
    case .exception(let cidr): return "leaves out \(cidr)"
    case .family(let family): return "only for \(family.word) addresses"
    case .blockNeverMatchesPods: return "an ipBlock matches no pod with this plugin"
    case .noNode: return "only for nodes, and \(name(far)) is a pod of its own address"
    case .node(let selector):
      let lines =
        selector.matchLabels.map {
          LabelSelectorRequirement(key: $0.key, operator: .in, values: [$0.value])
        } + selector.matchExpressions
      return lines.isEmpty
        ? "only for nodes"
        : "only for nodes with " + lines.map(requirement).joined(separator: " and ")
    case .protocol, .port:
      let only = "only on \(ports(of: rule))"
      return isForOnePort ? "\(only), not \(flow.protocol.name) \(flow.port)" : only
    case .portName(let port, let numbers):
      let owner = name(flow.destination)
      return numbers.isEmpty
        ? "asks for port \(text(port)), \(owner) has none of that name"
        : "only on port \(text(port)), which is "
          + numbers.map(String.init).joined(separator: " or ") + " on \(owner)"
    }
  }

  /// `label app=web`, `label tier in (a,b)`, `no label legacy`
  func requirement(_ line: LabelSelectorRequirement) -> String {
    let key = text(line.key)
    let values = line.values.map { text($0) }
    return switch line.operator {
    case .in where values.count == 1: "label \(key)=\(values[0])"
    case .in: "label \(key) in (\(values.joined(separator: ",")))"
    case .notIn where values.count == 1: "label \(key)!=\(values[0])"
    case .notIn: "label \(key) not in (\(values.joined(separator: ",")))"
    case .exists: "a label \(key)"
    case .doesNotExist: "no label \(key)"
    }
  }

  private func value(of key: Symbol, in labels: Labels) -> String {
    labels[key].map { "\(text(key))=\(text($0))" } ?? "no label \(text(key))"
  }
}
