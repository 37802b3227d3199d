public import ClusterModel
public import Intents

/// The difference of two sides in a world, with what the engines decided about it.
public struct DifferenceAnswer: Sendable {
  /// Of world `deployed`.
  public var difference: Difference
  /// The world asked for.
  public var world: World
  /// What pods that nobody has deployed gain and lose; empty in world `deployed`.
  public var newPods: [ChangedRegion] = []
  /// Why the enumeration of new pods is not complete; nil where it is.
  public var newPodsGivenUp: String?
  /// What was asked, in the order of asking.
  public var verdicts: [DifferenceVerdict] = []

  public init(_ difference: Difference, in world: World) {
    self.difference = difference
    self.world = world
  }

  /// Every region, those of deployed pods first.
  public var regions: [ChangedRegion] { difference.regions + newPods }

  public subscript(question: DifferenceQuestion) -> DifferenceVerdict? {
    verdicts.first { $0.question == question }
  }
}

/// A question about two sides that has yes or no for an answer.
public enum DifferenceQuestion: String, Hashable, Sendable, CaseIterable {
  /// Every flow of the new side is one of the old side's: nothing may be allowed that was denied.
  case contained
  /// The same, but for what an acceptance covers.
  case noAddition
  /// As `equivalent`, but for what an acceptance covers.
  case noChange
  /// The same flows may be allowed, and the same must be.
  case equivalent
}

/// The answer to a question, and who gave it.
public struct DifferenceVerdict: Sendable {
  public enum Answer: Hashable, Sendable {
    case proved
    case refuted
    /// No engine finished, or an object that is not modelled could matter.
    case undecided(reason: String)
    /// The engines say different things, or a flow does not replay: a fault of ours.
    case disagreement(String)
  }

  public enum Deciders: Hashable, Sendable {
    case both
    /// Z3 gave up, for this reason.
    case explicitAlone(String)
    /// The enumeration was not complete, for this reason.
    case symbolicAlone(String)
  }

  public var question: DifferenceQuestion
  public var answer: Answer
  /// Nil where nothing was decided.
  public var deciders: Deciders?
  /// A flow that refutes it, replayed on both sides.
  public var flow: DifferingFlow?

  public init(
    _ question: DifferenceQuestion, _ answer: Answer, deciders: Deciders? = nil,
    flow: DifferingFlow? = nil
  ) {
    self.question = question
    self.answer = answer
    self.deciders = deciders
    self.flow = flow
  }
}

/// A flow that is not on both sides what it is on the other.
public struct DifferingFlow: Hashable, Sendable {
  public var flow: Flow
  /// What it supposes besides the manifests.
  public var hypothesis: Hypothesis

  public init(_ flow: Flow, supposing hypothesis: Hypothesis = Hypothesis()) {
    self.flow = flow
    self.hypothesis = hypothesis
  }
}
