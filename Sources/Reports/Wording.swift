import ClusterModel
import Evaluation
import Intents

/// Names the things of a snapshot in words that a person can look up.
///
/// Every name from a manifest is escaped here: it is untrusted, and may hold what moves a terminal's cursor.
struct Wording {
  private(set) var snapshot: Snapshot
  /// Cut off from the front of file names.
  let folder: String?
  /// The label keys that selectors of policies and groups speak of, by which pods are told apart.
  let telling: Set<Symbol>

  init(_ snapshot: Snapshot, files: [IntentFile], folder: String? = nil) {
    self.snapshot = snapshot
    self.folder = folder.map { $0.hasSuffix("/") ? $0 : $0 + "/" }
    telling = snapshot.podLabelKeysOfPolicies.union(
      files.flatMap(\.groups).flatMap(\.podSelectors).flatMap(\.keys))
  }

  /// The same words for a snapshot with more in it.
  func supposing(_ snapshot: Snapshot) -> Wording {
    var copy = self
    copy.snapshot = snapshot
    return copy
  }

  func text(_ symbol: Symbol) -> String {
    snapshot.symbols[symbol].escapingControls
  }

  func file(_ id: FileID) -> String {
    var name = snapshot.files[id]
    if let folder, name.hasPrefix(folder) { name.removeFirst(folder.count) }
    return name.escapingControls
  }

  func place(_ place: Place) -> String {
    "\(file(place.file)):\(place.line)"
  }

  // MARK: Ends of flows

  /// `shop/batch`
  func name(_ id: PodID) -> String {
    let workload = snapshot[snapshot[id].workload]
    return text(snapshot[workload.namespace].name) + "/" + text(workload.name)
  }

  func name(_ id: WorkloadID) -> String {
    text(snapshot[snapshot[id].namespace].name) + "/" + text(snapshot[id].name)
  }

  func name(_ end: Endpoint) -> String {
    switch end {
    case .pod(let id): name(id)
    case .address(let address): name(address)
    }
  }

  func name(_ address: IPAddress) -> String {
    Cluster.isSpecialPurpose(address)
      ? "address \(address) outside the cluster" : "Internet \(address)"
  }

  /// `shop/batch (Deployment, app=batch)`
  func description(_ end: Endpoint) -> String {
    guard case .pod(let id) = end else { return name(end) }
    let pod = snapshot[id]
    let workload = snapshot[pod.workload]
    var facts = [text(workload.kind)]
    if workload.isPotential { facts[0] += " without pods now" }
    if pod.name != workload.name { facts.append("pod " + text(pod.name)) }
    if pod.isHostNetwork { facts.append("hostNetwork") }
    return "\(name(id)) (\((facts + labels(pod)).joined(separator: ", ")))"
  }

  /// The labels that something speaks of, else all of them; three at most, for a line has room for no more.
  private func labels(_ pod: Pod) -> [String] {
    let spoken = pod.labels.pairs.filter { telling.contains($0.key) }
    let shown = spoken.isEmpty ? pod.labels.pairs : spoken
    let texts = shown.map { label($0) }.sorted()
    if texts.isEmpty { return ["no labels"] }
    return texts.count <= 3 ? texts : texts.prefix(2) + ["\(texts.count - 2) more labels"]
  }

  func label(_ pair: Labels.Pair) -> String {
    text(pair.key) + "=" + text(pair.value)
  }

  // MARK: Policies

  /// `NetworkPolicy shop/api`
  func name(_ policy: PolicyID) -> String {
    switch policy {
    case .networkPolicy(let id): "NetworkPolicy " + shortName(id)
    case .clusterNetworkPolicy(let id): snapshot[id].kind.word + " " + text(snapshot[id].name)
    }
  }

  /// The name without the kind, for NetworkPolicies.
  func shortName(_ policy: PolicyID) -> String {
    switch policy {
    case .networkPolicy(let id): shortName(id)
    case .clusterNetworkPolicy: name(policy)
    }
  }

  func shortName(_ id: NetworkPolicyID) -> String {
    text(snapshot[snapshot[id].namespace].name) + "/" + text(snapshot[id].name)
  }

  func place(_ policy: PolicyID) -> String { place(snapshot.place(of: policy)) }

  /// `NetworkPolicy shop/api, ingress rule 1`
  func name(_ rule: RuleReference) -> String {
    "\(name(rule.policy)), \(rule.direction.word) rule \(rule.index + 1)"
  }

  /// The rule, as far as it is a NetworkPolicy's.
  func written(_ rule: RuleReference) -> NetworkPolicyRule? {
    snapshot.networkPolicyRule(rule.policy, rule.direction, rule.index)
  }

  // MARK: Lists

  /// `a, b, c and 4 more`
  func list(_ names: [String], limit: Int = 3) -> String {
    let distinct = names.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
    if distinct.count <= limit { return distinct.joined(separator: ", ") }
    return distinct.prefix(limit).joined(separator: ", ") + " and \(distinct.count - limit) more"
  }
}

extension ClusterNetworkPolicy.Kind {
  /// As `kind` spells it.
  var word: String {
    switch self {
    case .clusterNetworkPolicy: "ClusterNetworkPolicy"
    case .adminNetworkPolicy: "AdminNetworkPolicy"
    case .baselineAdminNetworkPolicy: "BaselineAdminNetworkPolicy"
    }
  }
}

extension Direction {
  var word: String { self == .ingress ? "ingress" : "egress" }
}

extension Group {
  fileprivate var podSelectors: [LabelSelector] {
    switch term {
    case .pods(_, let selector, _): selector.map { [$0] } ?? []
    case .anyOf(let members): members.flatMap(\.podSelectors)
    case .addresses, .internet, .external, .anyone: []
    }
  }
}

extension LabelSelector {
  fileprivate var keys: [Symbol] {
    matchLabels.map(\.key) + matchExpressions.map(\.key)
  }
}
