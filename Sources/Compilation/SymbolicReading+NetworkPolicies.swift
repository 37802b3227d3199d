import ClusterModel
import Formula

/// NetworkPolicy as a tier: all of its rules allow, and its end denies for the pods that it isolates.
extension SymbolicReading {
  /// The tier for the pods of the namespace with this code.
  ///
  /// - Parameter isBlind: As for `matches(_:from:_:isBlind:)`.
  func networkPolicyTier(
    _ direction: Direction, ofNamespace namespace: Int, isBlind: Formula
  ) -> Tier {
    let (own, far) =
      switch direction {
      case .ingress: (destination, source)
      case .egress: (source, destination)
      }
    var tier = Tier()
    var isolated: [Formula] = []
    for policy in policiesByNamespace[namespace] where policy.speaks(of: direction) {
      // A missing selector is an empty one: every pod of the namespace (C-01).
      let subject = policy.podSelector.map { selects($0, own) } ?? .always
      isolated.append(subject)
      let rules = policy.rules(for: direction).map {
        matches($0, from: namespace, far, isBlind: isBlind)
      }
      if rules.isEmpty { continue }
      tier.rules.append(
        Tier.Rule(subject: subject, match: formulas.any(rules), action: .allow))
    }
    tier.isolates = formulas.any(isolated)
    return tier
  }

  /// By namespace code; policies are namespaced (C-31).
  func compilePoliciesByNamespace() -> [[NetworkPolicy]] {
    var policies = [[NetworkPolicy]](repeating: [], count: snapshot.namespaces.count + 1)
    for policy in snapshot.networkPolicies {
      policies[Int(policy.namespace.rawValue) + 1].append(policy)
    }
    return policies
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
