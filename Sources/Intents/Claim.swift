public import ClusterModel

/// What a sentence says; the meanings are those of the table in intents.md, "Sentences and their meaning".
///
/// Lists are unions and are never split. An empty list does not occur.
public enum Claim: Hashable, Sendable {
  /// `S reaches T:P`: every flow must be allowed.
  case reaches(from: [Group], to: [Target])
  /// `some S reaches T:P`: some flow must be allowed; ranges over deployed pods only.
  case someReaches(from: [Group], to: [Target])
  /// `S may reach T:P`: permits, and requires nothing.
  case mayReach(from: [Group], to: [Target])
  /// `S cannot reach T:P`: no flow may be allowed.
  case cannotReach(from: [Group], to: [Target])
  /// `only S may reach T:P`: no flow of (anyone − S) may be allowed.
  case onlyMayReach(from: [Group], to: [Target])
  /// `only S reaches T:P`: both `onlyMayReach` and `reaches`.
  case onlyReaches(from: [Group], to: [Target])
  /// `S has no egress [except to T:P, ...]`.
  case noEgress(of: [Group], except: [Target])
  /// `S has no ingress [except ...]`.
  case noIngress(to: [Group], except: [IngressException])
  /// `S is isolated from T`: no flow either way, on any port.
  case isolated([Group], from: [Group])
  /// `namespaces labelled KEY are isolated from each other [except ...]`.
  case namespacesIsolated(key: Symbol, except: [TenantException])
  /// `nothing else is allowed [in namespace N | to T | from S]`: every allowed flow in scope is covered.
  case nothingElse(Scope)
}

/// A destination and the ports spoken of there: `API:3000`.
public struct Target: Hashable, Sendable {
  public var group: Group
  public var ports: Ports

  public init(group: Group, ports: Ports = .all) {
    self.group = group
    self.ports = ports
  }
}

/// `except from T`, `except on :P`, `except on :P from T`.
public struct IngressException: Hashable, Sendable {
  /// Nil: from anyone.
  public var from: [Group]?
  public var ports: Ports

  public init(from: [Group]?, ports: Ports = .all) {
    self.from = from
    self.ports = ports
  }
}

/// An exception of tenant isolation.
public enum TenantException: Hashable, Sendable {
  /// `except to T:P`.
  case to(Target)
  /// `except from T`, `except on :P from T`.
  case from(IngressException)
}

/// The flows that a `nothing else is allowed` speaks of.
public enum Scope: Hashable, Sendable {
  case everywhere
  /// A pod of one of these namespaces is source or destination.
  case namespaces([Symbol])
  case to([Target])
  case from([Group])
}

/// The destination ports of a sentence.
public enum Ports: Hashable, Sendable {
  /// None written: every port of TCP, UDP and SCTP.
  case all
  /// A union, in written order, not empty.
  case list([PortTerm])
}

/// `80`, `8000-8080`, `http` or `*`, with or without a protocol, as written.
public struct PortTerm: Hashable, Sendable {
  public enum Selection: Hashable, Sendable {
    case numbers(ClosedRange<UInt16>)
    /// A named container port, resolved for each destination pod and protocol.
    case name(Symbol)
    /// `*`: every port of the protocol, which is always written.
    case every
  }

  public var selection: Selection
  /// Nil when not written: TCP for numbers, every protocol for a name.
  public var `protocol`: TransportProtocol?

  public init(_ selection: Selection, protocol: TransportProtocol? = nil) {
    self.selection = selection
    self.protocol = `protocol`
  }
}
