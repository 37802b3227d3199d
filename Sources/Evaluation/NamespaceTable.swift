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
  private var count = 0

  subscript(namespace: NamespaceID) -> [Int] { indices[Int(namespace.rawValue)] }

  /// Those that speak for pods of a namespace whatever its labels are, and those that may.
  func possible(_ namespace: NamespaceID) -> [Int] {
    if wide.isEmpty { return self[namespace] }
    return Set(self[namespace]).union(wide).sorted()
  }

  mutating func extend(_ subjects: some RandomAccessCollection<Subject>, _ table: NamespaceTable) {
    for index in indices.count..<max(indices.count, table.namespaceCount) {
      let namespace = NamespaceID(rawValue: Int32(index))
      indices.append(wide.filter { table.contains(namespace, in: subjects[at: $0].namespaces) })
    }
    for (index, subject) in subjects.enumerated().dropFirst(count) {
      switch subject.namespaces {
      case .one(let namespace): indices[Int(namespace.rawValue)].append(index)
      case .matching:
        wide.append(index)
        for raw in indices.indices {
          let namespace = NamespaceID(rawValue: Int32(raw))
          if table.contains(namespace, in: subject.namespaces) { indices[raw].append(index) }
        }
      }
    }
    count = subjects.count
  }

  mutating func refresh(
    _ namespace: NamespaceID, _ subjects: some RandomAccessCollection<Subject>,
    _ table: NamespaceTable
  ) {
    if wide.isEmpty { return }
    indices[Int(namespace.rawValue)] = indices[Int(namespace.rawValue)]
      .filter { if case .one = subjects[at: $0].namespaces { true } else { false } }
    for index in wide where table.contains(namespace, in: subjects[at: index].namespaces) {
      indices[Int(namespace.rawValue)].append(index)
    }
    indices[Int(namespace.rawValue)].sort()
  }
}

extension RandomAccessCollection {
  fileprivate subscript(at offset: Int) -> Element { self[index(startIndex, offsetBy: offset)] }
}
