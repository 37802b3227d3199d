import ClusterModel
import Evaluation
import Intents

/// Wider worlds: what is decided of the manifests is decided as ever; what may exist beside them is searched for,
/// and is complete unless the budget ends first.
extension ExplicitEngine {
  /// - Parameter deployed: the answer in world `deployed`.
  func decide(
    _ claim: Claim, in world: World, _ deployed: Answer, _ limits: Limits
  ) throws(Interruption) -> Answer {
    if case .someReaches = claim { return deployed }
    if deployed.counterexample != nil { return deployed }
    let budget = Budget(deadline: limits.timeout.map { .now + .seconds($0) })
    let found = try counterexamples(of: claim, in: world, budget)
    if let first = found.first {
      return Answer(
        .violated, counterexample: first.flow, hypothesis: first.hypothesis,
        further: Array(found.dropFirst()))
    }
    let regions = ClaimRegions(claim, coverage: coverage)
    let members = MemberSearch(space: space, world: world, budget: budget)
    if let answer = try missingPort(of: claim, deployed, regions, members) { return answer }
    guard case .vacuous = deployed.outcome else { return deployed }
    if let part = try emptyPart(claim, regions, members) { return Answer(.vacuous(part)) }
    return Answer(
      .holds,
      witness: try interrupted { () throws(PairSearch.TimedOut) in
        try witness(self.regions(of: claim), search(limits))
      })
  }

  /// The smallest counterexample of each kind: one alone where nothing new is needed.
  private func counterexamples(
    of claim: Claim, in world: World, _ budget: Budget
  ) throws(Interruption) -> [Answer.Counterexample] {
    let settled = withoutViolation[claim] ?? .deployed
    let searches = [Goal.prohibited, .required].compactMap { search(claim, for: $0, budget) }
    var found: [Finding] = []
    for newcomers in Newcomers.allCases {
      var best: Finding?
      for search in searches {
        guard let finding = try search.smallest(newcomers, in: world, beyond: settled) else {
          continue
        }
        if let known = best, known.rank <= finding.rank { continue }
        best = finding
      }
      guard let best else { continue }
      found.append(best)
      if newcomers == .none { break }
    }
    if found.isEmpty { withoutViolation[claim] = max(settled, world) }
    return found.map { confirmed($0.counterexample(space.supposition), of: claim) }
  }

  /// Nil where the claim has no flows of this kind.
  private func search(_ claim: Claim, for goal: Goal, _ budget: Budget) -> WorldSearch? {
    let regions = ClaimRegions(claim, coverage: coverage)
    let words = ClaimWords(regions, goal, space.table)
    if words.main.isEmpty { return nil }
    let boxes = ClaimWords.main(self.regions(of: claim), goal)
    var bits = [
      Role.source: Bits(count: partition.classes.count),
      Role.destination: Bits(count: partition.classes.count),
    ]
    for box in boxes {
      bits[.source]?.formUnion(members.bits(box.source))
      bits[.destination]?.formUnion(members.bits(box.destination))
    }
    return WorldSearch(space, words, members: bits, budget)
  }

  /// The counterexample, which a test sees replayed here. Whoever asks replays it by himself, and takes one that is not
  /// confirmed for what it is: a mistake of ours.
  private func confirmed(
    _ counterexample: Answer.Counterexample, of claim: Claim
  ) -> Answer.Counterexample {
    assert(
      space.supposition.base.supposing(counterexample.hypothesis)
        .violation(of: claim, by: counterexample.flow, coverage: coverage) != nil,
      "the replay does not confirm \(counterexample)")
    return counterexample
  }

  /// Whether the claim speaks of some flow of the world.
  func speaksOfFlows(
    _ claim: Claim, in world: World, _ budget: Budget
  ) throws(Interruption) -> Bool {
    guard let search = search(claim, for: .spoken, budget) else { return false }
    for newcomers in Newcomers.allCases
    where try search.smallest(newcomers, in: world, beyond: .deployed) != nil {
      return true
    }
    return false
  }

  /// Runs a search of world `deployed`, which has a time limit of its own.
  private func interrupted<Result>(
    _ body: () throws(PairSearch.TimedOut) -> Result
  ) throws(Interruption) -> Result {
    do { return try body() } catch { throw .timedOut }
  }
}
