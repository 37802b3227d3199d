import Evaluation
public import Intents

/// A readable certificate: a case split over all flows of a world, in which each case is closed by policies or by the sentence.
public struct Cover: Sendable {
  public let text: String
  public let standing: Standing
  /// The number of cases of all parts.
  public let count: Int

  /// More cases than this nobody reads.
  public static let limit = 5000

  /// - Parameters:
  ///   - world: the world in which what the sentence prohibits does not happen; of no matter where it prohibits nothing.
  ///   - limit: how many cases a part may have.
  public init(
    of subject: CoverSubject, _ standing: Standing, in world: World, limit: Int = Cover.limit
  ) throws(CoverFailure) {
    var lines = subject.header(standing)
    var count = 0
    for (kind, world) in subject.kinds(world) {
      let (part, space) = try Self.part(kind, world, subject, limit)
      lines.append("")
      lines += subject.head(part, space)
      if let tree = part.tree {
        lines.append("")
        lines += TreeText.lines(tree, space)
        count += tree.count
      }
    }
    text = lines.joined(separator: "\n") + "\n"
    self.standing = standing
    self.count = count
  }

  private static func part(
    _ kind: PartKind, _ world: World, _ subject: CoverSubject, _ limit: Int
  ) throws(CoverFailure) -> (CoverPart, Space) {
    let listed = Space(subject.cluster, world, .listed)
    guard let witness = subject.witness(kind, listed)?.text(listed) else {
      throw .undecided("no flow was found of which the sentence speaks")
    }
    guard case .split(let goal) = kind else {
      let part = CoverPart(kind: kind, world: world, population: .listed, witness: witness)
      let argument = Argument(listed, .obligation, subject.regions(kind).asRequired)
      if kind == .existence, let obstacle = subject.obstacle(argument) {
        throw .unsupported(obstacle)
      }
      return (part, listed)
    }
    let regions = subject.regions(kind)
    // What is shown of any two pods needs no list.
    if world > .deployed, goal == .prohibition, Space.canBeUnlisted(subject.cluster) {
      let space = Space(subject.cluster, max(world, .openCluster), .unlisted)
      let argument = Argument(space, goal, regions)
      if subject.obstacle(argument) == nil, let tree = try? Producer.tree(argument, limit: 200) {
        return (
          CoverPart(kind: kind, world: world, population: .unlisted, witness: witness, tree: tree),
          space
        )
      }
    }
    let argument = Argument(listed, goal, regions)
    if let obstacle = subject.obstacle(argument) { throw .unsupported(obstacle) }
    if goal == .obligation, let missing = subject.missingPort(argument) {
      throw .undecided(missing)
    }
    let tree = try Producer.tree(argument, limit: limit)
    return (
      CoverPart(kind: kind, world: world, population: .listed, witness: witness, tree: tree), listed
    )
  }
}
