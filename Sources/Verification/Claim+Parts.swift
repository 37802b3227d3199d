import Intents

extension Claim {
  /// The lists of groups whose union the sentence speaks of, exceptions aside.
  var groupLists: [[Group]] {
    switch self {
    case .reaches(let from, let to), .someReaches(let from, let to), .mayReach(let from, let to),
      .cannotReach(let from, let to), .onlyMayReach(let from, let to),
      .onlyReaches(let from, let to):
      [from, to.map(\.group)]
    case .noEgress(let of, _): [of]
    case .noIngress(let to, _): [to]
    case .isolated(let first, let second): [first, second]
    case .namespacesIsolated: []
    case .nothingElse(let scope):
      switch scope {
      case .everywhere, .namespaces: []
      case .to(let targets): [targets.map(\.group)]
      case .from(let groups): [groups]
      }
    }
  }

  /// The exceptions of the sentence, in one shape.
  var exceptions: [TenantException] {
    switch self {
    case .noEgress(_, let except): except.map(TenantException.to)
    case .noIngress(_, let except): except.map(TenantException.from)
    case .namespacesIsolated(_, let except): except
    default: []
    }
  }

  /// The targets with their ports.
  var targets: [Target] {
    switch self {
    case .reaches(_, let to), .someReaches(_, let to), .mayReach(_, let to),
      .cannotReach(_, let to), .onlyMayReach(_, let to), .onlyReaches(_, let to):
      to
    case .nothingElse(.to(let targets)): targets
    default: []
    }
  }

  /// Whether the sentence, or a half of it, forbids flows: then wider worlds have a say.
  var isProhibitive: Bool {
    switch self {
    case .reaches, .someReaches, .mayReach: false
    case .cannotReach, .onlyMayReach, .onlyReaches, .noEgress, .noIngress, .isolated,
      .namespacesIsolated, .nothingElse:
      true
    }
  }

  /// Whether the sentence singles somebody out, who is then expected to get through.
  var isExclusive: Bool {
    switch self {
    case .onlyMayReach, .onlyReaches: true
    default: false
    }
  }
}
