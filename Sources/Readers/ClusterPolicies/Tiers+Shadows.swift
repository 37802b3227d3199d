import ClusterModel

/// L-29: rules that no flow comes to, because a rule of the same policy before them matches whatever they match.
extension Tiers {
  var warningsOfShadows: [Diagnostic] {
    policies.indices.flatMap { owner in
      [Direction.ingress, .egress].flatMap { shadows(rules(of: owner, $0)) }
    }
  }

  private func shadows(_ rules: [Rule]) -> [Diagnostic] {
    rules.compactMap { rule in
      guard let cover = rules.prefix(rule.index).first(where: { $0.rule.covers(rule.rule) }) else {
        return nil
      }
      let effect =
        cover.action == rule.action
        ? "this rule adds nothing" : "no flow comes to this rule"
      return Diagnostic(
        .warning, at: rule.place, path: rule.path,
        "\(effect): rule \(cover.index + 1) matches whatever it matches, and says "
          + cover.action.word(in: rule.policy),
        suggestion: cover.action == rule.action ? "leave it out" : "put it before that rule")
    }
  }
}

extension ClusterNetworkPolicyRule {
  /// Whether this rule matches every flow that the other one matches; no doubt is left where it says so.
  fileprivate func covers(_ other: ClusterNetworkPolicyRule) -> Bool {
    let coversPorts =
      ports == nil
      || (other.ports?.allSatisfy { port in ports?.contains { $0.covers(port) } ?? true } ?? false)
    return coversPorts
      && other.peers.allSatisfy { peer in peers.contains { $0.term.covers(peer.term) } }
  }
}

extension ClusterNetworkPolicyPort {
  fileprivate func covers(_ other: ClusterNetworkPolicyPort) -> Bool {
    guard let (known, range) = numbers, let (otherKnown, others) = other.numbers else {
      return self == other
    }
    return known == otherKnown && range.lowerBound <= others.lowerBound
      && others.upperBound <= range.upperBound
  }
}

extension ClusterNetworkPolicyPeer.Term {
  fileprivate func covers(_ other: ClusterNetworkPolicyPeer.Term) -> Bool {
    switch (self, other) {
    // What a name stands for may change from one moment to the next.
    case (.domainNames, _), (_, .domainNames): return false
    case (.networks(let ranges), .networks(let others)):
      return others.allSatisfy { other in ranges.contains { $0.contains(other) } }
    case (.nodes(let selector), .nodes(let other)): return selector.covers(other)
    default:
      guard let selectors, let others = other.selectors else { return false }
      return selectors.namespaces.covers(others.namespaces) && selectors.pods.covers(others.pods)
    }
  }
}

extension LabelSelector {
  /// Whether each of its conditions is one of the other selector's.
  fileprivate func covers(_ other: LabelSelector) -> Bool {
    Set(other.matchLabels).isSuperset(of: matchLabels)
      && Set(other.matchExpressions).isSuperset(of: matchExpressions)
  }
}
