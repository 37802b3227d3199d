import ClusterModel
import Evaluation
import Intents
import Samples
import Testing

@testable import Covers

/// What the reading of regions says, held against Evaluation by flows out of every case of a split, and out of the regions on the way.
@Suite struct LeafTests {
  @Test(arguments: 0..<200 as Range<UInt64>)
  func regionsAreReadAsTheirFlowsAre(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let world: World = [.deployed, .deployed, .open, .openCluster, .openBoth][Int(seed % 5)]
    var (sample, assumptions) = (
      Sample.random(using: &random), Sample.randomAssumptions(using: &random)
    )
    if seed % 3 == 0 { sample.addTiers(.small, using: &random) }
    if random.chance(30) { assumptions.baselineScope = .pod }
    let claims = (0..<3).map { _ in sample.randomClaim(using: &random) }
    sample.leaveOpen(&assumptions, using: &random)
    let cluster = Cluster(sample.snapshot, assumptions: assumptions)
    for claim in claims {
      for population in world == .deployed ? [Population.listed] : Population.allCases
      where population == .listed || Space.canBeUnlisted(cluster) {
        let space = Space(cluster, world, population)
        let regions = ClaimRegions(claim, coverage: claims)
        for goal in Goal.allCases {
          let argument = Argument(space, goal, regions)
          var walk = Walk(argument: argument, claim: claim, coverage: claims, random: random)
          walk.descend(space.normalized(space.everything), depth: 0)
          random = walk.random
        }
      }
    }
  }
}

/// Goes down some of the splits of an argument and looks at flows on the way.
private struct Walk {
  let argument: Argument
  let claim: Claim
  let coverage: [Claim]
  var random: SplitMix64

  mutating func descend(_ region: Region, depth: Int) {
    let space = argument.space
    if space.isEmpty(region) || depth > 12 { return }
    for _ in 0..<3 { look(region) }
    let preferred: Direction = random.chance(50) ? .ingress : .egress
    let questions = argument.questions(on: region, preferring: preferred)
    guard !questions.isEmpty else { return }
    let question = random.pick(questions)
    let both = [question.values, question.values.complement]
    for values in both {
      guard let part = space.refined(region, question.dimension, values) else { return }
      if both[0] == values || random.chance(60) { descend(part, depth: depth + 1) }
    }
  }

  private mutating func look(_ region: Region) {
    let space = argument.space
    var choices = random
    let sampler = Sampler(space: space) { Int.random(in: 0..<$0, using: &choices) }
    guard let (flow, hypothesis) = sampler.flow(in: region) else {
      random = choices
      return
    }
    random = choices
    let cluster = space.cluster.supposing(hypothesis)
    guard cluster.exists(flow) else { return }
    let reading = Reading(space, region)
    let decision = cluster.decision(for: flow)
    expect(reading.allowed, decision.allowed, "allowed", flow, hypothesis, region)
    for direction in Direction.allCases where reading.isOwnNode == .no {
      guard space.cluster.assumptions.cni != .none else { continue }
      let own = direction == .ingress ? decision.ingress : decision.egress
      expect(reading.allowed(direction), own.allowed, direction.word, flow, hypothesis, region)
    }
    let regions = ClaimRegions(claim, coverage: coverage)
    let (from, to) = (flow.source, flow.destination)
    for (boxes, perhaps) in [
      (regions.prohibited, true), (regions.required, true), (regions.permitted, false),
      (regions.exceptions + regions.covered, false),
    ] {
      let ports = ClaimRegions.ports(boxes, from, to, cluster, possible: perhaps)
      let isIn = Ternary(ports.contains(flow.port, of: flow.protocol))
      expect(reading.isIn(boxes, perhaps: perhaps), isIn, "boxes", flow, hypothesis, region)
    }
  }

  private func expect(
    _ said: Ternary, _ found: Ternary, _ what: String, _ flow: Flow, _ hypothesis: Hypothesis,
    _ region: Region
  ) {
    let agrees = said == .unknown || said == found
    #expect(
      agrees,
      "\(what): \(said) of \(argument.space.describe(region)), \(found) of \(flow), \(hypothesis)")
  }
}
