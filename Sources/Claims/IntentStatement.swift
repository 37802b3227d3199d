public import ClusterModel
public import Compilation
public import Intents

/// An intent in one world as formulas over parts that have names, to be written down in one notation or another.
public struct IntentStatement {
  public let statement: Statement
  let intent: Intent
  let world: World
  let snapshot: Snapshot
  let assumptions: Assumptions
  /// The sentences that `nothing else is allowed` asks about; empty for any other.
  let sentences: [String]
  let fileName: (FileID) -> String?

  /// - Parameters:
  ///   - world: The one the intent holds in, its own or a narrower one.
  ///   - intents: All of the run: what `nothing else is allowed` excuses is theirs.
  ///   - witness: A flow that shows a `some` to hold; others need none.
  ///   - fileName: What to call the files of the snapshot; nil leaves the place of what is in it out.
  /// - Throws: why there is nothing to state.
  public init(
    _ intent: Intent, in world: World, _ snapshot: Snapshot, _ assumptions: Assumptions,
    intents: [Intent], witness: Flow? = nil, fileName: @escaping (FileID) -> String?
  ) throws(StatementError) {
    // `some` ranges over deployed pods only, whatever the world.
    var world = world
    if case .someReaches = intent.claim { world = .deployed }
    statement = try Statement(
      of: intent.claim, in: world, snapshot, assumptions, coverage: intents.map(\.claim),
      witness: witness)
    self.intent = intent
    self.world = world
    self.snapshot = snapshot
    self.assumptions = assumptions
    self.fileName = fileName
    if case .nothingElse = intent.claim {
      sentences = intents.map(\.sentence)
    } else {
      sentences = []
    }
  }
}
