import Analysis
import Claims
import ClusterModel
import Intents
import Samples

/// Two random sides in a random world, with both relations and what the engines say of them.
struct RandomRelation {
  let name: String
  let clusters: ClusterPair
  let world: World
  let relation: Relation

  /// Both relations of a sample and the same after a change, at times none, or in the reverse direction.
  static func both(seed: UInt64) -> [RandomRelation] {
    var random = SplitMix64(seed: 71_000 + seed)
    let world = [World.deployed, .open, .openCluster][Int(seed % 3)]
    var wide = WorldSample.wide(in: world, using: &random)
    if random.chance(40) { wide = wide.withTiers(using: &random) }
    var sides = [
      wide.sample, random.chance(20) ? wide.sample : wide.sample.changed(using: &random),
    ]
    if random.chance(40) {
      sides[1].snapshot.clusterNetworkPolicies.removeAll { _ in random.chance(50) }
    }
    if random.chance(50) {
      // The side that is read last knows all words.
      sides[0].snapshot.symbols = sides[1].snapshot.symbols
      sides.reverse()
    }
    let clusters = ClusterPair(
      SnapshotPair(sides[0].snapshot, sides[1].snapshot), assumptions: wide.assumptions)
    return Relation.allCases.map {
      RandomRelation(name: "\(seed) \($0) \(world)", clusters: clusters, world: world, relation: $0)
    }
  }

  var isProved: Bool? {
    let question: DifferenceQuestion = relation == .equivalent ? .equivalent : .contained
    switch DifferenceJudge(clusters, world: world).answer(to: [question])[question]?.answer {
    case .proved: return true
    case .refuted: return false
    case .undecided, .disagreement, nil: return nil
    }
  }

  var claim: StatedClaim {
    clusters.claim(relation, in: world) { _ in nil }
  }
}

extension ClusterPair {
  func claim(
    _ relation: Relation, in world: World, fileName: @escaping (FileID) -> String?
  ) -> StatedClaim {
    func absent(from side: Side) -> [NamespaceID] {
      snapshots.new.namespaceIDs.filter { !snapshots.has($0, side) }
    }
    return StatedClaim(
      relation, in: world, old: snapshots.old, new: snapshots.new,
      absentFromOld: absent(from: .old), absentFromNew: absent(from: .new), assumptions,
      absentKinds: [], fileName: fileName)
  }
}
