import ClusterModel
import Formula
import Intents

/// NetworkPolicy as a tier: all of its rules allow, and its end denies for the pods that it isolates.
extension SymbolicReading {
  /// The tier for the pods of the namespace with this code.
  ///
  /// - Parameter isBlind: As for `matches(_:from:_:isBlind:)`.
  func networkPolicyTier(
    _ direction: Direction, ofNamespace namespace: Int, isBlind: Formula = .never
  ) -> Tier {
    let (own, far) = ends(direction)
    var tier = Tier()
    var accepting: [Tier.Rule] = []
    var selected: [Formula] = []
    var isolated: [Formula] = []
    guard isRelevant(namespace, direction) else { return tier }
    for (id, policy) in policiesByNamespace[namespace] {
      // A missing selector is an empty one: every pod of the namespace (C-01).
      let subject = named(
        selection: policy.podSelector.map { selects($0, own) } ?? .always, by: id, direction,
        inNamespace: namespace)
      selected.append(subject)
      if !policy.speaks(of: direction) { continue }
      isolated.append(tracked(isolation: subject, by: .networkPolicy(id), direction))
      let rules = policy.rules(for: direction).enumerated().map { index, rule in
        let ground = Ground(.networkPolicy(id), direction, rule: index)
        let match = matches(rule, from: namespace, far, isBlind: isBlind)
        return named(tracked(match: match, of: ground), .rule(ground, namespace: namespace))
      }
      if rules.isEmpty { continue }
      accepting.append(
        Tier.Rule(subject: subject, match: formulas.any(rules), action: .allow))
    }
    tier.order = .rules(accepting)
    // What hides the rules of the Baseline tier where nothing isolates (C-99).
    if assumptions.baselineScope == .pod { tier.settles = formulas.any(selected) }
    tier.isolates = formulas.any(isolated)
    return tier
  }

  /// The end of a flow for which policies of a direction speak, and the far one.
  func ends(_ direction: Direction) -> (own: EndVariables, far: EndVariables) {
    switch direction {
    case .ingress: (destination, source)
    case .egress: (source, destination)
    }
  }

  /// By namespace code; policies are namespaced (C-31).
  func compilePoliciesByNamespace() -> [[(id: NetworkPolicyID, policy: NetworkPolicy)]] {
    var policies = [[(id: NetworkPolicyID, policy: NetworkPolicy)]](
      repeating: [], count: snapshot.namespaces.count + 1)
    for (index, policy) in snapshot.networkPolicies.enumerated() {
      policies[Int(policy.namespace.rawValue) + 1].append(
        (NetworkPolicyID(rawValue: Int32(index)), policy))
    }
    guard schema.wider != nil else { return policies }
    // A new namespace has policies of its own: copies, in which it takes the place of the one they are of.
    let copies = newNamespacePolicies.map { policies[Int($0.rawValue) + 1] } ?? []
    return policies + schema.newNamespaces.map { _ in copies }
  }

  /// The namespace with copies of whose policies new ones begin (`assume.newNamespaces`); nil where there is none.
  var newNamespacePolicies: NamespaceID? {
    snapshot.namespaceIDs.first { snapshot[$0].name == assumptions.newNamespacePolicies }
  }
}

extension NetworkPolicy {
  /// Whether `direction` is one of the policy's types, those of a policy that names none included (C-02 to C-08).
  fileprivate func speaks(of direction: Direction) -> Bool {
    if let policyTypes, !policyTypes.isEmpty { return policyTypes.contains(direction) }
    switch direction {
    case .ingress: return true
    case .egress: return !(egress ?? []).isEmpty
    }
  }

  fileprivate func rules(for direction: Direction) -> [NetworkPolicyRule] {
    switch direction {
    case .ingress: ingress ?? []
    case .egress: egress ?? []
    }
  }
}
