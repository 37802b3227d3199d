import ClusterModel
import Evaluation
import Intents

/// Looks for the smallest flow of a wider world that reaches a goal of a claim.
///
/// Place by place: the policies of two namespaces, and what the claim asks of their pods, are all that
/// can tell flows between them apart.
final class WorldSearch {
  let space: WorldSpace
  let words: ClaimWords
  let budget: Budget
  /// The classes of the manifests that some main box has on a side.
  let members: [Role: Bits]
  var ends: [Role: [NamespaceID: PlaceEnds]] = [:]

  private(set) var newcomers = Newcomers.none
  /// How much a flow may suppose, as far as the search has gone yet.
  private(set) var bound = 0
  /// Whether something was left out because it supposes too much.
  var isCut = false
  private(set) var best: Finding?

  init(_ space: WorldSpace, _ words: ClaimWords, members: [Role: Bits], _ budget: Budget) {
    self.space = space
    self.words = words
    self.members = members
    self.budget = budget
  }

  /// Most counterexamples suppose little: all that suppose no more are looked at first, and the rest only if there is none.
  private static let bounds = [2, Int.max]

  /// The smallest flow of a kind that the world `world` has and `settled` has not.
  func smallest(
    _ newcomers: Newcomers, in world: World, beyond settled: World
  ) throws(Interruption) -> Finding? {
    self.newcomers = newcomers
    best = nil
    // What is deployed is settled where nothing about it is open.
    if newcomers == .none, !space.hasOpenEnds { return nil }
    for bound in Self.bounds {
      self.bound = bound
      isCut = false
      try visit(world, beyond: settled)
      if best != nil || !isCut { break }
    }
    return best
  }

  /// How much a flow may suppose to be of interest.
  var limit: Int { min(bound, best?.rank.cost ?? .max) }

  /// Takes a flow if it is smaller than those before.
  func offer(_ finding: Finding) {
    if let best, best.rank <= finding.rank { return }
    best = finding
  }
}
