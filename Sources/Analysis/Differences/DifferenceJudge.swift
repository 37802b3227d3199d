import ClusterModel
import Evaluation
import ExplicitEngine
public import Intents
import SymbolicEngine
public import Verification

/// Has questions about two sides decided, by every engine that can.
public struct DifferenceJudge {
  private let clusters: ClusterPair
  private let acceptances: [Acceptance]
  private let world: World
  private let limits: Limits
  private let areSame: Bool

  /// - Parameters:
  ///   - acceptances: those that count.
  ///   - world: not `openBoth`.
  ///   - areSame: whether both sides are the same text for text. What is not modelled decides then as before.
  public init(
    _ clusters: ClusterPair, accepting acceptances: [Acceptance] = [], world: World = .deployed,
    limits: Limits = Limits(), areSame: Bool = false
  ) {
    precondition(world != .openBoth, "new pods come one at a time")
    self.clusters = clusters
    self.acceptances = acceptances
    self.world = world
    self.limits = limits
    self.areSame = areSame
  }

  public func answer(to questions: [DifferenceQuestion]) -> DifferenceAnswer {
    let finder = DifferenceFinder(clusters, accepting: acceptances)
    let found = finder.changedPairs()
    var answer = DifferenceAnswer(finder.difference(of: found), in: world)
    if areSame, answer.difference.isEmpty { answer.difference.isTouched = false }
    if world != .deployed { addNewPods(to: &answer, finder, found) }
    // Where not everything is enumerated, an example is better than silence.
    let asked = answer.newPodsGivenUp == nil ? questions : questions + [.equivalent]
    if asked.isEmpty { return answer }
    let symbolic = comparison
    for question in asked.uniqued {
      let verdict = verdict(question, answer, symbolic)
      if verdict.answer == .refuted, let flow = verdict.flow, !flow.hypothesis.isEmpty,
        !answer.newPods.contains(where: { $0.gainedFlow == flow.flow || $0.lostFlow == flow.flow })
      {
        answer.newPods.append(NewPodRegion(clusters: clusters, finder: finder).region(of: flow))
      }
      if questions.contains(question) { answer.verdicts.append(verdict) }
    }
    return answer
  }

  /// What pods to come gain and lose, as far as it can be written down.
  private func addNewPods(
    to answer: inout DifferenceAnswer, _ finder: DifferenceFinder, _ found: ChangedPairs
  ) {
    do throws(NewcomerTable.TooManyLabelsError) {
      let difference = try NewPodDifference(
        clusters, finder, found, accepting: acceptances, world: world)
      guard let difference else { return }
      answer.newPodsGivenUp = difference.gap
      answer.newPods = RegionOrder(clusters).sorted(try difference.regions())
    } catch {
      answer.newPodsGivenUp = "policies tell too many pods apart to list those to come"
    }
  }

  private func verdict(
    _ question: DifferenceQuestion, _ answer: DifferenceAnswer, _ symbolic: SymbolicComparison
  ) -> DifferenceVerdict {
    if answer.difference.isTouched {
      return DifferenceVerdict(
        question, .undecided(reason: "an object that is not modelled could change the answer"))
    }
    let breaking = answer.regions.first { $0.breaks(question) }
    let enumerated: Bool? =
      breaking != nil ? true : answer.newPodsGivenUp == nil ? false : nil
    switch search(question, symbolic) {
    case .found(let found, let difference):
      let replay = FlowReplay(clusters: clusters)
      guard replay.confirms(found, difference) else {
        return DifferenceVerdict(
          question, .disagreement("the replay does not confirm what z3 found"), flow: found)
      }
      if enumerated == false {
        return DifferenceVerdict(
          question, .disagreement("z3 finds a difference where explicit finds none"), flow: found)
      }
      let flow =
        breaking.flatMap { $0.example(of: question) }
        ?? replay.smallest(found)
      return DifferenceVerdict(
        question, .refuted, deciders: deciders(enumerated, answer), flow: flow)
    case .none:
      if enumerated == true {
        return DifferenceVerdict(
          question, .disagreement("explicit finds a difference where z3 finds none"),
          flow: breaking?.example(of: question))
      }
      return DifferenceVerdict(question, .proved, deciders: deciders(enumerated, answer))
    case .gaveUp(let reason):
      guard let enumerated else { return DifferenceVerdict(question, .undecided(reason: reason)) }
      return DifferenceVerdict(
        question, enumerated ? .refuted : .proved,
        deciders: .explicitAlone("z3 gave up: \(reason)"),
        flow: breaking?.example(of: question))
    }
  }

  private func deciders(
    _ enumerated: Bool?, _ answer: DifferenceAnswer
  ) -> DifferenceVerdict.Deciders {
    enumerated == nil
      ? .symbolicAlone(answer.newPodsGivenUp ?? "explicit universe too large") : .both
  }

  private enum Search {
    case found(DifferingFlow, FlowDifference)
    case none
    case gaveUp(String)
  }

  private func search(
    _ question: DifferenceQuestion, _ symbolic: SymbolicComparison
  ) -> Search {
    for difference in question.differences {
      switch symbolic.flow(
        difference, unaccepted: question.leavesOutAccepted && difference == .gained, in: world)
      {
      case .found(let flow, let hypothesis):
        return .found(DifferingFlow(flow, supposing: hypothesis), difference)
      case .none: continue
      case .gaveUp(let reason): return .gaveUp(reason)
      }
    }
    return .none
  }

  private var comparison: SymbolicComparison {
    let snapshots = clusters.snapshots
    func absent(_ side: Side) -> [NamespaceID] {
      snapshots.new.namespaceIDs.filter { !snapshots.has($0, side) }
    }
    return SymbolicComparison(
      old: snapshots.old, new: snapshots.new, absentFromOld: absent(.old),
      absentFromNew: absent(.new), assumptions: clusters.assumptions,
      accepting: acceptances.map(\.intent.claim), world: world, limits: limits)
  }
}

extension DifferenceQuestion {
  /// The differences that are a reason to answer no.
  fileprivate var differences: [FlowDifference] {
    switch self {
    case .contained, .noAddition: [.gained]
    case .equivalent, .noChange: FlowDifference.allCases
    }
  }

  fileprivate var leavesOutAccepted: Bool { self == .noAddition || self == .noChange }
}

extension ChangedRegion {
  /// A flow of the region that shows the difference.
  func example(of question: DifferenceQuestion) -> DifferingFlow? {
    (gainedFlow ?? lostFlow).map { DifferingFlow($0, supposing: supposed) }
  }

  /// Whether the region is a reason to answer no.
  func breaks(_ question: DifferenceQuestion) -> Bool {
    switch question {
    case .contained: return !gained.isEmpty
    case .noAddition: return !gained.isEmpty && acceptedBy == nil
    case .equivalent: return true
    case .noChange:
      let isAccepted = acceptedBy != nil && lost.isEmpty && settled.isEmpty && unsettled.isEmpty
      return !isAccepted
    }
  }
}

extension DifferenceAnswer {
  /// What the answer means for the process.
  public var exitStatus: ExitStatus {
    let start: ExitStatus = difference.isTouched ? .undecided : .success
    return verdicts.reduce(start) { status, verdict in
      switch verdict.answer {
      case .proved: status
      case .refuted: status.worse(.refuted)
      case .undecided: status.worse(.undecided)
      case .disagreement: status.worse(.disagreement)
      }
    }
  }
}
