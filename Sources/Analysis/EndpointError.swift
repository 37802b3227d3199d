public import ClusterModel

/// Why a term on the command line stands for nothing, or for too much.
public enum EndpointError: Error, Hashable, Sendable {
  case unknownNamespace(String, meant: Guess)
  /// No workload and no pod has this name.
  case unknownName(String, meant: Guess)
  /// A namespace has the name, and no workload has.
  case namespaceAlone(String)
  case unknownKind(String, meant: Guess)
  /// Several workloads may be meant, each written so that it is the only one.
  case ambiguous(String, candidates: [String])
  /// A Service or an Ingress passes flows on; the ends are pods.
  ///
  /// - behind: the workloads that it selects, as one would write them.
  case notAnEnd(kind: String, name: String, behind: [String])
  /// `-n` says one namespace, the name another.
  case twoNamespaces(String, String)
  /// Its pods have finished.
  case finished(String)
  /// The term says nobody who is there: a selector that selects nothing, most often.
  case nobody(String)
  /// An address inside clusterCIDRs that no pod is known to have.
  case unknownPodAddress(IPAddress)
  /// None of the destinations has a port of this name.
  case unknownPort(String, of: String, meant: Guess)
  /// A name is a container's: addresses have none.
  case namedPortOutside(String, of: String)
  /// Ports belong to the destination.
  case portsOnSource(String)
}
