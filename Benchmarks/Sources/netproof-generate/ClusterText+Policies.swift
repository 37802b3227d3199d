extension ClusterText {
  /// Layer after layer of policies over all namespaces, until there are enough.
  mutating func policyManifests() -> String {
    var text = ""
    var written = 0
    var layer = 0
    while written < policies {
      for namespace in 0..<namespaces where written < policies {
        let (name, spec) = policy(layer, namespace)
        text += """
          ---
          apiVersion: networking.k8s.io/v1
          kind: NetworkPolicy
          metadata:
            name: \(name)
            namespace: ns-\(namespace)
          spec: \(spec)

          """
        written += 1
      }
      layer += 1
    }
    return text
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

  /// Thirty intents: four for each of seven databases, the isolation of all tenants, and what else is allowed.
  func intents() -> String {
    var text = """
      apiVersion: netproof.dev/v1alpha1
      kind: Intents
      metadata: {name: generated}
      assume: {clusterCIDRs: [10.0.0.0/8]}
      groups:
        PROMETHEUS: {namespace: monitoring, pods: app=prometheus}
        INGRESS: {namespace: ingress}
        DNS: {namespace: kube-system, pods: app=kube-dns}

      """
    for index in 0..<7 { text += "  DB-\(index): {namespace: ns-\(index), pods: app=db}\n" }
    text += "intents:\n"
    for index in 0..<7 {
      let own = "any pod in namespace ns-\(index)"
      text += """
          - only \(own), PROMETHEUS may reach DB-\(index)
          - DB-\(index) has no egress except to \(own), DNS:53/UDP, DNS:53/TCP
          - \(own) reaches DB-\(index):\(8000 + index % 5)
          - Internet cannot reach DB-\(index)

        """
    }
    text += """
        - namespaces labelled tenant are isolated from each other except to DNS, from INGRESS, on :9090 from PROMETHEUS
        - nothing else is allowed in namespace ns-3

      """
    return text
  }
}
