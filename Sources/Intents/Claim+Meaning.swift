public import ClusterModel

extension Claim {
  /// The exact meaning of the sentence in words, as `netproof intents explain` prints it.
  ///
  /// `must` and `may` are those of intents.md, "Must and may": they differ where an address is unknown. Groups are called by
  /// their names; ``Group/definition(symbols:)`` says what these stand for.
  public func meaning(symbols: SymbolTable) -> String {
    let words = Words(symbols: symbols)
    switch self {
    case .reaches(let sources, let targets):
      return "holds iff every flow from \(words.union(sources)) to \(words.list(targets)) "
        + "must be allowed"
    case .someReaches(let sources, let targets):
      return "holds iff some flow from \(words.union(sources)) to \(words.list(targets)) "
        + "must be allowed; only pods of the manifests count"
    case .mayReach(let sources, let targets):
      return "always holds: flows from \(words.union(sources)) to \(words.list(targets)) are "
        + "permitted, which counts for `nothing else is allowed`"
    case .cannotReach(let sources, let targets):
      return
        "holds iff no flow from \(words.union(sources)) to \(words.list(targets)) may be allowed"
    case .onlyMayReach(let sources, let targets):
      return "holds iff no flow from (anyone − \(words.union(sources))) to \(words.list(targets)) "
        + "may be allowed"
    case .onlyReaches(let sources, let targets):
      return "holds iff every flow from \(words.union(sources)) to \(words.list(targets)) must be "
        + "allowed, and no flow from (anyone − \(words.union(sources))) to there may be"
    case .noEgress(let sources, let except):
      return "holds iff no flow from \(words.union(sources)) may be allowed"
        + words.except(except.map { "to " + words.target($0) })
    case .noIngress(let destinations, let except):
      return "holds iff no flow to \(words.union(destinations)) may be allowed"
        + words.except(except.map(words.exception))
    case .isolated(let left, let right):
      let (left, right) = (words.union(left), words.union(right))
      return "holds iff no flow from \(left) to \(right), and none from \(right) to \(left), "
        + "may be allowed, on any port"
    case .namespacesIsolated(let key, let except):
      return "holds iff no flow between pods of different namespaces may be allowed where one of "
        + "the namespaces carries the label \(symbols[key]) and not both carry it with the same value"
        + words.except(except.map(words.exception))
    case .nothingElse(let scope):
      return "holds iff every flow\(words.scope(scope)) that may be allowed is covered by a "
        + "sentence that asks for it or permits it, or by an exception, in any intent file of the run"
    }
  }
}

/// The parts of a meaning.
private struct Words {
  let symbols: SymbolTable

  /// `WEB`, or `(WEB ∪ ADMIN)`.
  func union(_ groups: [Group]) -> String {
    let names = groups.map(\.name).removingRepetitions
    let union = names.joined(separator: " ∪ ")
    return names.count == 1 ? union : "(\(union))"
  }

  func list(_ targets: [Target]) -> String {
    guard let first = targets.first, targets.allSatisfy({ $0.ports == first.ports }) else {
      return targets.map(target).joined(separator: ", or to ")
    }
    return "\(union(targets.map(\.group))) on \(first.ports.words(symbols: symbols))"
  }

  func target(_ target: Target) -> String {
    "\(target.group.name) on \(target.ports.words(symbols: symbols))"
  }

  func except(_ exceptions: [String]) -> String {
    exceptions.isEmpty ? "" : ", but those " + exceptions.joined(separator: ", and those ")
  }

  func exception(_ exception: IngressException) -> String {
    "from \(exception.from.map(union) ?? "anyone") on \(exception.ports.words(symbols: symbols))"
  }

  func exception(_ exception: TenantException) -> String {
    switch exception {
    case .to(let target): "to " + self.target(target)
    case .from(let from): self.exception(from)
    }
  }

  func scope(_ scope: Scope) -> String {
    switch scope {
    case .everywhere: ""
    case .namespaces(let names):
      " from or to a pod of namespace " + names.map { symbols[$0] }.joined(separator: " or ")
    case .to(let targets): " to " + list(targets)
    case .from(let sources): " from " + union(sources)
    }
  }
}
