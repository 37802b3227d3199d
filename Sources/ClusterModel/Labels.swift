/// The labels of a pod or a namespace: a map from key to value, as written.
public struct Labels: Hashable, Sendable {
  public struct Pair: Hashable, Sendable {
    public let key: Symbol
    public let value: Symbol

    public init(key: Symbol, value: Symbol) {
      self.key = key
      self.value = value
    }
  }

  /// Sorted by key; no key occurs twice.
  public private(set) var pairs: [Pair]

  public init() {
    pairs = []
  }

  /// The labels with `pairs`; of a repeated key the last value counts.
  public init(_ pairs: some Sequence<Pair>) {
    self.init()
    for pair in pairs { self[pair.key] = pair.value }
  }

  /// The value of `key`, nil where the label is absent.
  public subscript(key: Symbol) -> Symbol? {
    get {
      let index = insertionIndex(of: key)
      guard index < pairs.count, pairs[index].key == key else { return nil }
      return pairs[index].value
    }
    set {
      let index = insertionIndex(of: key)
      let isPresent = index < pairs.count && pairs[index].key == key
      switch (newValue, isPresent) {
      case (let value?, true): pairs[index] = Pair(key: key, value: value)
      case (let value?, false): pairs.insert(Pair(key: key, value: value), at: index)
      case (nil, true): pairs.remove(at: index)
      case (nil, false): break
      }
    }
  }

  public var isEmpty: Bool { pairs.isEmpty }

  private func insertionIndex(of key: Symbol) -> Int {
    // Label maps have a handful of entries: a scan beats a binary search.
    pairs.firstIndex { $0.key >= key } ?? pairs.count
  }
}

/// A `metav1.LabelSelector` as written; whether a missing one selects all or nothing is for its reader to say.
public struct LabelSelector: Hashable, Sendable {
  /// In written order.
  public var matchLabels: [Labels.Pair]
  /// In written order.
  public var matchExpressions: [LabelSelectorRequirement]

  public init(
    matchLabels: [Labels.Pair] = [], matchExpressions: [LabelSelectorRequirement] = []
  ) {
    self.matchLabels = matchLabels
    self.matchExpressions = matchExpressions
  }
}

/// A `metav1.LabelSelectorRequirement`: one line of `matchExpressions`.
public struct LabelSelectorRequirement: Hashable, Sendable {
  public enum Operator: Hashable, Sendable, CaseIterable {
    case `in`, notIn, exists, doesNotExist
  }

  public var key: Symbol
  public var `operator`: Operator
  /// At least one for `in` and `notIn`, none for the others; the reader guarantees it (V-10).
  public var values: [Symbol]

  public init(key: Symbol, operator: Operator, values: [Symbol] = []) {
    self.key = key
    self.operator = `operator`
    self.values = values
  }
}
