import ClusterModel

/// Where an end of a flow can be.
enum Place: Hashable {
  /// An address outside the cluster.
  case outside
  /// A namespace, of the manifests or a supposed one.
  case namespace(NamespaceID)

  var namespace: NamespaceID? {
    guard case .namespace(let id) = self else { return nil }
    return id
  }
}

/// A side of a flow.
enum Role: Int, CaseIterable {
  case source, destination

  var other: Role { self == .source ? .destination : .source }

  /// The direction in which policies speak for this side.
  var direction: Direction { self == .source ? .egress : .ingress }
}

/// Which ends of a flow are pods that the manifests do not have; counterexamples of different kinds are told apart.
enum Newcomers: Int, CaseIterable {
  case none, source, destination, both

  func includes(_ role: Role) -> Bool {
    switch self {
    case .none: false
    case .both: true
    case .source: role == .source
    case .destination: role == .destination
    }
  }
}

/// What a flow has to do to be found.
enum Goal {
  /// It may be allowed although the claim prohibits it.
  case prohibited
  /// It is not certain although the claim requires it.
  case required
  /// The claim speaks of it.
  case spoken
}
