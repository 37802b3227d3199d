public import ClusterModel
public import Intents

/// Who is in a group and which ports a sentence speaks of, for some way of writing down an end.
///
/// An engine that has computed the members of its groups answers from its tables; `Cluster` answers by looking.
public protocol Membership {
  associatedtype End
  associatedtype Members: Sendable

  func contains(_ end: End, in group: Members) -> Bool
  /// Nil for an address.
  func namespace(of end: End) -> NamespaceID?
  func labels(of namespace: NamespaceID) -> Labels
  /// - Parameter possible: whether an ambiguous port name counts for each of its numbers.
  func ports(_ ports: Ports, at end: End, possible: Bool) -> PortSet
}

extension Cluster: Membership {
  public typealias Members = Group
  public func namespace(of end: Endpoint) -> NamespaceID? {
    guard case .pod(let id) = end else { return nil }
    return snapshot[id].namespace
  }
}

extension Box {
  /// Whether the pair of ends is in the box on some port; which ports is another question.
  @inlinable
  public func contains<M: Membership>(
    _ source: M.End, _ destination: M.End, _ members: M
  ) -> Bool where M.Members == Members {
    self.source.contains(source, members) && self.destination.contains(destination, members)
      && (namespaces?.contains(source, destination, members) ?? true)
  }
}

extension Box.Side {
  @inlinable
  public func contains<M: Membership>(_ end: M.End, _ members: M) -> Bool
  where M.Members == Members {
    switch self {
    case .anyone: true
    case .oneOf(let groups): groups.contains { members.contains(end, in: $0) }
    case .noneOf(let groups): !groups.contains { members.contains(end, in: $0) }
    }
  }
}

extension NamespacePair {
  @inlinable
  func contains<M: Membership>(
    _ source: M.End, _ destination: M.End, _ members: M
  ) -> Bool {
    guard let first = members.namespace(of: source),
      let second = members.namespace(of: destination), first != second
    else { return false }
    switch self {
    case .crossing(let key):
      return members.labels(of: first)[key] != nil || members.labels(of: second)[key] != nil
    case .divided(let key):
      return members.labels(of: first)[key] != members.labels(of: second)[key]
    }
  }
}

extension ClaimRegions {
  /// The ports on which a flow between two distinct ends would break the claim if it were possible.
  ///
  /// What a sentence claims takes an ambiguous port name as each of its numbers, what excuses as none.
  @inlinable
  public func prohibitedPorts<M: Membership>(
    _ source: M.End, _ destination: M.End, _ members: M
  ) -> PortSet where M.Members == Members {
    var ports = Self.ports(prohibited, source, destination, members, possible: true)
    Self.remove(exceptions, from: &ports, source, destination, members)
    Self.remove(covered, from: &ports, source, destination, members)
    return ports
  }

  /// The ports on which a flow between two distinct ends must be certain.
  @inlinable
  public func requiredPorts<M: Membership>(
    _ source: M.End, _ destination: M.End, _ members: M
  ) -> PortSet where M.Members == Members {
    Self.ports(required, source, destination, members, possible: true)
  }

  /// The ports on which a flow between two distinct ends is one that the sentence is about.
  @inlinable
  public func spokenPorts<M: Membership>(
    _ source: M.End, _ destination: M.End, _ members: M
  ) -> PortSet where M.Members == Members {
    var ports = Self.ports(spoken, source, destination, members, possible: true)
    Self.remove(exceptions, from: &ports, source, destination, members)
    return ports
  }

  @inlinable
  static func remove<M: Membership>(
    _ boxes: [Box<Members>], from ports: inout PortSet, _ source: M.End, _ destination: M.End,
    _ members: M
  ) where M.Members == Members {
    for box in boxes where !ports.isEmpty && box.contains(source, destination, members) {
      ports = ports.subtracting(members.ports(box.ports, at: destination, possible: false))
    }
  }

  /// The union of some boxes' ports for a pair of ends.
  @inlinable
  public static func ports<M: Membership>(
    _ boxes: [Box<Members>], _ source: M.End, _ destination: M.End, _ members: M,
    possible: Bool
  ) -> PortSet where M.Members == Members {
    var ports = PortSet()
    for box in boxes where box.contains(source, destination, members) {
      ports = ports.union(members.ports(box.ports, at: destination, possible: possible))
    }
    return ports
  }
}
