public import ClusterModel
public import Compilation
public import Intents

extension StatedClaim {
  /// An intent in one world.
  ///
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
    var sentences: [String] = []
    if case .nothingElse = intent.claim { sentences = intents.map(\.sentence) }
    self.init(
      try Statement(
        of: intent.claim, in: world, snapshot, assumptions, coverage: intents.map(\.claim),
        witness: witness),
      Phrases(snapshot: snapshot, sentences: sentences, fileName: fileName), subject: "intent",
      header: Self.header(of: intent, in: world, snapshot, assumptions))
  }

  private static func header(
    of intent: Intent, in world: World, _ snapshot: Snapshot, _ assumptions: Assumptions
  ) -> [String] {
    var lines: [String] = []
    if let id = intent.id { lines.append("intent: \(id)") }
    lines.append("sentence: \(intent.sentence)")
    lines.append("states: " + meaning(of: intent.claim))
    lines.append("world: \(world.rawValue)")
    lines.append("universe: \(universe(world))")
    lines.append(
      "assumptions: " + assumptions.words(symbols: snapshot.symbols).joined(separator: "; "))
    return lines
  }

  /// What `unsat` says: where the manifests leave a decision open, a flow is whatever hurts the claim.
  private static func meaning(of claim: Claim) -> String {
    let open = "whatever the manifests leave open turns out to be \(Assumptions.open)"
    return switch claim.kind {
    case .prohibition: "no flow that the sentence prohibits may be allowed, \(open)"
    case .obligation:
      if case .someReaches = claim {
        "the flow that is asserted is one of the sentence, and it is allowed, \(open)"
      } else {
        "every flow that the sentence requires must be allowed, \(open)"
      }
    case .both:
      "no flow that the sentence prohibits may be allowed, and every flow that it requires must be, \(open)"
    case .permission: "nothing"
    }
  }

  private static func universe(_ world: World) -> String {
    let deployed = "every pod of the manifests and every address outside the cluster"
    let labels = ", with any labels where the manifests leave them open"
    return switch world {
    case .deployed: deployed
    case .open:
      deployed + labels
        + ", and one pod of the pod network that nobody has deployed, in a namespace of theirs"
    case .openCluster:
      deployed + labels
        + ", and one pod of the pod network that nobody has deployed, in any namespace"
    case .openBoth:
      deployed + labels
        + ", and two pods of the pod network that nobody has deployed, in any namespaces"
    }
  }
}
