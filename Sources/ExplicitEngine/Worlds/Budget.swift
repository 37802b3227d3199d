/// Why a search ended without an answer.
enum Interruption: Error {
  /// There is more to look at than this engine is made for.
  case tooLarge
  case timedOut

  var reason: String {
    switch self {
    case .tooLarge: "explicit universe too large"
    case .timedOut: "timeout"
    }
  }
}

/// How much a search may still look at.
///
/// Counted in steps and not in seconds, so that the same question has the same answer on every machine; the
/// clock stops a search only where the user sets it.
final class Budget {
  private var steps: Int
  private let deadline: ContinuousClock.Instant?
  private var untilNextLook = 0

  /// What a search may take by itself: about a tenth of a second.
  static let stepsOfASearch = 600_000

  init(_ steps: Int = stepsOfASearch, deadline: ContinuousClock.Instant?) {
    self.steps = steps
    self.deadline = deadline
  }

  func spend(_ cost: Int) throws(Interruption) {
    steps -= cost
    if steps < 0 { throw .tooLarge }
    guard let deadline else { return }
    untilNextLook -= cost
    guard untilNextLook < 0 else { return }
    untilNextLook = 1_000
    if ContinuousClock.now > deadline { throw .timedOut }
  }
}
