import ClusterModel

/// Which of some rules an order of their tier may ask before, and which behind, a given one.
struct TierOrder {
  private struct Key: Hashable {
    var tier: ClusterNetworkPolicy.Tier
    var direction: Direction
  }

  /// Of each policy that has such rules in the direction, in the order of policies.
  private struct Member {
    var owner: Int
    var priority: Int?
    var indices: ClosedRange<Int>
  }

  private var members: [Key: [Int: Member]] = [:]
  /// The two owners that come first at the earliest, and the two that come last at the latest: of another policy it is one of them.
  private var first: [Key: [Member]] = [:]
  private var last: [Key: [Member]] = [:]

  init(_ rules: [Tiers.Rule]) {
    for rule in rules {
      let key = Key(tier: rule.tier, direction: rule.direction)
      if var member = members[key]?[rule.owner] {
        member.indices =
          min(member.indices.lowerBound, rule.index)...max(member.indices.upperBound, rule.index)
        members[key]?[rule.owner] = member
      } else {
        members[key, default: [:]][rule.owner] = Member(
          owner: rule.owner, priority: rule.policy.priority, indices: rule.index...rule.index)
      }
    }
    for (key, members) in members {
      // Without a priority a policy may be anywhere.
      let rising = members.values.sorted { ($0.priority ?? .min) < ($1.priority ?? .min) }
      first[key] = Array(rising.prefix(2))
      let falling = members.values.sorted { ($0.priority ?? .max) > ($1.priority ?? .max) }
      last[key] = Array(falling.prefix(2))
    }
  }

  func hasRule(before rule: Tiers.Rule) -> Bool {
    let key = Key(tier: rule.tier, direction: rule.direction)
    if let own = members[key]?[rule.owner], own.indices.lowerBound < rule.index { return true }
    guard let other = first[key]?.first(where: { $0.owner != rule.owner }) else { return false }
    guard let priority = other.priority, let own = rule.policy.priority else { return true }
    return priority <= own
  }

  func hasRule(behind rule: Tiers.Rule) -> Bool {
    let key = Key(tier: rule.tier, direction: rule.direction)
    if let own = members[key]?[rule.owner], own.indices.upperBound > rule.index { return true }
    guard let other = last[key]?.first(where: { $0.owner != rule.owner }) else { return false }
    guard let priority = other.priority, let own = rule.policy.priority else { return true }
    return priority >= own
  }
}
