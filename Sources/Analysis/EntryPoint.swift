public import ClusterModel

/// A way to pods that is not their own address: a port of a Service, or an Ingress that leads to one.
///
/// Policies see the flow after the translation, so that the pod's own port decides and the client's own identity, or for an
/// Ingress that of its controller (C-61, C-74).
public struct EntryPoint: Sendable {
  public enum Object: Hashable, Sendable {
    /// An index into `Snapshot.services`.
    case service(Int)
    /// An index into `Snapshot.ingresses`.
    case ingress(Int)
  }

  /// Where an entry point leads.
  public enum Way: Sendable {
    case pods(ListedWorkload, port: UInt16, Clients)
    /// The Service selects nothing that is there.
    case nobody
    /// The Service has no selector: whoever writes its EndpointSlices says where it leads.
    case noSelector
    /// The Service stands for a name outside, which clients look up and then connect to by themselves.
    case externalName(Symbol)
    /// No pod of it has a port of the name that the Service gives.
    case noPort(Symbol)
    /// The Service that an Ingress names is not in the input.
    case noService(Symbol)
    /// The Service has no such port.
    case noServicePort(NetworkPolicyPort.Port)
  }

  /// Requests that an Ingress leads there.
  public struct Route: Hashable, Sendable {
    public var host: Symbol?
    public var path: Symbol?
  }

  public var object: Object
  /// Of an Ingress or a Route; none: every request.
  public var routes: [Route] = []
  /// The Service that is passed through; nil where it is missing.
  public var service: Int?
  /// The port that clients of the Service use; nil where it is missing.
  public var port: UInt16?
  public var `protocol`: TransportProtocol
  public var way: Way
}

/// Who can reach pods on a port, of the sources that a listing shows.
public struct Clients: Hashable, Sendable {
  public struct Group: Hashable, Sendable {
    /// How many workloads (pods, in a listing by pod), the pods themselves left out.
    public var workloads = 0
    public var addresses = AddressSet()

    public var isEmpty: Bool { workloads == 0 && addresses.isEmpty }
  }

  public var must = Group()
  /// Those who must are not among them.
  public var may = Group()
}
