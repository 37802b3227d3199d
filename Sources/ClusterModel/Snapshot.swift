/// The objects of one set of manifests, as written.
///
/// This is all that the two readings share. Nothing in it is defaulted: a missing `policyTypes` is missing here.
public struct Snapshot: Sendable {
  public var symbols: SymbolTable
  public var files: FileTable
  public var namespaces: [Namespace]
  public var pods: [Pod]
  public var workloads: [Workload]
  public var networkPolicies: [NetworkPolicy]
  public var clusterNetworkPolicies: [ClusterNetworkPolicy]
  /// The machines of the cluster, as far as the input has them.
  public var nodes: [ClusterNode]
  public var services: [Service]
  public var ingresses: [Ingress]
  public var unmodelledObjects: [UnmodelledObject]
  public var ignoredKinds: [IgnoredKind]

  public init(symbols: SymbolTable = SymbolTable(), files: FileTable = FileTable()) {
    self.symbols = symbols
    self.files = files
    namespaces = []
    pods = []
    workloads = []
    networkPolicies = []
    clusterNetworkPolicies = []
    nodes = []
    services = []
    ingresses = []
    unmodelledObjects = []
    ignoredKinds = []
  }

  // Inlined elsewhere, so that whoever asks for one member of an object does not copy all of it.
  @inlinable public subscript(id: NamespaceID) -> Namespace { namespaces[Int(id.rawValue)] }
  @inlinable public subscript(id: PodID) -> Pod { pods[Int(id.rawValue)] }
  @inlinable public subscript(id: WorkloadID) -> Workload { workloads[Int(id.rawValue)] }
  @inlinable public subscript(id: NetworkPolicyID) -> NetworkPolicy {
    networkPolicies[Int(id.rawValue)]
  }
  public subscript(id: ClusterNetworkPolicyID) -> ClusterNetworkPolicy {
    clusterNetworkPolicies[Int(id.rawValue)]
  }

  public var podIDs: some RandomAccessCollection<PodID> {
    pods.indices.lazy.map { PodID(rawValue: Int32($0)) }
  }

  public var namespaceIDs: some RandomAccessCollection<NamespaceID> {
    namespaces.indices.lazy.map { NamespaceID(rawValue: Int32($0)) }
  }
}
