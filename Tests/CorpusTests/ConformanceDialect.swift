/// The kinds in which the conformance cases can be said.
enum ConformanceDialect: CaseIterable {
  /// As they are written.
  case v1alpha2
  case v1beta1
  /// As AdminNetworkPolicy and BaselineAdminNetworkPolicy.
  case v1alpha1

  private typealias JSON = [String: Any]

  /// ClusterNetworkPolicies of v1alpha2 in this dialect; nil where it has no words for them.
  func translated(_ policies: [[String: Any]]) -> [[String: Any]]? {
    switch self {
    case .v1alpha2: return policies
    case .v1beta1:
      return policies.map { policy in
        policy.merging(["apiVersion": "policy.networking.k8s.io/v1beta1"]) { $1 }
      }
    case .v1alpha1:
      let translated = policies.compactMap(Self.former)
      let baselines = translated.filter { $0["kind"] as? String == "BaselineAdminNetworkPolicy" }
      return translated.count == policies.count && baselines.count <= 1 ? translated : nil
    }
  }

  /// The tier becomes the kind, `Accept` becomes `Allow`, `protocols` become `ports`, and namespaceSelectors are written.
  private static func former(_ policy: JSON) -> JSON? {
    guard var spec = policy["spec"] as? JSON, var metadata = policy["metadata"] as? JSON else {
      return nil
    }
    let isAdmin = spec.removeValue(forKey: "tier") as? String == "Admin"
    if !isAdmin {
      spec["priority"] = nil
      metadata["name"] = "default"
    }
    spec["subject"] = (spec["subject"] as? JSON).map(explicit)
    for (direction, key) in [("ingress", "from"), ("egress", "to")] {
      guard let rules = spec[direction] as? [JSON] else { continue }
      let translated = rules.compactMap { rule($0, key, isAdmin: isAdmin) }
      if translated.count < rules.count { return nil }
      spec[direction] = translated
    }
    return [
      "apiVersion": "policy.networking.k8s.io/v1alpha1",
      "kind": isAdmin ? "AdminNetworkPolicy" : "BaselineAdminNetworkPolicy",
      "metadata": metadata, "spec": spec,
    ]
  }

  private static func rule(_ rule: JSON, _ key: String, isAdmin: Bool) -> JSON? {
    var rule = rule
    let action = rule["action"] as? String
    if action == "Pass", !isAdmin { return nil }
    if action == "Accept" { rule["action"] = "Allow" }
    rule[key] = (rule[key] as? [JSON])?.map(explicit)
    if let protocols = rule.removeValue(forKey: "protocols") as? [JSON] {
      rule["ports"] = protocols.compactMap(port)
    }
    return rule
  }

  private static func explicit(_ peer: JSON) -> JSON {
    guard var pods = peer["pods"] as? JSON else { return peer }
    pods["namespaceSelector"] = pods["namespaceSelector"] ?? JSON()
    return ["pods": pods]
  }

  private static func port(_ entry: JSON) -> JSON? {
    if let name = entry["destinationNamedPort"] { return ["namedPort": name] }
    for proto in ["tcp", "udp", "sctp"] {
      guard let port = (entry[proto] as? JSON)?["destinationPort"] as? JSON else { continue }
      let name = proto.uppercased()
      if let number = port["number"] { return ["portNumber": ["protocol": name, "port": number]] }
      guard let range = port["range"] as? JSON else { return nil }
      return ["portRange": range.merging(["protocol": name]) { $1 }]
    }
    return nil
  }
}
