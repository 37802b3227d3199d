import ClusterModel
import Evaluation

/// The names by which people call workloads and pods.
struct WorkloadNames {
  /// What a name can stand for.
  enum Owner: Hashable {
    case workload(WorkloadID)
    /// A pod that is shown under another name, its workload's.
    case pod(PodID)
  }

  private let cluster: Cluster
  /// All that can be named.
  let owners: [Owner]
  private let podsOfWorkload: [WorkloadID: [PodID]]

  init(_ cluster: Cluster) {
    self.cluster = cluster
    let snapshot = cluster.snapshot
    podsOfWorkload = Dictionary(grouping: cluster.pods) { snapshot[$0].workload }
    let workloads = snapshot.workloads.indices.map {
      Owner.workload(WorkloadID(rawValue: Int32($0)))
    }
    let pods = snapshot.podIDs.filter { snapshot[$0].name != snapshot[snapshot[$0].workload].name }
    owners = workloads + pods.map(Owner.pod)
  }

  private var snapshot: Snapshot { cluster.snapshot }

  func selection(
    _ parts: [String], namespace: String?, text: String
  ) throws(EndpointError) -> EndpointSelection {
    if let namespace, !hasNamespace(namespace) {
      throw .unknownNamespace(namespace, meant: suggestions.namespace(like: namespace))
    }
    let found = try self.owners(parts, namespace: namespace, text: text)
    guard found.count == 1, let owner = found.first else {
      throw .ambiguous(text, candidates: found.map { fullName($0) })
    }
    let pods = self.pods(of: owner)
    if pods.isEmpty { throw .finished(text) }
    return EndpointSelection(text: text, pods: pods, isSingle: true)
  }

  // MARK: Looking up

  private func owners(
    _ parts: [String], namespace: String?, text: String
  ) throws(EndpointError) -> [Owner] {
    guard let name = parts.last else { throw .unknownName(text, meant: .nothing) }
    let readings = try self.readings(parts, namespace: namespace)
    for reading in readings {
      if case .passesOn(let kind) = reading.kind { throw passage(kind, reading, name) }
    }
    let found = readings.flatMap { reading in
      owners.filter { owner in
        nameText(owner) == name && (reading.namespace.map { $0 == namespaceText(owner) } ?? true)
          && (reading.kind.map { $0.names(kindText(owner)) } ?? true)
      }
    }
    if !found.isEmpty { return found.uniqued }
    if parts.count == 1, namespace == nil, hasNamespace(name) { throw .namespaceAlone(name) }
    for reading in readings where reading.kind == nil {
      if let kind = kindPassingOn(reading, name) { throw passage(kind, reading, name) }
    }
    throw .unknownName(
      text, meant: suggestions.workload(like: name, in: readings.map(\.namespace)))
  }

  private var suggestions: Suggestions { Suggestions(self, snapshot) }

  /// How the parts in front of the name can be read.
  private struct Reading {
    var namespace: String?
    var kind: WorkloadKindWord?
  }

  private func readings(
    _ parts: [String], namespace: String?
  ) throws(EndpointError) -> [Reading] {
    switch parts.count {
    case 1: return [Reading(namespace: namespace)]
    case 2:
      let kind = WorkloadKindWord(parts[0], in: snapshot)
      let isNamespace = hasNamespace(parts[0])
      if let namespace, isNamespace, kind == nil, namespace != parts[0] {
        throw .twoNamespaces(parts[0], namespace)
      }
      var readings: [Reading] = []
      if let kind { readings.append(Reading(namespace: namespace, kind: kind)) }
      if isNamespace { readings.append(Reading(namespace: parts[0])) }
      if !readings.isEmpty { return readings }
      let meant = suggestions.namespace(like: parts[0])
      if case .nearest = meant { throw .unknownNamespace(parts[0], meant: meant) }
      if case .nearest(let kind) = suggestions.kind(like: parts[0]) {
        throw .unknownKind(parts[0], meant: .nearest(kind))
      }
      throw .unknownKind(
        parts[0], meant: suggestions.workload(named: parts[1]).map(Guess.nearest) ?? meant)
    default:
      guard hasNamespace(parts[0]) else {
        throw .unknownNamespace(parts[0], meant: suggestions.namespace(like: parts[0]))
      }
      if let namespace, namespace != parts[0] { throw .twoNamespaces(parts[0], namespace) }
      guard let kind = WorkloadKindWord(parts[1], in: snapshot) else {
        throw .unknownKind(parts[1], meant: suggestions.kind(like: parts[1]))
      }
      return [Reading(namespace: parts[0], kind: kind)]
    }
  }

  // MARK: What passes flows on

  /// The kind of object that has the name and is no end of flows.
  private func kindPassingOn(_ reading: Reading, _ name: String) -> String? {
    func isMeant(_ symbol: Symbol, _ home: NamespaceID) -> Bool {
      snapshot.symbols[symbol] == name
        && (reading.namespace.map { $0 == namespaceText(home) } ?? true)
    }
    if snapshot.services.contains(where: { isMeant($0.name, $0.namespace) }) { return "Service" }
    return snapshot.ingresses.contains { isMeant($0.name, $0.namespace) } ? "Ingress" : nil
  }

  private func passage(_ kind: String, _ reading: Reading, _ name: String) -> EndpointError {
    let services = snapshot.services.filter { service in
      snapshot.symbols[service.name] == name
        && (reading.namespace.map { $0 == namespaceText(service.namespace) } ?? true)
    }
    let behind = services.flatMap { service -> [Owner] in
      guard kind == "Service", let selector = service.selector, !selector.isEmpty else { return [] }
      return cluster.pods.filter { id in
        snapshot[id].namespace == service.namespace
          && selector.pairs.allSatisfy { snapshot[id].labels[$0.key] == $0.value }
      }.map { .workload(snapshot[$0].workload) }
    }
    return .notAnEnd(kind: kind, name: name, behind: behind.uniqued.map { fullName($0) })
  }

  private func pods(of owner: Owner) -> [PodID] {
    switch owner {
    case .workload(let id): podsOfWorkload[id] ?? []
    case .pod(let id): cluster.pods.contains(id) ? [id] : []
    }
  }

  // MARK: Texts

  private func hasNamespace(_ name: String) -> Bool {
    snapshot.namespaces.contains { snapshot.symbols[$0.name] == name }
  }

  private func namespaceText(_ id: NamespaceID) -> String {
    snapshot.symbols[snapshot[id].name]
  }

  func namespaceText(_ owner: Owner) -> String {
    switch owner {
    case .workload(let id): namespaceText(snapshot[id].namespace)
    case .pod(let id): namespaceText(snapshot[id].namespace)
    }
  }

  func nameText(_ owner: Owner) -> String {
    switch owner {
    case .workload(let id): snapshot.symbols[snapshot[id].name]
    case .pod(let id): snapshot.symbols[snapshot[id].name]
    }
  }

  private func kindText(_ owner: Owner) -> String {
    switch owner {
    case .workload(let id): snapshot.symbols[snapshot[id].kind]
    case .pod: "Pod"
    }
  }

  /// What to write for `owner` and for no other: `shop/web`, or with the kind where that is needed.
  func fullName(_ owner: Owner) -> String {
    let (namespace, name) = (namespaceText(owner), nameText(owner))
    let rivals = owners.filter { nameText($0) == name && namespaceText($0) == namespace }
    if rivals.count <= 1 { return "\(namespace)/\(name)" }
    return "\(namespace)/\(kindText(owner).lowercased())/\(name)"
  }
}

extension Array where Element: Hashable {
  /// The elements without repetition, in order of first occurrence.
  var uniqued: [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
