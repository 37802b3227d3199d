public import ClusterModel
import Compilation
public import Intents

extension StatedClaim {
  /// The relation of the new side of a change to the old one, in one world.
  ///
  /// - Parameters:
  ///   - old: has the namespaces and pods of `new`, by index; what it lacks is a pod that has finished.
  ///   - absentFromOld: namespaces that the old side does not have, and the same for the new side.
  ///   - absentKinds: what was taken out of both sides, as given to `--assume-absent`.
  ///   - world: not `openBoth`.
  ///   - fileName: What to call the files of either side; nil leaves the place of what is in it out.
  public init(
    _ relation: Relation, in world: World, old: Snapshot, new: Snapshot,
    absentFromOld: [NamespaceID], absentFromNew: [NamespaceID], _ assumptions: Assumptions,
    absentKinds: [String], fileName: @escaping (FileID) -> String?
  ) {
    let assumed =
      assumptions.words(symbols: new.symbols)
      + absentKinds.map { "no objects of kind \($0)" }
    self.init(
      Statement(
        of: relation, in: world, old: old, new: new,
        absent: [.old: absentFromOld, .new: absentFromNew], assumptions),
      Phrases(snapshot: new, old: old, sentences: [], fileName: fileName), subject: "relation",
      header: [
        "relation: the new side is \(relation.word) the old side",
        "states: \(Self.meaning(of: relation))", "world: \(world.rawValue)",
        "universe: \(Self.universe(world))", "assumptions: " + assumed.joined(separator: "; "),
      ])
  }

  private static func meaning(of relation: Relation) -> String {
    let open = "where what the manifests leave open \(Assumptions.open) may turn out either way"
    return switch relation {
    case .contained:
      "every flow that may be allowed on the new side may be allowed on the old side, \(open)"
    case .equivalent:
      "the same flows may be allowed on both sides, and the same must be, \(open)"
    }
  }

  private static func universe(_ world: World) -> String {
    let deployed = "every pod of either side, which is one pod on both where its workload is"
    let new =
      ", with any labels where the manifests leave them open, and one pod of the pod network that nobody has deployed, the same "
      + "on both sides, in "
    let rest =
      ", and every address outside the cluster; what a side does not have has no flow there"
    return switch world {
    case .deployed: deployed + rest
    case .open: deployed + new + "a namespace of theirs" + rest
    case .openCluster, .openBoth: deployed + new + "any namespace" + rest
    }
  }
}

extension Relation {
  fileprivate var word: String {
    switch self {
    case .equivalent: "equivalent to"
    case .contained: "contained in"
    }
  }
}
