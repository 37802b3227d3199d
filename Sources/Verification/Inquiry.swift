import Evaluation
import Intents

/// A claim and the world in which it is asked.
struct Question: Hashable, Sendable {
  var claim: Claim
  var world: World
}

/// What an engine says to the questions on which verdicts rest.
struct EngineAnswers: Sendable {
  private(set) var answers: [Question: Answer] = [:]
  /// How long the engine took for an intent, by its place in the run.
  private(set) var seconds: [IntentPlace: Double] = [:]
  var totalSeconds: Double { seconds.values.reduce(0, +) }

  subscript(claim: Claim, world: World) -> Answer? {
    answers[Question(claim: claim, world: world)]
  }

  /// Asks an engine what `Judge` will ask about one intent, as far as the engine's own answers lead; what is
  /// not foreseen here is asked when it comes up.
  ///
  /// So each engine can be asked everything while the other one is busy.
  mutating func foresee(
    _ intent: Intent, at place: IntentPlace, _ support: Support, _ ask: (Claim, World) -> Answer
  ) {
    let start = ContinuousClock.now
    defer { seconds[place] = start.duration(to: .now).seconds }
    let world = intent.decidingWorld
    guard support.unsupported(intent.claim, in: world).isEmpty else { return }
    if world != .deployed, isBroken(intent.claim, .deployed, ask) { return }
    if isBroken(intent.claim, world, ask) {
      narrow(intent.claim, from: .deployed, to: world, ask)
    } else if let prohibition = intent.claim.prohibition, world < .openCluster,
      self[intent.claim, world]?.outcome == .holds,
      support.unsupported(prohibition, in: .openCluster).isEmpty,
      isBroken(prohibition, .openCluster, ask)
    {
      narrow(prohibition, from: world, to: .openCluster, ask)
    }
  }

  private mutating func narrow(
    _ claim: Claim, from known: World, to world: World, _ ask: (Claim, World) -> Answer
  ) {
    _ = World.allCases.first { known < $0 && $0 < world && isBroken(claim, $0, ask) }
  }

  private mutating func isBroken(
    _ claim: Claim, _ world: World, _ ask: (Claim, World) -> Answer
  ) -> Bool {
    let question = Question(claim: claim, world: world)
    let answer = answers[question] ?? ask(claim, world)
    answers[question] = answer
    return answer.outcome == .violated
  }
}

/// Which intent of a run.
struct IntentPlace: Hashable, Sendable {
  /// An index into the files of the run.
  var file: Int
  /// An index into the file's intents.
  var index: Int
}
