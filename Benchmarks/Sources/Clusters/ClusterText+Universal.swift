/// Two tenants, of whom the second's pods cannot reach the first's whatever labels they carry.
///
/// What the first admits asks for a guard: a label key without which no rule matches. The second denies egress to whoever
/// carries a guard, key by key: with one policy for the key, or with one for each value and one for the rest. So the
/// proof needs both sides of every rule.
extension ClusterText {
  private static let guards = 25

  func universalNamespaces() -> [Value] {
    ["a", "b"].flatMap { tenant in
      (0..<namespaces).map { index in
        .map([
          ("apiVersion", .text("v1")), ("kind", .text("Namespace")),
          (
            "metadata",
            .map([
              ("name", .text("\(tenant)-\(index)")),
              ("labels", .map([("tenant", .text(tenant))])),
            ])
          ),
        ])
      }
    }
  }

  mutating func universalPods() -> [Value] {
    (0..<pods).map { index in
      let tenant = index % 2 == 0 ? "a" : "b"
      return pod(
        "p-\(index)", in: "\(tenant)-\(index / 2 % namespaces)", app: "p\(index % 3)", index: nil,
        address: "10.1.\(index >> 8 & 255).\(index & 255)", port: 8000, tier: "all")
    }
  }

  mutating func universalPolicies() -> [Value] {
    var manifests: [Value] = []
    for index in 0..<namespaces {
      manifests.append(
        Self.manifest("default-deny", in: "a-\(index)", "{podSelector: {}, policyTypes: [Ingress]}")
      )
    }
    for index in 0..<namespaces {
      let guards = (0..<Self.guards).map { (index * Self.guards + $0) % Self.keys }
      for (position, key) in guards.enumerated() {
        let values = (0..<2 + position % 3).map { "v\($0)" }.joined(separator: ", ")
        var closing = ["{key: k\(key), operator: Exists}"]
        if position % 3 != 0 {
          closing = (0..<2 + position % 3).map { "{key: k\(key), operator: In, values: [v\($0)]}" }
          closing.append(
            "{key: k\(key), operator: Exists}, {key: k\(key), operator: NotIn, values: [\(values)]}"
          )
        }
        for (number, requirement) in closing.enumerated() {
          manifests.append(
            Self.manifest(
              "close-\(key)-\(number)", in: "b-\(index)",
              """
              {podSelector: {matchExpressions: [\(requirement)]}, policyTypes: [Egress], egress: \
              [{to: [{namespaceSelector: {matchLabels: {tenant: b}}}]}]}
              """))
        }
        for rule in 0..<2 {
          let other = guards[(position + 1 + random.below(Self.guards - 1)) % Self.guards]
          let free = (key + Self.guards + random.below(Self.keys - 2 * Self.guards)) % Self.keys
          manifests.append(
            Self.manifest(
              "admit-\(key)-\(rule)-\(index)", in: "a-\(random.below(namespaces))",
              """
              {podSelector: {}, ingress: [{from: [{namespaceSelector: {matchLabels: \
              {kubernetes.io/metadata.name: b-\(index)}}, podSelector: {matchExpressions: [{key: \
              k\(key), operator: Exists}, {key: k\(other), operator: DoesNotExist}, {key: k\(free), \
              operator: In, values: [v0, v1, v2]}]}}]}]}
              """))
        }
      }
    }
    return manifests
  }
}
