import ClusterModel
public import Intents

extension WorldSample {
  /// A sample of the deployed world, with its taste for corners, and what wider worlds leave open added to it.
  public static func wide(in world: World, using random: inout SplitMix64) -> WorldSample {
    var sample = Sample.random(using: &random)
    let claims = (0..<2).map { _ in sample.randomClaim(using: &random) }
    var assumptions = Sample.randomAssumptions(using: &random)
    for index in sample.snapshot.pods.indices where random.chance(10) {
      let role = sample.symbol("role")
      sample.snapshot.pods[index].labels[role] = nil
      sample.snapshot.pods[index].unknownLabels = [role]
    }
    for key in ["team", "env"] where random.chance(20) {
      assumptions.fixedNamespaceLabels.append(sample.symbol(key))
    }
    // A key of unknown values is nobody's to fix.
    if random.chance(20) { assumptions.fixedPodLabels.append(sample.symbol("app")) }
    if random.chance(25) {
      assumptions.newNamespacePolicies = sample.symbol(random.pick(["x", "y", "nowhere"]))
    }
    return WorldSample(sample: sample, assumptions: assumptions, claims: claims, world: world)
  }
}
