import ClusterModel
import Intents

/// What a claim speaks of, whatever it says about it.
extension Claim {
  var groups: [Group] {
    switch self {
    case .reaches(let sources, let targets), .someReaches(let sources, let targets),
      .mayReach(let sources, let targets), .cannotReach(let sources, let targets),
      .onlyMayReach(let sources, let targets), .onlyReaches(let sources, let targets):
      sources + targets.map(\.group)
    case .noEgress(let sources, let exceptions): sources + exceptions.map(\.group)
    case .noIngress(let destinations, let exceptions):
      destinations + exceptions.flatMap { $0.from ?? [] }
    case .isolated(let some, let others): some + others
    case .namespacesIsolated(_, let exceptions):
      exceptions.flatMap { exception in
        switch exception {
        case .to(let target): [target.group]
        case .from(let exception): exception.from ?? []
        }
      }
    case .nothingElse(.to(let targets)): targets.map(\.group)
    case .nothingElse(.from(let sources)): sources
    case .nothingElse(.everywhere), .nothingElse(.namespaces): []
    }
  }

  var ports: [Ports] {
    switch self {
    case .reaches(_, let targets), .someReaches(_, let targets), .mayReach(_, let targets),
      .cannotReach(_, let targets), .onlyMayReach(_, let targets), .onlyReaches(_, let targets),
      .noEgress(_, let targets), .nothingElse(.to(let targets)):
      targets.map(\.ports)
    case .noIngress(_, let exceptions): exceptions.map(\.ports)
    case .namespacesIsolated(_, let exceptions):
      exceptions.map { exception in
        switch exception {
        case .to(let target): target.ports
        case .from(let exception): exception.ports
        }
      }
    case .isolated, .nothingElse: []
    }
  }
}

extension Group {
  /// The terms of the group with its unions taken apart.
  static func parts(of groups: [Group]) -> [Term] {
    var parts: [Term] = []
    var pending = Array(groups.reversed())
    while let group = pending.popLast() {
      if case .anyOf(let members) = group.term {
        pending.append(contentsOf: members.reversed())
      } else {
        parts.append(group.term)
      }
    }
    return parts
  }
}
