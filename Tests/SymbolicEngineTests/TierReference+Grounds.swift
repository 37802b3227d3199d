import ClusterModel
import Intents

/// What answers may rest on: with grounds alone, whatever the other facts are.
extension TierReference {
  /// Whether the answer about a flow stays for every choice of what the rules that are no grounds match, and of whom the policies
  /// isolate whose isolation is none; nil where the choices are too many.
  func holds(
    of flow: Flow, _ stance: Stance, _ isMay: Bool, resting grounds: Set<Ground>
  ) -> Bool? {
    let isUnrestricted = assumptions.cni == .none || isExempt(flow)
    var isAllowed = true
    for direction in Direction.allCases where !isUnrestricted {
      guard let value = admits(flow, direction, stance, isMay, grounds) else { return nil }
      isAllowed = isAllowed && value
    }
    return isAllowed == (stance == .permission)
  }

  private func admits(
    _ flow: Flow, _ direction: Direction, _ stance: Stance, _ isMay: Bool, _ grounds: Set<Ground>
  ) -> Bool? {
    guard let pod = capablePod(direction == .egress ? flow.source : flow.destination) else {
      return true
    }
    let tiers = [ClusterNetworkPolicy.Tier.admin, .baseline].map {
      policies($0, pod, flow, direction)
    }
    let open = tiers.joined().flatMap(\.rules).filter {
      $0.match == .unknown || !grounds.contains($0.ground)
    }
    if open.count > 8 { return nil }
    let middle = networkPolicyChoices(pod, flow, direction, stance, grounds)
    let values = choices(tiers[0], grounds).lazy.flatMap { admin in
      choices(tiers[1], grounds).lazy.flatMap { baseline in
        middle.lazy.map { middle in
          let ways = Self.outcomes(admin, middle, baseline)
          return isMay ? ways.contains(true) : ways == [true]
        }
      }
    }
    return stance == .denial ? values.contains(true) : !values.contains(false)
  }

  private func choices(_ policies: [Policy], _ grounds: Set<Ground>) -> [[Policy]] {
    for (index, policy) in policies.enumerated() {
      guard let rule = policy.rules.firstIndex(where: { !grounds.contains($0.ground) }) else {
        continue
      }
      return [Truth.no, .yes].flatMap { match in
        var settled = policies
        settled[index].rules[rule].match = match
        return choices(settled, grounds.union([policy.rules[rule].ground]))
      }
    }
    return [policies]
  }

  private func networkPolicyChoices(
    _ pod: Pod, _ flow: Flow, _ direction: Direction, _ stance: Stance, _ grounds: Set<Ground>
  ) -> [Set<Outcome>] {
    let selecting = selecting(pod, direction)
    let isolating = selecting.filter(\.isIsolating)
    let onwards: Outcome =
      assumptions.baselineScope == .pod && !selecting.isEmpty ? .allow : .onwards
    if isolating.isEmpty { return [[onwards]] }
    let matches = isolating.flatMap { id, policy, _ in
      rules(of: policy, flow, direction).enumerated().map { index, match in
        if grounds.contains(Ground(id, direction, rule: index)) { return match }
        return stance == .denial ? Truth.yes : .no
      }
    }
    let isolated = Self.outcomes(matches.max())
    let isFact = isolating.contains { grounds.contains(Ground($0.id, direction)) }
    // For whom a permission is, isolations stay.
    return stance == .permission || isFact ? [isolated] : [isolated, [onwards]]
  }
}
