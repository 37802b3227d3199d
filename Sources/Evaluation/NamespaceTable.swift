import ClusterModel

/// The namespaces of a subject or a peer.
enum NamespaceSet: Hashable, Sendable {
  case one(NamespaceID)
  /// Those that a selector of the `NamespaceTable` takes in, by its number.
  case matching(Int)
}

/// Which namespaces each selector of the policies takes in.
///
/// Policies refer to selectors by number, so that a namespace can be added, or have other labels, without
/// any policy being read again: that is what a supposed namespace does.
struct NamespaceTable: Sendable {
  private(set) var selectors: [LabelSelector] = []
  private var numbers: [LabelSelector: Int] = [:]
  /// By selector and namespace.
  private var flags: [[Bool]] = []
  private(set) var namespaceCount = 0

  mutating func number(of selector: LabelSelector, _ labels: [Labels]) -> Int {
    if let known = numbers[selector] { return known }
    flags.append(labels.map(selector.selects))
    selectors.append(selector)
    numbers[selector] = selectors.count - 1
    return selectors.count - 1
  }

  /// Takes in the namespaces at the end of `labels` that are new.
  mutating func extend(_ labels: [Labels]) {
    for (number, selector) in selectors.enumerated() {
      flags[number] += labels[namespaceCount...].map(selector.selects)
    }
    namespaceCount = labels.count
  }

  /// Follows a change of a namespace's labels.
  mutating func refresh(_ namespace: NamespaceID, _ labels: Labels) {
    let index = Int(namespace.rawValue)
    for (number, selector) in selectors.enumerated() {
      flags[number][index] = selector.selects(labels)
    }
  }

  /// The namespaces, by index, that a selector takes in.
  func namespaces(of selector: Int) -> [Int] {
    flags[selector].indices.filter { flags[selector][$0] }
  }

  func contains(_ namespace: NamespaceID, in set: NamespaceSet) -> Bool {
    switch set {
    case .one(let id): id == namespace
    case .matching(let number): flags[number][Int(namespace.rawValue)]
    }
  }
}

/// Indices of rules, by the namespaces for whose pods they may speak.
struct SubjectIndex: Sendable {
  private var indices: [[Int]] = []
  /// Those whose subject is not one namespace alone; they have to be looked at where a namespace is added.
  private(set) var wide: [Int] = []
  /// The same by selector of the `NamespaceTable`.
  private var bySelector: [Int: [Int]] = [:]
  private var isWide: [Bool] = []

  subscript(namespace: NamespaceID) -> [Int] { indices[Int(namespace.rawValue)] }

  /// Those that speak for pods of a namespace whatever its labels are, and those that may.
  func possible(_ namespace: NamespaceID) -> [Int] {
    if wide.isEmpty { return self[namespace] }
    let own = self[namespace].filter { !isWide[$0] }
    return own.isEmpty ? wide : (own + wide).sorted()
  }

  mutating func extend(_ subjects: some RandomAccessCollection<Subject>, _ table: NamespaceTable) {
    for index in indices.count..<max(indices.count, table.namespaceCount) {
      indices.append(taken(NamespaceID(rawValue: Int32(index)), table))
    }
    var namespaces: [Int: [Int]] = [:]
    for (index, subject) in subjects.enumerated().dropFirst(isWide.count) {
      switch subject.namespaces {
      case .one(let namespace):
        isWide.append(false)
        indices[Int(namespace.rawValue)].append(index)
      case .matching(let selector):
        isWide.append(true)
        wide.append(index)
        bySelector[selector, default: []].append(index)
        let taken = namespaces[selector] ?? table.namespaces(of: selector)
        namespaces[selector] = taken
        for namespace in taken { indices[namespace].append(index) }
      }
    }
  }

  mutating func refresh(_ namespace: NamespaceID, _ table: NamespaceTable) {
    if wide.isEmpty { return }
    let own = self[namespace].filter { !isWide[$0] }
    let taken = taken(namespace, table)
    indices[Int(namespace.rawValue)] = own.isEmpty ? taken : (own + taken).sorted()
  }

  /// The wide ones that speak for pods of a namespace.
  private func taken(_ namespace: NamespaceID, _ table: NamespaceTable) -> [Int] {
    let lists = bySelector.filter { table.contains(namespace, in: .matching($0.key)) }.values
    return lists.count == 1 ? lists.first ?? [] : lists.joined().sorted()
  }
}
