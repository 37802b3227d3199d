import YAML

/// Kinds that may decide about flows and are not modelled: intents they can touch are unsupported.
enum PolicyKinds {
  /// Nil for a kind that is not on the list.
  static func isClusterScoped(_ kind: ObjectKind) -> Bool? {
    if let kinds = known[kind.group], let scope = kinds[kind.kind] { return scope == .cluster }
    // Whoever names a kind so means it so.
    guard kind.kind.hasSuffix("NetworkPolicy"), kind.group != "networking.k8s.io" else {
      return nil
    }
    let isStaged = kind.kind.hasPrefix("Staged")
    return isStaged ? nil : kind.kind.contains("Cluster") || kind.kind.contains("Global")
  }

  /// Whether the kind is on the list; of others only the name says that they are policies.
  static func isKnown(_ kind: ObjectKind) -> Bool {
    known[kind.group]?[kind.kind] != nil
  }

  private enum Scope {
    case cluster, namespace
  }

  private static let known: [String: [String: Scope]] = [
    "cilium.io": [
      "CiliumNetworkPolicy": .namespace, "CiliumClusterwideNetworkPolicy": .cluster,
      "CiliumLocalRedirectPolicy": .namespace, "CiliumEgressGatewayPolicy": .cluster,
    ],
    "projectcalico.org": calico, "crd.projectcalico.org": calico,
    "security.istio.io": ["AuthorizationPolicy": .namespace],
    "networking.istio.io": ["Sidecar": .namespace],
    "policy.linkerd.io": [
      "Server": .namespace, "ServerAuthorization": .namespace, "AuthorizationPolicy": .namespace,
    ],
    "kuma.io": ["MeshTrafficPermission": .cluster, "TrafficPermission": .cluster],
    "consul.hashicorp.com": ["ServiceIntentions": .cluster],
    "k8s.ovn.org": [
      "EgressFirewall": .namespace, "UserDefinedNetwork": .namespace,
      "ClusterUserDefinedNetwork": .cluster,
    ],
    "network.openshift.io": ["EgressNetworkPolicy": .namespace, "NetNamespace": .cluster],
    "crd.antrea.io": [
      "NetworkPolicy": .namespace, "ClusterNetworkPolicy": .cluster, "Tier": .cluster,
    ],
    "vpcresources.k8s.aws": ["SecurityGroupPolicy": .namespace],
    "networking.k8s.aws": [
      "ClusterNetworkPolicy": .cluster, "ApplicationNetworkPolicy": .namespace,
      "PolicyEndpoint": .namespace,
    ],
    "crd.nsx.vmware.com": ["SecurityPolicy": .namespace],
    "kubeovn.io": ["SecurityGroup": .cluster],
  ]

  private static let calico: [String: Scope] = [
    "NetworkPolicy": .namespace, "GlobalNetworkPolicy": .cluster, "Tier": .cluster,
    "HostEndpoint": .cluster, "Profile": .cluster,
  ]

  /// Whether an object of an unknown kind looks like a policy: it says for whom, and what.
  static func looksLikePolicy(_ root: Node) -> Bool {
    let spec = root["spec"] ?? root
    if case .sequence(let parts)? = root["specs"]?.content {
      return parts.contains(where: isRule)
    }
    return isRule(spec)
  }

  private static func isRule(_ node: Node) -> Bool {
    let keys = node.entries.map(\.key)
    let says = keys.contains { what.contains($0) }
    let names = keys.contains { key in
      who.contains(key) || key.hasSuffix("Selector") || key == "selector"
    }
    return says && names
  }

  private static let what: Set<String> = [
    "rules", "ingress", "egress", "from", "to", "ingressDeny", "egressDeny", "ingressRules",
    "egressRules", "sources", "destinations",
  ]

  private static let who: Set<String> = [
    "subject", "subjects", "appliedTo", "targetRef", "targetRefs", "target", "targets",
  ]
}
