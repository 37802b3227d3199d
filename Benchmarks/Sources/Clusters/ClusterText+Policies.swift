extension ClusterText {
  /// Layer after layer of policies over all namespaces, until there are enough.
  mutating func policyManifests() -> [Value] {
    if shape == .universal { return universalPolicies() }
    var manifests = shape == .tiers ? clusterPolicies() : []
    var layer = 0
    while manifests.count < policies {
      for namespace in 0..<namespaces where manifests.count < policies {
        let (name, spec) =
          layer < 3 || shape == .ordinary || shape == .tiers
          ? policy(layer, namespace) : shaped(layer, namespace)
        manifests.append(Self.manifest(name, in: "ns-\(namespace)", spec))
      }
      layer += 1
    }
    return manifests
  }

  static func manifest(_ name: String, in namespace: String, _ spec: String) -> Value {
    .map([
      ("apiVersion", .text("networking.k8s.io/v1")), ("kind", .text("NetworkPolicy")),
      ("metadata", .map([("name", .text(name)), ("namespace", .text(namespace))])),
      ("spec", Value(flow: spec)),
    ])
  }

  private mutating func policy(_ layer: Int, _ namespace: Int) -> (name: String, spec: String) {
    let tenant = "{namespaceSelector: {matchLabels: {tenant: \(tenant(of: namespace))}}"
    switch layer {
    case 0: return ("default-deny", "{podSelector: {}, policyTypes: [Ingress, Egress]}")
    case 1:
      return (
        "dns",
        """
        {podSelector: {}, policyTypes: [Egress], egress: [{to: [{namespaceSelector: {matchLabels: \
        {kubernetes.io/metadata.name: kube-system}}, podSelector: {matchLabels: {app: kube-dns}}}], \
        ports: [{port: 53, protocol: UDP}, {port: 53}]}]}
        """
      )
    case 2:
      return (
        "same-namespace",
        """
        {podSelector: {}, policyTypes: [Ingress, Egress], ingress: [{from: [{podSelector: {}}], \
        ports: [{port: 8000, endPort: 8010}]}], egress: [{to: [{podSelector: {}}]}]}
        """
      )
    case 3:
      return (
        "ingress",
        """
        {podSelector: {matchLabels: {app: web}}, ingress: [{from: [{namespaceSelector: \
        {matchLabels: {role: ingress}}}], ports: [{port: http}]}]}
        """
      )
    case 4:
      return (
        "metrics",
        """
        {podSelector: {}, ingress: [{from: [{namespaceSelector: {matchLabels: {role: monitoring}}, \
        podSelector: {matchLabels: {app: prometheus}}}], ports: [{port: metrics}]}]}
        """
      )
    case 5:
      // Ranges of several sizes, one inside the other, with a hole in each.
      return (
        "partners",
        """
        {podSelector: {matchLabels: {app: auth}}, ingress: [{from: [{ipBlock: {cidr: \
        203.0.0.0/\(8 + random.below(8)), except: [203.0.\(random.below(256)).0/24]}}]}]}
        """
      )
    case 6:
      return (
        "tenant",
        """
        {podSelector: {matchExpressions: [{key: tier, operator: NotIn, values: [edge]}]}, ingress: \
        [{from: [\(tenant), podSelector: {matchExpressions: [{key: app, operator: In, values: \
        [api, web]}]}}], ports: [{port: 8000, endPort: 8004}]}]}
        """
      )
    case 7:
      return (
        "tenant-egress",
        """
        {podSelector: {matchLabels: {app: api}}, policyTypes: [Egress], egress: [{to: [\(tenant)}], \
        ports: [{port: 8000, endPort: 8004}]}]}
        """
      )
    case 8:
      return (
        "upstream",
        """
        {podSelector: {matchLabels: {app: worker}}, policyTypes: [Egress], egress: [{to: [{ipBlock: \
        {cidr: 198.\(random.below(20)).\(random.below(256)).0/24}}], ports: [{port: 443}]}]}
        """
      )
    default:
      return (
        "app-\(layer)",
        """
        {podSelector: {matchLabels: {app: \(Self.apps[layer % 8])}}, ingress: [{from: [{podSelector: \
        {matchLabels: {app: \(Self.apps[(layer + 3) % 8])}}}], ports: [{port: \(8000 + layer % 5)}]}]}
        """
      )
    }
  }
}
