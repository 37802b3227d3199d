import Analysis
import ClusterModel
import Evaluation
import Intents

/// Why rules do not match.
extension Wording {
  /// `shop/web, egress rule 2: asks for label app=api, shop/client has app=client`
  ///
  /// - Parameter group: what is said holds for all of its flows.
  func mismatch(_ mismatch: Mismatch, _ group: FlowGroup, _ cluster: Cluster) -> Clause {
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
      text: "\(name): " + condition(first, rule, group, cluster),
      place: self.place(place))
  }

  func condition(
    _ condition: Mismatch.Condition, _ rule: RuleReference, _ group: FlowGroup, _ cluster: Cluster
  ) -> String {
    let far = rule.direction == .ingress ? group.sources : group.destinations
    let subject = subject(rule.direction == .ingress ? .egress : .ingress, of: group)
    switch condition {
    case .podLabel(let line):
      let labels = (far.pods ?? []).map { snapshot[$0].labels }
      return "asks for \(requirement(line)), \(subject.name) \(subject.has) "
        + values(of: line.key, in: labels)
    case .namespaceLabel(let line):
      let homes = Set((far.pods ?? []).map { snapshot[$0].namespace }).sorted()
      return namespaceCondition(line, homes, subject, cluster)
    case .otherNamespace(let own):
      return "only for pods of its own namespace, \(text(snapshot[own].name))"
    case .noPod: return "its selectors find pods, not addresses"
    case .hostNetwork: return "no selector finds a pod on hostNetwork: only an ipBlock would"
    case .address(let cidr): return "only for addresses in \(cidr)"
    case .exception(let cidr): return "leaves out \(cidr)"
    case .family(let family): return "only for \(family.word) addresses"
    case .blockNeverMatchesPods: return "an ipBlock matches no pod with this plugin"
    case .noNode:
      return subject.isOne
        ? "only for nodes, and \(subject.name) is a pod of its own address"
        : "only for nodes, and \(subject.name) are pods of their own addresses"
    case .node(let selector):
      let lines =
        selector.matchLabels.map {
          LabelSelectorRequirement(key: $0.key, operator: .in, values: [$0.value])
        } + selector.matchExpressions
      return lines.isEmpty
        ? "only for nodes"
        : "only for nodes with " + lines.map(requirement).joined(separator: " and ")
    case .protocol, .port: return onlyPorts(of: rule, group)
    case .portName(let port, let ports):
      let owner = self.subject(.ingress, of: group)
      let numbers = ports.map { "\($0.protocol.name) \($0.number)" }.joined(separator: " or ")
      if portCount(of: rule) > 1 {
        return onlyPorts(of: rule, group) + "; "
          + (numbers.isEmpty
            ? "\(owner.name) \(owner.has) no port \(text(port))"
            : "port \(text(port)) is \(numbers) on \(owner.name)")
      }
      return numbers.isEmpty
        ? "asks for port \(text(port)), \(owner.name) \(owner.has) none of that name"
        : "only on port \(text(port)), which is \(numbers) on \(owner.name)"
    }
  }

  private func namespaceCondition(
    _ line: LabelSelectorRequirement, _ homes: [NamespaceID], _ subject: Subject,
    _ cluster: Cluster
  ) -> String {
    let names = homes.map { text(snapshot[$0].name) }
    if line.operator == .in, snapshot.symbols[line.key] == "kubernetes.io/metadata.name" {
      return "only in namespace \(line.values.map { text($0) }.joined(separator: " or ")), "
        + "\(subject.name) \(subject.isOne ? "is" : "are") in \(list(names))"
    }
    let owner =
      names.count <= 3
      ? Subject(names.joined(separator: ", "), isOne: names.count == 1)
      : Subject("their namespaces", isOne: false)
    return "asks for a namespace with \(requirement(line)), \(owner.name) \(owner.has) "
      + values(of: line.key, in: homes.map { cluster.labels(of: $0) })
  }

  private func onlyPorts(of rule: RuleReference, _ group: FlowGroup) -> String {
    let only = "only on \(ports(of: rule))"
    return group.isForOnePort
      ? "\(only), not \(group.flow.protocol.name) \(group.flow.port)" : only
  }

  private func portCount(of rule: RuleReference) -> Int {
    written(rule)?.ports?.count ?? clusterRule(rule)?.ports?.count ?? 0
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

  /// `app=web`, `app=web or no label app`, `other values of app` where there are many.
  private func values(of key: Symbol, in all: [Labels]) -> String {
    let found = Set(all.compactMap { $0[key] }).map { "\(text(key))=\(text($0))" }.sorted()
    let words = found + (all.contains { $0[key] == nil } ? ["no label \(text(key))"] : [])
    return words.count > 3
      ? "other labels \(text(key)), or none" : words.joined(separator: " or ")
  }

  /// The ends of a group for which policies of a direction speak.
  func subject(_ direction: Direction, of group: FlowGroup) -> Subject {
    let all = Subject(direction == .ingress ? "the destinations" : "the sources", isOne: false)
    guard let pods = (direction == .ingress ? group.destinations : group.sources).pods else {
      return all
    }
    let workloads = Set(pods.map { snapshot[$0].workload })
    return workloads.count == 1 ? Subject(name(pods[0])) : all
  }
}
