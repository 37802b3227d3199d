import ClusterModel

/// A value that a key can have, nil for absence.
struct LabelOption {
  var value: Symbol?
  /// How many things it supposes.
  var cost: Int
  /// Whether a hypothesis has to say so; not what an object has by itself.
  var isSupposed: Bool

  static let absent = LabelOption(value: nil, cost: 0, isSupposed: false)

  static func own(_ value: Symbol?) -> LabelOption {
    LabelOption(value: value, cost: 0, isSupposed: false)
  }

  static func supposed(_ value: Symbol) -> LabelOption {
    LabelOption(value: value, cost: 1, isSupposed: true)
  }
}

/// Which values the keys of an object can have in a wider world (intents.md, "Worlds").
enum LabelDomain {
  /// - Parameter fixed: the keys that an administrator alone sets, with the values that pods of the namespace carry.
  case newPod(fixed: [Symbol: [Symbol]], defaultAccount: Symbol?)
  /// A pod of the manifests, of whose labels some are known to the API server only.
  case deployedPod(Labels, unknown: [Symbol], account: Symbol?)
  case newNamespace(NewNamespace)
  /// A namespace that is used and not declared: nobody knows what labels it has.
  case undeclaredNamespace(name: Symbol, nameKey: Symbol, others: Int)

  struct NewNamespace {
    var nameKey: Symbol
    var taken: Set<Symbol>
    let symbols: SymbolTable
    /// The keys that an administrator alone sets, with the values that namespaces of the manifests carry.
    var fixed: [Symbol: Set<Symbol>]
    /// Tells the names of two new namespaces apart.
    var number: Int
    /// How many values that nobody mentions have to be told apart.
    var others: Int

    /// A selector may ask for values that are no name of a namespace: those are DNS labels (V-11).
    func canBeCalled(_ name: Symbol) -> Bool {
      guard name.rawValue >= 0, !taken.contains(name) else { return false }
      let text = symbols[name]
      guard let first = text.first, let last = text.last, text.utf8.count <= 63 else {
        return false
      }
      return first != "-" && last != "-"
        && text.allSatisfy { "abcdefghijklmnopqrstuvwxyz0123456789-".contains($0) }
    }
  }

  /// The options of a key, cheapest first; of several that nothing tells apart the first is the one to show.
  func options(_ key: Symbol, mentioned: [Symbol]) -> [LabelOption] {
    switch self {
    case .newPod(let fixed, let defaultAccount):
      if key == .accountKey { return Self.accounts(mentioned, defaultAccount) }
      if let carried = fixed[key] { return [.absent] + carried.map(LabelOption.supposed) }
      return Self.anything(mentioned, others: 1)
    case .deployedPod(let labels, let unknown, let account):
      if key == .accountKey { return [.own(account)] }
      if unknown.contains(key) { return Self.anything(mentioned, others: 1) }
      return [.own(labels[key])]
    case .newNamespace(let space):
      if key == space.nameKey {
        let fresh = LabelOption(value: .fresh(space.number), cost: 0, isSupposed: true)
        return [fresh] + mentioned.filter(space.canBeCalled).map(LabelOption.supposed)
      }
      let allowed = mentioned.filter { !(space.fixed[key]?.contains($0) ?? false) }
      return Self.anything(allowed, others: space.others)
    case .undeclaredNamespace(let name, let nameKey, let others):
      return key == nameKey ? [.own(name)] : Self.anything(mentioned, others: others)
    }
  }

  private static func anything(_ mentioned: [Symbol], others: Int) -> [LabelOption] {
    let values = mentioned.filter { $0.rawValue >= 0 }
    return [.absent] + (values + (0..<others).map(Symbol.fresh)).map(LabelOption.supposed)
  }

  /// A pod that names no account runs as `default`, which is like any unmentioned one where nobody mentions it.
  private static func accounts(_ mentioned: [Symbol], _ standard: Symbol?) -> [LabelOption] {
    let others = mentioned.filter { $0 != standard }.map(LabelOption.supposed)
    let isMentioned = standard.map(mentioned.contains) ?? false
    return [.own(standard)] + others + (isMentioned ? [.supposed(.fresh(0))] : [])
  }
}
