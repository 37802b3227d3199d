import ClusterModel
import Intents

/// The words in which policies and claims speak about namespaces: what those of wider worlds can be told apart by.
///
/// In world `deployed` the labels of all namespaces are given, and none of this is needed.
struct NamespaceVocabulary {
  /// The label keys, in the order of mention, without that of the name.
  private(set) var keys: [Symbol] = []
  /// By index of the key: the values that matter, in the order of mention.
  private(set) var values: [[Symbol]] = []
  /// The names that are mentioned and free to take.
  private(set) var names: [Symbol] = []
  let nameKey: Symbol?

  private var keyIndices: [Symbol: Int] = [:]
  private var codes: [Labels.Pair: Int] = [:]
  private var nameCodes: [Symbol: Int] = [:]
  private var takenNames: Set<Symbol> = []
  private let symbols: SymbolTable
  private var tenantKeys: Set<Symbol> = []

  static let absent = 0
  /// The first of the codes for a value that occurs nowhere else.
  static let fresh = 1
  /// The code of a name that nobody mentions; the mentioned ones follow from 1.
  static let freshName = 0

  init(_ snapshot: Snapshot, claims: [Claim]) {
    symbols = snapshot.symbols
    nameKey = snapshot.symbols.symbol(for: "kubernetes.io/metadata.name")
    takenNames = Set(snapshot.namespaces.map(\.name))
    for policy in snapshot.networkPolicies {
      for rule in [policy.ingress ?? [], policy.egress ?? []].joined() {
        for selector in (rule.peers ?? []).compactMap(\.namespaceSelector) { mention(selector) }
      }
    }
    for policy in snapshot.clusterNetworkPolicies {
      for selector in policy.namespaceSelectors { mention(selector) }
    }
    for claim in claims {
      Group.parts(of: claim.groups).forEach { mention($0) }
      if case .nothingElse(.namespaces(let names)) = claim { names.forEach { mention(name: $0) } }
      if case .namespacesIsolated(let key, _) = claim { mention(tenantsOf: key, snapshot) }
    }
  }

  func keyIndex(of key: Symbol) -> Int? { keyIndices[key] }

  /// How many values of a key that occur nowhere else can be told apart: two namespaces can be of one new tenant
  /// or of two, and no selector says which.
  func freshCount(ofKey index: Int) -> Int {
    tenantKeys.contains(keys[index]) ? 2 : 1
  }

  /// The number of codes of the key with this index.
  func size(ofKey index: Int) -> Int {
    1 + freshCount(ofKey: index) + values[index].count
  }

  /// The code of `value` under the key with this index; nil where it is one that nobody mentions.
  func code(of value: Symbol, underKey index: Int) -> Int? {
    codes[Labels.Pair(key: keys[index], value: value)].map { $0 + 1 + freshCount(ofKey: index) }
  }

  /// The value of a code, nil for the absent label.
  func text(ofCode code: Int, underKey index: Int) -> HypotheticalText? {
    if code == Self.absent { return nil }
    let position = code - 1 - freshCount(ofKey: index)
    return position < 0 ? .fresh(code - Self.fresh) : .mentioned(values[index][position])
  }

  /// The code of a mentioned name that is free to take.
  func code(ofName name: Symbol) -> Int? { nameCodes[name] }

  /// Whether a namespace of the manifests has this name.
  func isTaken(_ name: Symbol) -> Bool { takenNames.contains(name) }
}

extension NamespaceVocabulary {
  private mutating func mention(_ term: Group.Term) {
    guard case .pods(let namespaces, _, _) = term else { return }
    switch namespaces {
    case .any: break
    case .names(let names): names.forEach { mention(name: $0) }
    case .matching(let selector): mention(selector)
    }
  }

  private mutating func mention(_ selector: LabelSelector) {
    for pair in selector.matchLabels { mention(pair.value, under: pair.key) }
    for requirement in selector.matchExpressions {
      if requirement.key != nameKey { _ = mention(requirement.key) }
      for value in requirement.values { mention(value, under: requirement.key) }
    }
  }

  /// Tenants are told apart by every value that a namespace carries.
  private mutating func mention(tenantsOf key: Symbol, _ snapshot: Snapshot) {
    guard key != nameKey else { return }
    tenantKeys.insert(key)
    _ = mention(key)
    for value in snapshot.namespaces.compactMap({ $0.labels[key] }) { mention(value, under: key) }
  }

  private mutating func mention(_ value: Symbol, under key: Symbol) {
    if key == nameKey { return mention(name: value) }
    let index = mention(key)
    let pair = Labels.Pair(key: key, value: value)
    guard codes[pair] == nil else { return }
    codes[pair] = values[index].count
    values[index].append(value)
  }

  private mutating func mention(_ key: Symbol) -> Int {
    if let known = keyIndices[key] { return known }
    keyIndices[key] = keys.count
    keys.append(key)
    values.append([])
    return keys.count - 1
  }

  private mutating func mention(name: Symbol) {
    guard !takenNames.contains(name), nameCodes[name] == nil, isPossible(name) else { return }
    names.append(name)
    nameCodes[name] = names.count
  }

  /// Whether a namespace can be called so: a selector may ask for more, since label values are wider than DNS-1123 labels (V-11).
  private func isPossible(_ name: Symbol) -> Bool {
    let bytes = Array(symbols[name].utf8)
    let isPlain = bytes.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 }
    return isPlain && (1...63).contains(bytes.count) && bytes.first != 45 && bytes.last != 45
  }
}

extension ClusterNetworkPolicy {
  /// Those of the subject and of all peers.
  fileprivate var namespaceSelectors: [LabelSelector] {
    let peers = [ingress ?? [], egress ?? []].joined().flatMap(\.peers)
    let ofSubject: LabelSelector? =
      switch subject {
      case .namespaces(let selector): selector
      case .pods(let selector, _): selector
      }
    return [ofSubject].compactMap(\.self)
      + peers.compactMap { peer in
        switch peer.term {
        case .namespaces(let selector): selector
        case .pods(let selector, _): selector
        case .networks, .nodes, .domainNames: nil
        }
      }
  }
}
