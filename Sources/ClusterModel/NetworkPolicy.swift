/// An index into `Snapshot.networkPolicies`.
public struct NetworkPolicyID: Hashable, Comparable, Sendable {
  public let rawValue: Int32

  public init(rawValue: Int32) {
    self.rawValue = rawValue
  }

  public static func < (left: NetworkPolicyID, right: NetworkPolicyID) -> Bool {
    left.rawValue < right.rawValue
  }
}

/// A side of a flow that a policy rule speaks of.
public enum Direction: UInt8, Hashable, Sendable, CaseIterable {
  case ingress, egress
}

/// A `networking.k8s.io/v1` NetworkPolicy as written: nil is a missing or null field, and nothing is defaulted.
public struct NetworkPolicy: Sendable {
  public var name: Symbol
  public var namespace: NamespaceID
  public var podSelector: LabelSelector?
  public var policyTypes: [Direction]?
  public var ingress: [NetworkPolicyRule]?
  public var egress: [NetworkPolicyRule]?
  public var place: Place

  public init(
    name: Symbol, namespace: NamespaceID, podSelector: LabelSelector? = nil,
    policyTypes: [Direction]? = nil, ingress: [NetworkPolicyRule]? = nil,
    egress: [NetworkPolicyRule]? = nil, place: Place
  ) {
    self.name = name
    self.namespace = namespace
    self.podSelector = podSelector
    self.policyTypes = policyTypes
    self.ingress = ingress
    self.egress = egress
    self.place = place
  }
}

/// A NetworkPolicyIngressRule or NetworkPolicyEgressRule: peers are its `from` or its `to`.
public struct NetworkPolicyRule: Sendable {
  public var peers: [NetworkPolicyPeer]?
  public var ports: [NetworkPolicyPort]?
  public var place: Place

  public init(peers: [NetworkPolicyPeer]? = nil, ports: [NetworkPolicyPort]? = nil, place: Place) {
    self.peers = peers
    self.ports = ports
    self.place = place
  }
}

/// A NetworkPolicyPeer. The reader guarantees V-05 and V-06: some field is set, `ipBlock` only alone.
public struct NetworkPolicyPeer: Sendable {
  public var podSelector: LabelSelector?
  public var namespaceSelector: LabelSelector?
  public var ipBlock: IPBlock?
  public var place: Place

  public init(
    podSelector: LabelSelector? = nil, namespaceSelector: LabelSelector? = nil,
    ipBlock: IPBlock? = nil, place: Place
  ) {
    self.podSelector = podSelector
    self.namespaceSelector = namespaceSelector
    self.ipBlock = ipBlock
    self.place = place
  }
}

/// Addresses of `cidr` without those of `except`, each a strict subset of it (V-08).
public struct IPBlock: Hashable, Sendable {
  public var cidr: CIDR
  public var except: [CIDR]

  public init(cidr: CIDR, except: [CIDR] = []) {
    self.cidr = cidr
    self.except = except
  }
}

/// A NetworkPolicyPort. The reader guarantees V-02 to V-04.
public struct NetworkPolicyPort: Hashable, Sendable {
  /// An `IntOrString` port.
  public enum Port: Hashable, Sendable {
    case number(UInt16)
    case name(Symbol)
  }

  public var `protocol`: TransportProtocol?
  public var port: Port?
  public var endPort: UInt16?

  public init(protocol: TransportProtocol? = nil, port: Port? = nil, endPort: UInt16? = nil) {
    self.protocol = `protocol`
    self.port = port
    self.endPort = endPort
  }
}
