import ClusterModel
import Intents
import Verification

extension Wording {
  /// What to know beside a verdict.
  func note(_ note: Note) -> String {
    switch note {
    case .emptyGroup(let group): return "nobody is in \(description(group))"
    case .idleException(let exception):
      return "`except \(self.exception(exception))` excepts nothing"
    case .hostNetwork(let pods):
      // The report cannot know where they run; whoever reads it may.
      let them = pods.count == 1 ? "it" : "they"
      return names(pods, "is on hostNetwork", "are on hostNetwork") + ": no policy selects "
        + (pods.count == 1 ? "it" : "them")
        + ", and on the same node \(them) and a pod reach each other whatever policies say"
    case .portNotCovered(let term, let pods):
      return names(pods, "has", "have") + " no port \(port(term)) and "
        + (pods.count == 1 ? "is" : "are") + " not covered"
    case .ambiguousPort(let name, let pods):
      return "port \(text(name)) has several numbers in \(list(pods.map { self.name($0) }))"
    case .servicePort(let port, let service, let namespace, let pods):
      return "\(port) is the port of Service \(text(snapshot[namespace].name))/\(text(service)), "
        + "not that of its pods, \(list(pods.map(String.init)))"
    case .noWitness:
      return "nobody is certain to get through, not even those that the sentence names"
    case .unmentionedLabel(let key, let group):
      return
        "no policy asks pods for the label \(text(key)): to policies \(group.name.escapingControls) "
        + "is like any other pod"
    case .waiverRanOut(let day): return "the waiver ran out on \(day)"
    case .waiverNotNeeded: return "the waiver is not needed any more"
    case .baselineScope(let scope, let verdict):
      return
        "with assume.baselineScope: \(scope.rawValue) it would be \(verdict.rawValue): the API "
        + "does not say whether a NetworkPolicy for one direction hides Baseline rules of the other"
    case .potential(let workloads):
      return list(workloads.map { name($0) }) + (workloads.count == 1 ? " has" : " have")
        + " no pod now and " + (workloads.count == 1 ? "is" : "are") + " looked at as if running"
    }
  }

  private func names(_ pods: [PodID], _ one: String, _ many: String) -> String {
    list(pods.map { name($0) }) + " " + (Set(pods.map { name($0) }).count == 1 ? one : many)
  }

  /// What would turn a *may* into a decision; to follow the flows that rest on it.
  func settlement(_ settlement: Settlement) -> String {
    switch settlement {
    case .clusterCIDRs:
      "this rests on unknown pod addresses, which an ipBlock may contain: add assume.clusterCIDRs"
    case .podAddresses:
      "this rests on unknown pod addresses, which an ipBlock may contain: only manifests with "
        + "status.podIPs settle it"
    case .portNames:
      "this rests on a port name with several numbers in one pod: give each number a name of its own"
    case .clientAddress:
      "this rests on assume.clientAddress: may-be-node: with externalTrafficPolicy: Local the Service "
        + "keeps client addresses"
    case .equalPriority(let ambiguity): disagreement(ambiguity)
    case .nodes:
      "this rests on unknown addresses of nodes: only Node objects with status.addresses settle it"
    case .domainNames:
      "this rests on domain names, which may stand for any address: only networks settle it"
    }
  }

  func unsupported(_ reason: Unsupported) -> [Clause] {
    switch reason {
    case .cni(let cni, let difference):
      return [Clause(text: "not yet: with cni \(cni.rawValue) \(difference)")]
    case .ownNode:
      return [
        Clause(
          text:
            "not yet: the way between a pod and its own node, where the node is named by its "
            + "address or where egress rules of the Admin and Baseline tiers may filter it")
      ]
    case .objects(let objects):
      var clauses = objects.prefix(3).map { object in
        Clause(text: "not modelled: \(name(object))", place: place(object.place))
      }
      if objects.count > 3 { clauses.append(Clause(text: "and \(objects.count - 3) more objects")) }
      let kinds = objects.reduce(into: [String]()) { kinds, object in
        if !kinds.contains(kind(object)) { kinds.append(kind(object)) }
      }
      let options = kinds.map { "--assume-absent \($0)" }.joined(separator: " ")
      clauses.append(Clause(text: "to answer as if there were none: \(options)"))
      return clauses
    }
  }

  func name(_ object: UnmodelledObject) -> String {
    let namespace = object.namespace.map { text(snapshot[$0].name) + "/" } ?? ""
    return "\(kind(object)) \(namespace)\(text(object.name))"
  }

  func kind(_ object: UnmodelledObject) -> String {
    let group = text(object.group)
    return text(object.kind) + (group.isEmpty ? "" : "." + group)
  }

  /// Which part of what a sentence speaks of is empty, and what there is instead.
  func emptiness(_ part: Answer.EmptyPart, of claim: Claim) -> [String] {
    switch part {
    case .sources: return emptiness(of: claim.sides.sources)
    case .destinations: return emptiness(of: claim.sides.targets.map(\.group))
    case .ports:
      let names = claim.sides.targets.map { target($0) }
      return ["no pod has such a port: \(list(names))"]
    case .flows: return ["there is no flow that the sentence speaks of"]
    }
  }

  private func emptiness(of groups: [Group]) -> [String] {
    let isPods = groups.contains { if case .pods = $0.term { true } else { false } }
    let first =
      "no \(isPods ? "pod" : "address") is in "
      + groups.map { description($0) }.joined(separator: " or ")
    return [first] + groups.compactMap(alternatives)
  }

  /// The values that pods in the group's namespaces do have, where one label is all that it asks for.
  private func alternatives(_ group: Group) -> String? {
    guard case .pods(let term, let selector?, _) = group.term, selector.matchExpressions.isEmpty,
      selector.matchLabels.count == 1, let wanted = selector.matchLabels.first
    else { return nil }
    switch term {
    case .matching(let namespaces): return missingNamespaceLabel(namespaces)
    case .any: return values(of: wanted.key, in: nil, "")
    case .names(let names):
      let place = names.count == 1 ? " in namespace \(text(names[0]))" : " in these namespaces"
      return values(of: wanted.key, in: names, place)
    }
  }

  private func missingNamespaceLabel(_ selector: LabelSelector) -> String? {
    guard selector.matchExpressions.isEmpty,
      let missing = selector.matchLabels.first(where: { pair in
        // Every namespace has this one, whether it is written or not (C-28).
        text(pair.key) != "kubernetes.io/metadata.name"
          && !snapshot.namespaces.contains { $0.labels[pair.key] == pair.value }
      })
    else { return nil }
    return "no namespace has the label \(label(missing))"
  }

  private func values(of key: Symbol, in names: [Symbol]?, _ place: String) -> String? {
    // Finished pods are in no group (C-49).
    let running = snapshot.pods.filter { $0.phase != .succeeded && $0.phase != .failed }
    let pods = running.filter { names?.contains(snapshot[$0.namespace].name) ?? true }
    if pods.isEmpty {
      let inhabited = Set(running.map { text(snapshot[$0.namespace].name) }).sorted()
      let elsewhere = inhabited.isEmpty ? "" : ", but in \(list(inhabited, limit: 5))"
      return "there are no pods\(place)\(elsewhere)"
    }
    let values = Set(pods.compactMap { $0.labels[key].map(text) })
    if values.isEmpty { return "no pod\(place) has a label \(text(key))" }
    let known = list(values.sorted().map { "\(text(key))=\($0)" }, limit: 5)
    return "the pods\(place) have \(known)"
  }
}

extension Claim {
  /// S and T of the sentence as the emptiness of a part is asked of them.
  fileprivate var sides: (sources: [Group], targets: [Target]) {
    switch self {
    case .reaches(let from, let to), .someReaches(let from, let to), .mayReach(let from, let to),
      .cannotReach(let from, let to), .onlyMayReach(let from, let to),
      .onlyReaches(let from, let to):
      (from, to)
    case .noEgress(let of, _): (of, [])
    case .noIngress(let to, _): ([], to.map { Target(group: $0) })
    case .isolated(let first, let second): (first, second.map { Target(group: $0) })
    case .namespacesIsolated, .nothingElse: ([], [])
    }
  }
}
