import ClusterModel

/// Whether two subjects, peers or rules can have something in common: pods of any labels, in a namespace that is declared or in a new one of any
/// labels.
struct SelectorOverlap {
  private let namespaces: [Symbol: Labels]
  /// A label that every namespace has; nil where nothing asks for it.
  private let nameKey: Symbol?

  init(_ snapshot: Snapshot) {
    let nameKey = snapshot.symbols.symbol(for: "kubernetes.io/metadata.name")
    self.nameKey = nameKey
    let declared = snapshot.namespaces.filter(\.isDeclared).map { namespace in
      var labels = namespace.labels
      if let nameKey { labels[nameKey] = namespace.name }
      return (namespace.name, labels)
    }
    namespaces = Dictionary(declared, uniquingKeysWith: { $1 })
  }

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
      return LabelConstraints([selector, other]).areSatisfiable
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
    // Of many tenants each has its value of one label.
    if left.namespaces.surelyExcludes(right.namespaces) { return false }
    return isSatisfiable(byNamespaces: [left.namespaces, right.namespaces])
      && LabelConstraints([left.pods, right.pods]).areSatisfiable
  }

  /// A declared namespace has the labels that it has; one of another name may have any.
  private func isSatisfiable(byNamespaces selectors: [LabelSelector]) -> Bool {
    var constraints = LabelConstraints(selectors)
    guard let nameKey else { return constraints.areSatisfiable }
    constraints.requirePresence(of: nameKey)
    guard constraints.areSatisfiable else { return false }
    guard let names = constraints.possibleValues(of: nameKey) else { return true }
    return names.contains { name in
      namespaces[name].map { labels in selectors.allSatisfy { $0.selects(labels) } } ?? true
    }
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
