import ClusterModel

/// What `apiVersion` and `kind` say; kinds are told apart by group.
struct ObjectKind: Hashable {
  var kind: String
  /// Empty for the core group.
  var group: String
  var version: String

  init(kind: String, group: String, version: String) {
    self.kind = kind
    self.group = group
    self.version = version
  }

  init(kind: String, apiVersion: String) {
    let parts = apiVersion.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    self.init(
      kind: kind, group: parts.count == 2 ? String(parts[0]) : "",
      version: String(parts.last ?? ""))
  }

  var apiVersion: String { group.isEmpty ? version : "\(group)/\(version)" }

  /// `NetworkPolicy.crd.antrea.io`, `Pod`.
  var qualified: String { group.isEmpty ? kind : "\(kind).\(group)" }

  enum Meaning: Sendable {
    case namespace, pod, service, ingress, route, networkPolicy, node
    case clusterNetworkPolicy(ClusterPolicyDialect)
    case controller
    /// A version that API servers no longer serve, but whose objects read like those of today's.
    indirect case outdated(Meaning, use: String)
    /// A mistake in kind or apiVersion.
    case wrong(message: String, suggestion: String)
    /// It may decide about flows, and is not modelled.
    case policy(isClusterScoped: Bool)
    /// It cannot matter.
    case irrelevant
    case kustomization, intents
    case unknown
  }

  var meaning: Meaning {
    if group == "kustomize.config.k8s.io" { return .kustomization }
    if group == "netproof.dev" { return .intents }
    if kind == "Template", ["template.openshift.io", ""].contains(group) {
      return .wrong(
        message: "an OpenShift template is no object until it is processed",
        suggestion: "oc process -f FILE -o yaml | netproof verify - --intents FILE")
    }
    if let meaning = clusterPolicyMeaning { return meaning }
    if let modelled = Self.modelled[kind] {
      return modelledMeaning(modelled.group, modelled.meaning)
    }
    if let isClusterScoped = PolicyKinds.isClusterScoped(self) {
      return .policy(isClusterScoped: isClusterScoped)
    }
    if IrrelevantKinds.contains(self) { return .irrelevant }
    let siblings = Self.modelled.filter { $0.value.group == group }.map(\.key).sorted()
    if let nearest = Spelling.nearest(to: kind, among: siblings) {
      return .wrong(
        message: "`\(apiVersion)` has no kind `\(kind)`", suggestion: "did you mean \(nearest)?")
    }
    return .unknown
  }

  private func modelledMeaning(_ home: String, _ meaning: Meaning) -> Meaning {
    let today = home.isEmpty ? "v1" : "\(home)/v1"
    if group == home, version == "v1" { return meaning }
    let isFormer =
      group == "extensions" || (group == home && !home.isEmpty && version.hasPrefix("v1beta"))
      || (group == home && version == "v2alpha1")
    if isFormer {
      guard case .networkPolicy = meaning else { return .outdated(meaning, use: today) }
      // C-159.
      return .wrong(
        message: "API servers no longer serve NetworkPolicy of `\(apiVersion)`",
        suggestion: "write apiVersion: \(today)")
    }
    // A kind of one of Kubernetes' own groups under another of them, or in a version that never was.
    if group == home || Self.ownGroups.contains(group) {
      return .wrong(
        message: "`\(apiVersion)` has no kind `\(kind)`", suggestion: "write apiVersion: \(today)")
    }
    if let isClusterScoped = PolicyKinds.isClusterScoped(self) {
      return .policy(isClusterScoped: isClusterScoped)
    }
    return .unknown
  }

  static let ownGroups: Set<String> = [
    "", "apps", "batch", "extensions", "networking.k8s.io", "policy",
  ]

  private static let modelled: [String: (group: String, meaning: Meaning)] = [
    "Namespace": ("", .namespace), "Pod": ("", .pod), "Service": ("", .service),
    "Node": ("", .node),
    "ReplicationController": ("", .controller),
    "Deployment": ("apps", .controller), "ReplicaSet": ("apps", .controller),
    "StatefulSet": ("apps", .controller), "DaemonSet": ("apps", .controller),
    "Job": ("batch", .controller), "CronJob": ("batch", .controller),
    "Ingress": ("networking.k8s.io", .ingress), "Route": ("route.openshift.io", .route),
    "NetworkPolicy": ("networking.k8s.io", .networkPolicy),
  ]
}
