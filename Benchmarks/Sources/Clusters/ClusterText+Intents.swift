extension ClusterText {
  /// Thirty intents: four for each of seven databases, the isolation of all tenants, and what else is allowed.
  func intents() -> String {
    if shape == .universal { return Self.universalIntents }
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

  /// Nothing of the second tenant may reach the first one, whatever labels its pods carry.
  static let universalIntents = """
    apiVersion: netproof.dev/v1alpha1
    kind: Intents
    metadata: {name: generated}
    assume: {clusterCIDRs: [10.0.0.0/8], ipFamilies: [IPv4]}
    world: open
    groups:
      A: {namespaces: tenant=a}
      B: {namespaces: tenant=b}
    intents:
      - B cannot reach A

    """
}
