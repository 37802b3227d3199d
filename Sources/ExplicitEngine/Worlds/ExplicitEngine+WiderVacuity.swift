import ClusterModel
import Evaluation
import Intents

extension ExplicitEngine {
  /// The first part of what a sentence speaks of that is empty in a wider world too.
  func emptyPart(
    _ claim: Claim, _ regions: ClaimRegions<Group>, _ search: MemberSearch
  ) throws(Interruption) -> Answer.EmptyPart? {
    let deployed = self.regions(of: claim)
    if let sources = regions.sources, try isEmpty(sources, deployed.sources ?? [], search) {
      return .sources
    }
    if let destinations = regions.destinations {
      if try isEmpty(destinations, deployed.destinations ?? [], search) { return .destinations }
      if try isPortless(regions, deployed, search) { return .ports }
    }
    let hasFlows = try speaksOfFlows(claim, in: search.world, search.budget)
    return hasFlows ? nil : .flows
  }

  private func isEmpty(
    _ groups: [Group], _ numbers: [Int], _ search: MemberSearch
  ) throws(Interruption) -> Bool {
    if !members.bits(.oneOf(numbers)).isEmpty { return false }
    return try search.member(of: groups, .any) == nil
  }

  /// Whether no destination has a port that the sentence speaks of.
  private func isPortless(
    _ regions: ClaimRegions<Group>, _ deployed: ClaimRegions<Int>, _ search: MemberSearch
  ) throws(Interruption) -> Bool {
    guard isPortless(deployed.spoken) else { return false }
    for box in regions.spoken {
      guard case .oneOf(let groups) = box.destination else { continue }
      if try search.member(of: groups, .having(box.ports)) != nil { return false }
    }
    return true
  }

  /// The answer where a pod of a target can be without the named port that an obligation speaks of.
  func missingPort(
    of claim: Claim, _ deployed: Answer, _ regions: ClaimRegions<Group>, _ search: MemberSearch
  ) throws(Interruption) -> Answer? {
    if deployed.missingPort != nil { return deployed }
    guard let targets = claim.obligationTargets,
      targets.contains(where: { !$0.namedPorts.isEmpty })
    else { return nil }
    let numbers = self.regions(of: claim)
    if try isPortless(regions, numbers, search) { return nil }
    // Where it was vacuous for want of a port, pods of the manifests can be the ones without it.
    if let missing = missingPort(of: targets) {
      return Answer(.violated, missingPort: missing)
    }
    var best: (end: SupposedEnd, port: PortTerm)?
    for target in targets {
      for term in target.namedPorts {
        guard let end = try search.member(of: [target.group], .lacking(term)) else { continue }
        if let best, best.end.preference <= end.preference { continue }
        best = (end, term)
      }
    }
    guard let best else { return nil }
    var builder = HypothesisBuilder(space.supposition)
    guard case .pod(let pod) = builder.add(best.end, nil) else { return nil }
    return Answer(
      .violated, hypothesis: builder.hypothesis,
      missingPort: Answer.MissingPort(pod: pod, port: best.port))
  }
}

extension SupposedEnd {
  /// Pods of the manifests first, then those that suppose least.
  fileprivate var preference: Int {
    (isNew ? 1_000_000 : 0) + choice.cost + (profile?.cost ?? 0)
  }
}

extension Target {
  /// The named ports that the target speaks of.
  var namedPorts: [PortTerm] {
    guard case .list(let terms) = ports else { return [] }
    return terms.filter { if case .name = $0.selection { true } else { false } }
  }
}
