import ClusterModel
public import Evaluation
public import Intents

/// Decides claims by looking: every pair of equivalence classes, every port, by the concrete reading.
///
/// Complete, or it says that it gave up: no sampling, no solver. What it says of a class holds for each of its ends,
/// because nothing that policies and claims mention tells them apart.
public final class ExplicitEngine {
  let cluster: Cluster
  let partition: Partition
  let members: ClassMembership
  let reach: ReachTable
  let coverage: [Claim]
  lazy var order = WorkloadOrder(cluster, partition)
  /// The violating pairs of the claim that was answered last: who asks for its flows next need not search again.
  var lastFound: (claim: Claim, pairs: PairTable)?
  /// What was answered last in world `deployed`: whoever asks for a wider world next need not search that again.
  private var lastDeployed: (claim: Claim, answer: Answer)?
  /// The widest world, by claim, of which it is known that no flow of it breaks the claim.
  var withoutViolation: [Claim: World] = [:]
  lazy var space = WorldSpace(cluster, partition, order)

  /// - Parameter claims: every claim that will be asked.
  /// - Parameter coverage: every claim of the run, for `nothing else is allowed`.
  public init(_ cluster: Cluster, claims: [Claim], coverage: [Claim]) {
    self.cluster = cluster
    self.coverage = coverage
    let vocabulary = Vocabulary(cluster, claims: claims + coverage)
    partition = Partition(cluster, vocabulary)
    members = ClassMembership(cluster, partition)
    reach = ReachTable(cluster, partition)
  }

  /// What the engine worked on.
  public var classCount: Int { partition.classes.count }

  /// - Parameter limits: only the timeout concerns this engine.
  public func answer(
    _ claim: Claim, in world: World = .deployed, limits: Limits = Limits()
  ) -> Answer {
    let deployed: Answer
    do {
      deployed = try answerDeployed(claim, limits)
    } catch {
      return Answer(.gaveUp(reason: "timeout"))
    }
    if world == .deployed { return deployed }
    do {
      return try decide(claim, in: world, deployed, limits)
    } catch {
      return Answer(.gaveUp(reason: error.reason))
    }
  }

  private func answerDeployed(
    _ claim: Claim, _ limits: Limits
  ) throws(PairSearch.TimedOut) -> Answer {
    if let lastDeployed, lastDeployed.claim == claim { return lastDeployed.answer }
    let answer = try decide(claim, limits)
    lastDeployed = (claim, answer)
    return answer
  }

  private func decide(_ claim: Claim, _ limits: Limits) throws(PairSearch.TimedOut) -> Answer {
    let regions = self.regions(of: claim)
    let search = self.search(limits)
    let pairs = try violatingPairs(regions, search)
    lastFound = (claim, pairs)
    if let first = pairs.first {
      return Answer(.violated, counterexample: flow(of: first, regions, search))
    }
    let witness = try self.witness(regions, search)
    if !regions.sought.isEmpty {
      return Answer(witness == nil ? .violated : .holds, witness: witness)
    }
    if let missing = missingPort(of: claim, regions) {
      return Answer(.violated, missingPort: missing)
    }
    if let part = try emptyPart(regions, search) { return Answer(.vacuous(part)) }
    return Answer(.holds, witness: witness)
  }

  func regions(of claim: Claim) -> ClaimRegions<Int> {
    ClaimRegions(claim, coverage: coverage).map(members.number)
  }

  func search(_ limits: Limits) -> PairSearch {
    PairSearch(
      cluster: cluster, partition: partition, members: members, reach: reach,
      deadline: limits.timeout.map { .now + .seconds($0) })
  }
}
