public import ClusterModel
public import Intents

/// What a verdict rests on.
public struct Reasons: Sendable {
  /// What a sentence that holds rests on: what it prohibits, what it requires, each tenant by itself. Of a sentence that
  /// is refuted, what its first counterexample rests on, or of `some`, that there is none.
  public internal(set) var cores: [Core] = []
  /// Whether it is a counterexample that the cores are of.
  public internal(set) var isOfFlow = false
  /// Directions in which no policy isolates any end that a required flow has.
  public internal(set) var unrestricted: [Direction] = []
  /// The solver reached a limit, and something is missing.
  public internal(set) var isIncomplete = false
  /// What the two readings say differently: a fault of ours.
  public internal(set) var disagreement: String?
}
