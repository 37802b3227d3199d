import ClusterModel

/// One kind of cluster-scoped policy in one of its versions: how it words what all of them say, and what its schema limits.
///
/// From the resource definitions of kubernetes-sigs/network-policy-api: `apis/v1alpha1`, `apis/v1alpha2`, `apis/v1beta1`; what is in their
/// experimental channel alone is part of it.
struct ClusterPolicyDialect: Hashable, Sendable {
  var kind: ClusterNetworkPolicy.Kind
  var version: Version

  enum Version: String, CaseIterable {
    case v1alpha1, v1alpha2, v1beta1
  }

  static let group = "policy.networking.k8s.io"

  static let all: [ClusterPolicyDialect] = [
    ClusterPolicyDialect(kind: .adminNetworkPolicy, version: .v1alpha1),
    ClusterPolicyDialect(kind: .baselineAdminNetworkPolicy, version: .v1alpha1),
    ClusterPolicyDialect(kind: .clusterNetworkPolicy, version: .v1alpha2),
    ClusterPolicyDialect(kind: .clusterNetworkPolicy, version: .v1beta1),
  ]

  var kindName: String {
    switch kind {
    case .clusterNetworkPolicy: "ClusterNetworkPolicy"
    case .adminNetworkPolicy: "AdminNetworkPolicy"
    case .baselineAdminNetworkPolicy: "BaselineAdminNetworkPolicy"
    }
  }

  /// With its article.
  var aKind: String { (kind == .adminNetworkPolicy ? "an " : "a ") + kindName }

  /// AdminNetworkPolicy and BaselineAdminNetworkPolicy.
  var isFirstGeneration: Bool { kind != .clusterNetworkPolicy }

  var hasTier: Bool { kind == .clusterNetworkPolicy }
  var hasPriority: Bool { kind != .baselineAdminNetworkPolicy }

  /// V-23: how many rules a direction may have.
  var mostRules: Int { isFirstGeneration ? 100 : 25 }
  /// V-23: how many peers, and how many ports, a rule may have.
  var mostItems: Int { isFirstGeneration ? 100 : 25 }
  /// V-23: of ranges and of domain names in one peer.
  static let mostNetworks = 25
  static let longestRuleName = 100

  /// V-22.
  var actions: [(word: String, action: ClusterNetworkPolicyRule.Action)] {
    switch kind {
    case .clusterNetworkPolicy: [("Accept", .accept), ("Deny", .deny), ("Pass", .pass)]
    case .adminNetworkPolicy: [("Allow", .accept), ("Deny", .deny), ("Pass", .pass)]
    case .baselineAdminNetworkPolicy: [("Allow", .accept), ("Deny", .deny)]
    }
  }

  var acceptWord: String { isFirstGeneration ? "Allow" : "Accept" }

  /// The field of a rule that holds its ports.
  var portsKey: String { isFirstGeneration ? "ports" : "protocols" }

  /// The fields that a peer can have, of which it has one.
  func peerKeys(_ direction: Direction) -> [String] {
    switch (direction, kind) {
    case (.ingress, _): ["namespaces", "pods"]
    case (.egress, .baselineAdminNetworkPolicy): ["namespaces", "pods", "nodes", "networks"]
    case (.egress, _): ["namespaces", "pods", "nodes", "networks", "domainNames"]
    }
  }

  /// The fields that an entry of a rule's ports can have, of which it has one.
  var portKeys: [String] {
    isFirstGeneration
      ? ["portNumber", "portRange", "namedPort"] : ["tcp", "udp", "sctp", "destinationNamedPort"]
  }

  /// V-21.
  var requiresNamespaceSelector: Bool { isFirstGeneration }
  /// C-112, V-25.
  var requiresMaskedRanges: Bool { version == .v1beta1 }
  /// C-106, V-24; before, equal ends are a range of one port.
  var requiresAscendingRanges: Bool { !isFirstGeneration }
}

extension ObjectKind {
  /// What the kind is among the cluster-scoped policies; nil if it is none of them.
  var clusterPolicyMeaning: Meaning? {
    let versions = ClusterPolicyDialect.all.filter { $0.kindName == kind }
    guard
      group == ClusterPolicyDialect.group || (Self.ownGroups.contains(group) && !versions.isEmpty)
    else { return nil }
    if group == ClusterPolicyDialect.group,
      let dialect = versions.first(where: { $0.version.rawValue == version })
    {
      return .clusterNetworkPolicy(dialect)
    }
    let names = versions.map { "\(ClusterPolicyDialect.group)/\($0.version.rawValue)" }
    if !names.isEmpty {
      return .wrong(
        message: "`\(apiVersion)` has no kind `\(kind)`",
        suggestion: "write apiVersion: \(ObjectReader.list(names))")
    }
    // Of this group nothing is known that could be read past.
    let kinds = ClusterPolicyDialect.all.map(\.kindName)
    return Spelling.nearest(to: kind, among: kinds).map {
      .wrong(message: "`\(apiVersion)` has no kind `\(kind)`", suggestion: "did you mean \($0)?")
    }
  }
}
