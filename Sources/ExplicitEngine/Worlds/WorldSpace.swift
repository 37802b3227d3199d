import ClusterModel
import Evaluation
import Intents

/// What searches in the wider worlds of one cluster share: the conditions that they have met, and what follows from them.
final class WorldSpace {
  let partition: Partition
  let order: WorkloadOrder
  let supposition: Supposition
  let table = ConditionTable()
  let families: [IPFamily]
  /// Of the manifests, in the order of reports.
  let namespaces: [NamespaceID]
  let domains: LabelDomains
  private var ruleTerms: [Role: [NamespaceID: [RuleTerms]]] = [:]
  /// By role, list and index.
  private var termsOfSpeakers = [[[RuleTerms?]]](repeating: [], count: Role.allCases.count)
  private var possiblePeers: [PossiblePeersReader]
  private var termsOfRules: [RuleSetKey: TermsOfRules] = [:]
  private var possible: [Bits?] = []
  private var ends: [Role: [Int: DeployedEnd]] = [:]
  private var boundsOfLists: [ObjectIdentifier: (list: PeerList, bound: PeerBound)] = [:]
  private var boundsOfNewPods: [Role: [NamespaceID: PeerBound]] = [:]
  var choices: [ChoiceKey: LabelChoices] = [:]
  var profiles: [ProfileKey: LabelChoices] = [:]
  var outsideAddresses: [[IPFamily: [IntervalSet<UInt128>]]: [IPAddress]] = [:]

  init(_ cluster: Cluster, _ partition: Partition, _ order: WorkloadOrder) {
    self.partition = partition
    self.order = order
    families = cluster.families
    supposition = Supposition(cluster)
    possiblePeers = Role.allCases.map { PossiblePeersReader(cluster, $0.direction) }
    domains = LabelDomains(cluster, nameKey: supposition.nameKey)
    let snapshot = cluster.snapshot
    namespaces = snapshot.namespaceIDs.sorted {
      snapshot.symbols[snapshot[$0].name] < snapshot.symbols[snapshot[$1].name]
    }
  }

  /// Whether something about the manifests' own pods and namespaces is for a search to choose.
  private(set) lazy var hasOpenEnds =
    namespaces.contains(where: supposition.isOpen)
    || partition.classes.contains { !$0.unknownLabels.isEmpty }

  /// By family: the addresses that pods of the manifests have or may have, and those that new ones can have.
  private(set) lazy var deployedAddresses = addresses(supposition.base.deployedAddresses)
  private(set) lazy var freeAddresses = addresses(supposition.base.freeAddresses)

  private func addresses(
    _ addresses: (IPFamily) -> IntervalSet<UInt128>
  ) -> [IPFamily: IntervalSet<UInt128>] {
    Dictionary(uniqueKeysWithValues: families.map { ($0, addresses($0)) })
  }

  /// The rules and isolations that may speak for pods of a namespace.
  func rules(_ role: Role, in namespace: NamespaceID) -> [RuleTerms] {
    if let known = ruleTerms[role]?[namespace] { return known }
    let terms = supposition.cluster
      .speakers(role.direction, in: namespace, ofAnyLabels: supposition.isOpen(namespace))
      .map { self.terms(of: $0, role) }
      .filter { mayHold($0.subject.namespaces, at: namespace) }
    ruleTerms[role, default: [:]][namespace] = terms
    return terms
  }

  private func terms(of speaker: Speaker, _ role: Role) -> RuleTerms {
    let (number, list) = (role.rawValue, speaker.list)
    while termsOfSpeakers[number].count <= list { termsOfSpeakers[number].append([]) }
    let missing = speaker.index + 1 - termsOfSpeakers[number][list].count
    if missing > 0 { termsOfSpeakers[number][list] += repeatElement(nil, count: missing) }
    if let known = termsOfSpeakers[number][list][speaker.index] { return known }
    let terms = RuleTerms(supposition.cluster.words(of: speaker, role.direction), table)
    termsOfSpeakers[number][list][speaker.index] = terms
    return terms
  }

  /// The ends that a pod of the manifests can have flows with.
  func possiblePeers(of pod: PodID, _ role: Role) -> PossiblePeers {
    possiblePeers[role.rawValue].peers(of: pod)
  }

  /// What some rules of a namespace have in common; nil for all of them.
  func terms(
    ofRules rules: Bits?, _ role: Role, in namespace: NamespaceID
  ) -> TermsOfRules {
    let key = RuleSetKey(role: role, namespace: namespace, rules: rules)
    if let known = termsOfRules[key] { return known }
    let all = self.rules(role, in: namespace)
    var meant = all
    if let rules {
      meant = []
      rules.forEach {
        meant.append(all[$0])
        return true
      }
    }
    let terms = TermsOfRules(meant)
    termsOfRules[key] = terms
    return terms
  }

  private struct RuleSetKey: Hashable {
    var role: Role
    var namespace: NamespaceID
    var rules: Bits?
  }

  func end(_ index: Int, _ role: Role, in namespace: NamespaceID) -> DeployedEnd {
    if let known = ends[role]?[index] { return known }
    let end = deployedEnd(index, role, in: namespace)
    ends[role, default: [:]][index] = end
    return end
  }

  /// What the peers of a list may have flows with.
  func bound(by list: PeerList) -> PeerBound {
    if let known = boundsOfLists[ObjectIdentifier(list)] { return known.bound }
    let bound = PeerBound(list, self)
    boundsOfLists[ObjectIdentifier(list)] = (list, bound)
    return bound
  }

  /// What new pods of a namespace may have flows with.
  func boundOfNewPods(_ role: Role, in namespace: NamespaceID) -> PeerBound {
    if let known = boundsOfNewPods[role]?[namespace] { return known }
    let bound = PeerBound(
      supposition.cluster.possiblePeersOfNewPods(in: namespace, role.direction), self)
    boundsOfNewPods[role, default: [:]][namespace] = bound
    return bound
  }

  /// Whether a namespace can be one of a condition's, whatever labels it may have.
  func mayHold(_ condition: Int, at namespace: NamespaceID) -> Bool {
    condition == 0 || possibleNamespaces(condition).contains(Int(namespace.rawValue))
  }

  /// Of the manifests and new ones.
  var namespaceCount: Int { supposition.cluster.snapshot.namespaces.count }

  /// The namespaces that can be one of a condition's.
  func possibleNamespaces(_ condition: Int) -> Bits {
    if condition < possible.count, let known = possible[condition] { return known }
    var result = Bits(count: namespaceCount)
    for namespace in supposition.cluster.snapshot.namespaceIDs
    where canHold(condition, at: namespace) {
      result.insert(Int(namespace.rawValue))
    }
    while possible.count <= condition { possible.append(nil) }
    possible[condition] = result
    return result
  }

  private func canHold(_ condition: Int, at namespace: NamespaceID) -> Bool {
    guard let requirements = requirements(condition), supposition.isOpen(namespace) else {
      return holds(condition, at: namespace)
    }
    let domain = domains.namespace(namespace, others: 1, supposition)
    // One selector is never too much.
    let choices = try? LabelChoices([requirements], in: domain, wanted: [0], Budget(deadline: nil))
    return choices?.all.isEmpty == false
  }

  /// Whether a namespace, as it is labelled now, is one of a condition's.
  func holds(_ condition: Int, at namespace: NamespaceID) -> Bool {
    let cluster = supposition.cluster
    return switch table.namespaces[condition] {
    case .any: true
    case .one(let id): id == namespace
    case .names(let names): names.contains(cluster.snapshot[namespace].name)
    case .matching(let selector): selector.selects(cluster.labels(of: namespace))
    }
  }

  /// What a condition asks of a namespace's labels; nil where it is not a question of labels.
  func requirements(_ condition: Int) -> Requirements? {
    switch table.namespaces[condition] {
    case .any, .one: nil
    case .names(let names): Requirements(supposition.nameKey, in: names)
    case .matching(let selector): Requirements(selector)
    }
  }
}
