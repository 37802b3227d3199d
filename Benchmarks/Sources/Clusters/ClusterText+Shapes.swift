/// Policies that have much of one thing.
extension ClusterText {
  static let keys = 500
  static let values = 24

  /// Six of the 500 keys on each pod.
  func vocabularyLabels(_ index: Int) -> [(key: String, value: Value)] {
    (0..<6).map { number in
      let key = (index * 7 + number * 83) % Self.keys
      return ("k\(key)", .text("k\(key)-v\((index + number) % Self.values)"))
    }
  }

  mutating func shaped(_ layer: Int, _ namespace: Int) -> (name: String, spec: String) {
    let number = layer * namespaces + namespace
    let name = "\(shape.rawValue)-\(layer)"
    switch shape {
    case .vocabulary:
      func requirement(_ index: Int) -> String {
        let key = index % Self.keys
        let values = (0..<3).map { "k\(key)-v\((index / Self.keys * 3 + $0) % Self.values)" }
        let word = index % 4 == 3 ? "NotIn" : "In"
        return "{key: k\(key), operator: \(word), values: [\(values.joined(separator: ", "))]}"
      }
      return (
        name,
        """
        {podSelector: {matchExpressions: [\(requirement(number * 2))]}, ingress: [{from: \
        [{podSelector: {matchExpressions: [\(requirement(number * 2 + 1))]}}], ports: [{port: 8000}]}]}
        """
      )
    case .cidrs:
      let (high, low) = (number >> 8 & 255, number & 255)
      return (
        name,
        """
        {podSelector: {matchLabels: {app: \(Self.apps[layer % 8])}}, policyTypes: [Ingress, Egress], \
        ingress: [{from: [{ipBlock: {cidr: 203.\(high).\(low).0/24}}]}], egress: [{to: [{ipBlock: \
        {cidr: 198.\(high).\(low).\(random.below(2) * 128)/25}}]}]}
        """
      )
    default:
      let port = 10_000 + number * 8 % 50_000
      return (
        name,
        """
        {podSelector: {matchLabels: {app: \(Self.apps[layer % 8])}}, ingress: [{from: [{podSelector: \
        {}}], ports: [{port: \(port)}, {port: \(port + 2), endPort: \(port + 4)}, {port: \(port + 6), \
        protocol: UDP}]}]}
        """
      )
    }
  }

  /// Twenty rules each, over all pods of a few namespaces.
  mutating func clusterPolicies() -> [Value] {
    (0..<200).map { number in
      let rules = (0..<20).map { rule in
        """
        {name: r\(rule), action: \(["Accept", "Deny", "Pass"][(number + rule) % 3]), from: [{pods: \
        {namespaceSelector: {matchLabels: {tenant: t\((number * 20 + rule) % max(2, namespaces / 5))}}, \
        podSelector: {matchLabels: {app: \(Self.apps[rule % 8])}}}}], protocols: [{tcp: \
        {destinationPort: {number: \(8000 + rule % 5)}}}]}
        """
      }
      return .map([
        ("apiVersion", .text("policy.networking.k8s.io/v1alpha2")),
        ("kind", .text("ClusterNetworkPolicy")),
        ("metadata", .map([("name", .text("wide-\(number)"))])),
        (
          "spec",
          Value(
            flow: """
              {tier: Admin, priority: \(number), subject: {namespaces: {matchLabels: {env: \
              \(number % 2 == 0 ? "prod" : "dev")}}}, ingress: [\(rules.joined(separator: ", "))]}
              """)
        ),
      ])
    }
  }
}
