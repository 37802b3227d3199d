public import ClusterModel

/// What a proof may take for granted: the `assume` block of an intent file, as written.
public struct Assumptions: Hashable, Sendable {
  public var cni: CNI
  /// Where pod addresses lie; empty when not said.
  public var clusterCIDRs: [CIDR]
  /// Nil: the families of clusterCIDRs and of known pod addresses, else both.
  public var ipFamilies: [IPFamily]?
  public var clientAddress: ClientAddress
  /// Keys that only an administrator sets, on namespaces and on pods.
  public var fixedNamespaceLabels: [Symbol]
  public var fixedPodLabels: [Symbol]
  /// `newNamespaces: {policiesOf: NAMESPACE}`.
  public var newNamespacePolicies: Symbol?
  public var baselineScope: BaselineScope

  public init(
    cni: CNI = .upstream, clusterCIDRs: [CIDR] = [], ipFamilies: [IPFamily]? = nil,
    clientAddress: ClientAddress = .preserved, fixedNamespaceLabels: [Symbol] = [],
    fixedPodLabels: [Symbol] = [], newNamespacePolicies: Symbol? = nil,
    baselineScope: BaselineScope = .direction
  ) {
    self.cni = cni
    self.clusterCIDRs = clusterCIDRs
    self.ipFamilies = ipFamilies
    self.clientAddress = clientAddress
    self.fixedNamespaceLabels = fixedNamespaceLabels
    self.fixedPodLabels = fixedPodLabels
    self.newNamespacePolicies = newNamespacePolicies
    self.baselineScope = baselineScope
  }
}

/// The plugin that enforces policies; semantics.md section 3 has the differences.
public enum CNI: String, Hashable, Sendable, CaseIterable {
  case upstream, calico
  case azureNPM = "azure-npm"
  case cilium, none
}

/// Whether a client's address survives to the pod on paths that may translate it.
public enum ClientAddress: String, Hashable, Sendable, CaseIterable {
  case preserved
  /// Where a LoadBalancer or NodePort Service without externalTrafficPolicy Local, or a hostPort, leads to
  /// the pod, the pod may see a node's address instead.
  case mayBeNode = "may-be-node"
}

/// What hides the rules of the Baseline tier from a pod, where the API leaves it open (C-99).
public enum BaselineScope: String, Hashable, Sendable, CaseIterable {
  /// A NetworkPolicy that isolates the pod in the direction of the rule.
  case direction
  /// Any NetworkPolicy that selects the pod, be it for the other direction.
  case pod
}
