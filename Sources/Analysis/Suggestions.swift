import ClusterModel
public import Evaluation

/// What was probably meant by a word on the command line that names nothing.
public enum Guess: Hashable, Sendable {
  case nearest(String)
  /// None is near, and these are all there are, or some of them.
  case oneOf([String])
  case nothing

  /// What to say of it; nil where there is nothing to say.
  public var text: String? {
    switch self {
    case .nearest(let name): "did you mean \(name)?"
    case .oneOf(let names):
      names.isEmpty
        ? nil : "there \(names.count == 1 ? "is" : "are") " + Self.list(names, last: "and")
    case .nothing: nil
    }
  }

  /// `a, b or c`; four at most.
  static func list(_ names: [String], last conjunction: String = "or") -> String {
    let shown = names.count > 4 ? names.prefix(3) + ["\(names.count - 3) more"] : names[...]
    guard let last = shown.last, shown.count > 1 else { return shown.first ?? "" }
    return shown.dropLast().joined(separator: ", ") + " \(conjunction) " + last
  }
}

/// Guesses what was meant: the one place that does, so that every option guesses alike.
public struct Suggestions {
  private let names: WorkloadNames
  private let snapshot: Snapshot

  public init(_ cluster: Cluster) {
    self.init(WorkloadNames(cluster), cluster.snapshot)
  }

  init(_ names: WorkloadNames, _ snapshot: Snapshot) {
    (self.names, self.snapshot) = (names, snapshot)
  }

  public func namespace(like word: String) -> Guess {
    guess(word, among: snapshot.namespaces.map { snapshot.symbols[$0.name] }.sorted())
  }

  public func kind(like word: String) -> Guess {
    WorkloadKindWord.nearest(to: word, in: snapshot).map(Guess.nearest) ?? .nothing
  }

  /// A workload or a pod, written so that it is the only one: of the namespaces that were said, else of any.
  ///
  /// - Parameter namespaces: nil stands for every one.
  func workload(like word: String, in namespaces: [String?]) -> Guess {
    let near = names.owners.filter { owner in
      namespaces.contains { $0 == nil || $0 == names.namespaceText(owner) }
    }
    if let meant = nearest(to: word, among: near) { return .nearest(names.fullName(meant)) }
    if let elsewhere = workload(named: word) { return .nearest(elsewhere) }
    let workloads = near.filter { if case .workload = $0 { true } else { false } }
    return .oneOf(workloads.map { names.fullName($0) }.sorted())
  }

  /// The workload or pod of this name in some namespace, whatever its case.
  public func workload(named word: String) -> String? {
    names.owners.first { names.nameText($0).lowercased() == word.lowercased() }
      .map { names.fullName($0) }
  }

  /// A workload or pod whose name is near to a word that was read as the name of a group.
  public func workload(like word: String) -> String? {
    nearest(to: word, among: names.owners).map { names.fullName($0) }
  }

  /// A port name among those that pods give to their ports.
  func port(like word: String, among known: [String]) -> Guess {
    if let near = Spelling.nearest(to: word, among: known) { return .nearest(near) }
    return .oneOf(known)
  }

  private func nearest(
    to word: String, among owners: [WorkloadNames.Owner]
  ) -> WorkloadNames.Owner? {
    let near = Spelling.nearest(to: word, among: owners.map { names.nameText($0) })
    return near.flatMap { near in owners.first { names.nameText($0) == near } }
  }

  private func guess(_ word: String, among known: [String]) -> Guess {
    Spelling.nearest(to: word, among: known).map(Guess.nearest) ?? .oneOf(known)
  }
}
