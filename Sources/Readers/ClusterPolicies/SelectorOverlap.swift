import ClusterModel

/// Whether two subjects, peers or rules can have something in common: of pods and namespaces with any labels, wherever they are.
struct SelectorOverlap {
  /// A label that every namespace has; nil where nothing asks for it.
  let nameKey: Symbol?

  func subjects(
    _ left: ClusterNetworkPolicySubject, _ right: ClusterNetworkPolicySubject
  ) -> Bool {
    pods(left.selectors, right.selectors)
  }

  func rules(_ left: ClusterNetworkPolicyRule, _ right: ClusterNetworkPolicyRule) -> Bool {
    let haveAPeer = left.peers.contains { peer in
      right.peers.contains { peers(peer.term, $0.term) }
    }
    return haveAPeer && ports(left.ports, right.ports)
  }

  private func peers(
    _ left: ClusterNetworkPolicyPeer.Term, _ right: ClusterNetworkPolicyPeer.Term
  ) -> Bool {
    switch (left, right) {
    case (.networks(let ranges), .networks(let others)):
      return ranges.contains { range in
        others.contains { range.family == $0.family && range.range.overlaps($0.range) }
      }
    case (.nodes(let selector), .nodes(let other)):
      return isSatisfiable([selector, other], alwaysHave: nil)
    // Whatever has an address can be in a range, and be what a name stands for.
    case (.networks, _), (_, .networks), (.domainNames, _), (_, .domainNames): return true
    // A pod that can be selected is no node.
    case (.nodes, _), (_, .nodes): return false
    default:
      guard let left = left.selectors, let right = right.selectors else { return true }
      return pods(left, right)
    }
  }

  private func pods(_ left: PodSelectors, _ right: PodSelectors) -> Bool {
    isSatisfiable([left.namespaces, right.namespaces], alwaysHave: nameKey)
      && isSatisfiable([left.pods, right.pods], alwaysHave: nil)
  }

  private func ports(
    _ left: [ClusterNetworkPolicyPort]?, _ right: [ClusterNetworkPolicyPort]?
  ) -> Bool {
    guard let left, let right else { return true }
    return left.contains { port in
      right.contains { other in
        guard let (known, numbers) = port.numbers, let (otherKnown, others) = other.numbers else {
          return true
        }
        return known == otherKnown && numbers.overlaps(others)
      }
    }
  }

  /// Whether some labels are selected by all of the selectors.
  func isSatisfiable(_ selectors: [LabelSelector], alwaysHave required: Symbol?) -> Bool {
    var constraints: [Symbol: Constraint] = [:]
    for selector in selectors {
      for pair in selector.matchLabels {
        constraints[pair.key, default: Constraint()].require([pair.value])
      }
      for line in selector.matchExpressions {
        switch line.operator {
        case .in: constraints[line.key, default: Constraint()].require(Set(line.values))
        case .notIn: constraints[line.key, default: Constraint()].forbidden.formUnion(line.values)
        case .exists: constraints[line.key, default: Constraint()].mayBeAbsent = false
        case .doesNotExist: constraints[line.key, default: Constraint()].mayBePresent = false
        }
      }
    }
    if let required { constraints[required]?.mayBeAbsent = false }
    return constraints.values.allSatisfy(\.isSatisfiable)
  }

  /// What one label has to be.
  private struct Constraint {
    var mayBeAbsent = true
    var mayBePresent = true
    /// Nil: any.
    var values: Set<Symbol>?
    var forbidden: Set<Symbol> = []

    mutating func require(_ values: Set<Symbol>) {
      mayBeAbsent = false
      self.values = self.values?.intersection(values) ?? values
    }

    var isSatisfiable: Bool {
      mayBeAbsent || (mayBePresent && values.map { !$0.subtracting(forbidden).isEmpty } ?? true)
    }
  }
}

/// The two selectors of a subject or peer, an empty one for every namespace or pod.
struct PodSelectors: Hashable {
  var namespaces = LabelSelector()
  var pods = LabelSelector()
}

extension ClusterNetworkPolicySubject {
  var selectors: PodSelectors {
    switch self {
    case .namespaces(let selector): PodSelectors(namespaces: selector)
    case .pods(let namespaces, let pods):
      PodSelectors(namespaces: namespaces ?? LabelSelector(), pods: pods ?? LabelSelector())
    }
  }
}

extension ClusterNetworkPolicyPeer.Term {
  /// Nil for what is not told by labels of pods.
  var selectors: PodSelectors? {
    switch self {
    case .namespaces(let selector): PodSelectors(namespaces: selector)
    case .pods(let namespaces, let pods):
      PodSelectors(namespaces: namespaces ?? LabelSelector(), pods: pods ?? LabelSelector())
    case .nodes, .networks, .domainNames: nil
    }
  }
}

extension ClusterNetworkPolicyPort {
  /// Nil for a name, which stands for any protocol and number.
  var numbers: (TransportProtocol, ClosedRange<UInt16>)? {
    switch self {
    case .number(let known, let number): (known ?? .tcp, number...number)
    case .range(let known, let numbers): (known ?? .tcp, numbers)
    case .named: nil
    }
  }
}
