import ClusterModel
import Evaluation
import Intents

/// What a part of a certificate shows.
enum PartKind: Hashable {
  case split(Goal)
  /// Some flow is certain: the witness is all there is to see.
  case existence
  /// The sentence requires nothing.
  case permission

  var text: String {
    switch self {
    case .split(.prohibition): "no flow in scope may be allowed, but those permitted"
    case .split(.obligation): "every flow in scope must be allowed"
    case .existence: "some flow is certain to be allowed: the witness is"
    case .permission: "the sentence permits, and requires nothing"
    }
  }

  static let all: [PartKind] = [
    .split(.prohibition), .split(.obligation), .existence, .permission,
  ]
}

/// One claim of a certificate, in one world.
struct CoverPart {
  var kind: PartKind
  var world: World
  var population: Population
  /// The values that single out a flow in scope, as written.
  var witness: String
  /// Nil where a witness is all there is.
  var tree: Tree?
}

extension CoverSubject {
  /// The parts that the sentence has, each with the world it is about.
  ///
  /// - Parameter prohibition: the world in which what is prohibited does not happen.
  func kinds(_ prohibition: World) -> [(kind: PartKind, world: World)] {
    switch intent.claim {
    case .mayReach: return [(.permission, intent.world)]
    case .someReaches: return [(.existence, .deployed)]
    case .reaches: return [(.split(.obligation), intent.world)]
    case .onlyReaches:
      return [(.split(.prohibition), prohibition), (.split(.obligation), intent.world)]
    default: return [(.split(.prohibition), prohibition)]
    }
  }

  /// The lines in front of a part's cases.
  func head(_ part: CoverPart, _ space: Space) -> [String] {
    var lines = [
      CoverText.line("part", part.kind.text)
    ]
    lines += scope(part.kind).map { CoverText.line("scope", $0) }
    lines.append(CoverText.line("world", part.world.rawValue))
    lines += universe(space).map { CoverText.line("universe", $0) }
    lines.append(CoverText.line("witness", part.witness))
    lines.append(CoverText.line("cases", "\(part.tree?.count ?? 0)"))
    return lines
  }

  static let unlistedUniverse =
    "any two pods, there or new, in any namespaces, there or new, with any labels; addresses outside the cluster;"
    + " new pods are on the pod network"

  /// Who may be an end of flows.
  private func universe(_ space: Space) -> [String] {
    let outside = "addresses outside the cluster"
    switch space.population {
    case .unlisted:
      let hosts = names(space.cluster.pods.filter { cluster.snapshot[$0].isHostNetwork }, space)
      let rest = hosts.map { "\($0) on the network of their nodes" }
      return [Self.unlistedUniverse] + rest
    case .listed:
      var lines = names(space.cluster.pods, space)
      switch space.world {
      case .deployed: break
      case .open: lines.append("one more pod of the pod network in one of these namespaces")
      case .openCluster:
        lines.append("one more pod of the pod network in one of these namespaces or a new one")
      case .openBoth:
        lines.append(
          "two more pods of the pod network, each in one of these namespaces or a new one")
      }
      let namespaces = cluster.snapshot.namespaceIDs.map {
        cluster.snapshot.symbols[cluster.snapshot[$0].name]
      }
      if space.world > .deployed {
        lines.append("namespaces \(namespaces.sorted().joined(separator: ", "))")
      }
      return lines + [outside]
    }
  }

  /// Pods by namespace, replicas marked.
  private func names(_ pods: [PodID], _ space: Space) -> [String] {
    let snapshot = cluster.snapshot
    let groups = Dictionary(grouping: pods) {
      snapshot.symbols[snapshot[snapshot[$0].namespace].name]
    }
    return groups.sorted { $0.key < $1.key }.map { namespace, pods in
      let names = pods.map { id in
        (space.podNames[id] ?? "") + (snapshot[id].population == .replicas ? " (replicas)" : "")
      }
      return "pods " + names.sorted().joined(separator: ", ")
    }
  }
}
