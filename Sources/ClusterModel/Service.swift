/// A `core/v1` Service, as far as it says how a pod can be reached.
public struct Service: Sendable {
  public var name: Symbol
  public var namespace: NamespaceID
  /// Nil or empty: no pods are selected automatically (C-73).
  public var selector: Labels?
  /// `spec.type` as written; nil means ClusterIP.
  public var type: Symbol?
  /// `externalTrafficPolicy: Local`: client addresses survive to the pod.
  public var keepsClientAddress: Bool
  public var ports: [ServicePort]
  /// `loadBalancerSourceRanges` as written: whom the load balancer lets in, which no policy says.
  public var sourceRanges: [Symbol] = []
  /// The name outside that a Service of type ExternalName stands for.
  public var externalName: Symbol?
  public var place: Place

  public init(
    name: Symbol, namespace: NamespaceID, selector: Labels? = nil, type: Symbol? = nil,
    keepsClientAddress: Bool = false, ports: [ServicePort] = [], place: Place
  ) {
    self.name = name
    self.namespace = namespace
    self.selector = selector
    self.type = type
    self.keepsClientAddress = keepsClientAddress
    self.ports = ports
    self.place = place
  }
}

/// A `core/v1.ServicePort` as written.
public struct ServicePort: Hashable, Sendable {
  public var name: Symbol?
  public var `protocol`: TransportProtocol?
  public var port: UInt16
  /// Nil: the same number as `port`.
  public var targetPort: NetworkPolicyPort.Port?

  public init(
    name: Symbol? = nil, protocol: TransportProtocol? = nil, port: UInt16,
    targetPort: NetworkPolicyPort.Port? = nil
  ) {
    self.name = name
    self.protocol = `protocol`
    self.port = port
    self.targetPort = targetPort
  }
}

/// A `networking.k8s.io/v1` Ingress, or an OpenShift Route: the Services it routes to.
public struct Ingress: Sendable {
  public enum Kind: Hashable, Sendable {
    case ingress
    /// Of `route.openshift.io/v1`.
    case route
  }

  public struct Backend: Hashable, Sendable {
    public var service: Symbol
    /// A port of the Service.
    public var port: NetworkPolicyPort.Port?
    /// What a Route names instead: the Service's port by its own name, or by the number it leads to.
    public var targetPort: NetworkPolicyPort.Port?
    /// Which requests are led there; nil: of every host, on every path.
    public var host: Symbol?
    public var path: Symbol?

    public init(
      service: Symbol, port: NetworkPolicyPort.Port? = nil,
      targetPort: NetworkPolicyPort.Port? = nil, host: Symbol? = nil, path: Symbol? = nil
    ) {
      self.service = service
      self.port = port
      self.targetPort = targetPort
      self.host = host
      self.path = path
    }
  }

  public var kind: Kind
  public var name: Symbol
  public var namespace: NamespaceID
  public var backends: [Backend]
  public var place: Place

  public init(
    kind: Kind = .ingress, name: Symbol, namespace: NamespaceID, backends: [Backend] = [],
    place: Place
  ) {
    self.kind = kind
    self.name = name
    self.namespace = namespace
    self.backends = backends
    self.place = place
  }
}
