extension Claim {
  /// The groups that the sentence names, in written order, each once.
  public var groups: [Group] {
    let written: [Group] =
      switch self {
      case .reaches(let sources, let targets), .someReaches(let sources, let targets),
        .mayReach(let sources, let targets), .cannotReach(let sources, let targets),
        .onlyMayReach(let sources, let targets), .onlyReaches(let sources, let targets):
        sources + targets.map(\.group)
      case .noEgress(let sources, let except): sources + except.map(\.group)
      case .noIngress(let destinations, let except):
        destinations + except.flatMap { $0.from ?? [] }
      case .isolated(let left, let right): left + right
      case .namespacesIsolated(_, let except): except.flatMap(\.groups)
      case .nothingElse(.to(let targets)): targets.map(\.group)
      case .nothingElse(.from(let sources)): sources
      case .nothingElse(.everywhere), .nothingElse(.namespaces): []
      }
    var seen: Set<Group> = []
    return written.filter { seen.insert($0).inserted }
  }
}

extension TenantException {
  fileprivate var groups: [Group] {
    switch self {
    case .to(let target): [target.group]
    case .from(let exception): exception.from ?? []
    }
  }
}
