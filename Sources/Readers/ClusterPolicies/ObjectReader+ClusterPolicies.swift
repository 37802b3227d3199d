import ClusterModel
import YAML

/// ClusterNetworkPolicy, AdminNetworkPolicy and BaselineAdminNetworkPolicy, every field checked (V-20 to V-26), nothing defaulted.
extension ObjectReader {
  mutating func readClusterPolicy(
    _ root: Fields, _ metadata: Metadata, _ dialect: ClusterPolicyDialect
  ) {
    checkKeys(
      root, ["apiVersion", "kind", "metadata", "spec", "status"],
      hints: Dictionary(
        ["tier", "priority", "subject", "ingress", "egress"].map { ($0, "write it under spec") },
        uniquingKeysWith: { $1 }))
    checkMetadata(of: root, dialect, metadata)
    let place = place(root.mark)
    let policy = required("spec", of: root) { reader, node -> ClusterNetworkPolicy? in
      guard let spec = reader.fields(node) else { return nil }
      return reader.clusterPolicy(spec, metadata, dialect, at: place)
    }
    if let policy { collected.clusterNetworkPolicies.append(policy) }
  }

  private mutating func checkMetadata(
    of root: Fields, _ dialect: ClusterPolicyDialect, _ metadata: Metadata
  ) {
    guard let node = root["metadata"], !node.entries.isEmpty else { return }
    read(node, at: .key("metadata")) { reader, node in
      let fields = Fields(entries: node.entries, mark: node.mark)
      reader.checkKeys(fields, Self.metadataKeys)
      if let entry = fields.entries.first(where: { $0.key == "namespace" }), !entry.value.isNull {
        reader.report(
          .warning, at: entry.keyMark, width: entry.key.count, field: entry.key,
          "\(dialect.aKind) is of no namespace: the API server drops this",
          suggestion: "choose namespaces under spec.subject")
      }
      guard dialect.kind == .baselineAdminNetworkPolicy else { return }
      // V-20, C-111.
      _ = reader.read("name", of: fields) { reader, node -> Void? in
        if let name = node.string, name != "default" {
          reader.fail(
            node, "found `\(name)`, expected default: there is one BaselineAdminNetworkPolicy",
            suggestion: "write name: default")
        }
        return ()
      }
    }
  }

  private mutating func clusterPolicy(
    _ spec: Fields, _ metadata: Metadata, _ dialect: ClusterPolicyDialect, at place: Place
  ) -> ClusterNetworkPolicy? {
    let keys = (dialect.hasTier ? ["tier"] : []) + (dialect.hasPriority ? ["priority"] : [])
    checkKeys(spec, keys + ["subject", "ingress", "egress"], hints: dialect.specHints)
    let tier = dialect.hasTier ? required("tier", of: spec) { $0.tier($1) } : nil
    // V-20.
    let priority =
      dialect.hasPriority
      ? required("priority", of: spec) { $0.integer($1, in: 0...1000) } : nil
    let subject = required("subject", of: spec) { $0.clusterPolicySubject($1, dialect) }
    let ingress = readList("ingress", of: spec, atMost: dialect.mostRules, "rules") {
      $0.clusterPolicyRule($1, .ingress, dialect)
    }
    let egress = readList("egress", of: spec, atMost: dialect.mostRules, "rules") {
      $0.clusterPolicyRule($1, .egress, dialect)
    }
    return subject.map {
      ClusterNetworkPolicy(
        kind: dialect.kind, name: metadata.name, tier: tier, priority: priority, subject: $0,
        ingress: ingress, egress: egress, place: place)
    }
  }

  /// V-26.
  private mutating func tier(_ node: Node) -> ClusterNetworkPolicy.Tier? {
    guard let text = string(node) else { return nil }
    switch text {
    case "Admin": return .admin
    case "Baseline": return .baseline
    default:
      let nearest = Spelling.nearest(to: text, among: ["Admin", "Baseline"])
      fail(
        node, "found `\(text)`, expected Admin or Baseline",
        suggestion: nearest.map { "did you mean \($0)?" })
      return nil
    }
  }

  private mutating func clusterPolicyRule(
    _ node: Node, _ direction: Direction, _ dialect: ClusterPolicyDialect
  ) -> ClusterNetworkPolicyRule? {
    guard let fields = fields(node) else { return nil }
    let key = direction == .ingress ? "from" : "to"
    checkKeys(
      fields, ["name", "action", key, dialect.portsKey], hints: dialect.ruleHints(direction))
    let name = read("name", of: fields) { $0.ruleName($1) }
    let action = required("action", of: fields) { $0.action($1, dialect) }
    let peers = clusterPolicyPeers(key, of: fields, direction, dialect)
    let ports = clusterPolicyPorts(fields, dialect)
    guard let action, let peers else { return nil }
    if direction == .egress { checkPeersFit(action, fields, dialect) }
    return ClusterNetworkPolicyRule(
      name: name, action: action, peers: peers, ports: ports, place: place(node.mark))
  }

  private mutating func ruleName(_ node: Node) -> String? {
    guard let text = string(node) else { return nil }
    let length = text.unicodeScalars.count
    guard length <= ClusterPolicyDialect.longestRuleName else {
      fail(
        node,
        "found \(length) characters, at most \(ClusterPolicyDialect.longestRuleName) are allowed")
      return nil
    }
    return text
  }

  /// V-22.
  private mutating func action(
    _ node: Node, _ dialect: ClusterPolicyDialect
  ) -> ClusterNetworkPolicyRule.Action? {
    guard let text = string(node) else { return nil }
    if let known = dialect.actions.first(where: { $0.word == text }) { return known.action }
    let words = dialect.actions.map(\.word)
    fail(
      node, "found `\(text)`, expected \(Self.list(words))",
      suggestion: dialect.suggestion(forAction: text))
    return nil
  }

  /// Reads a list field as `readList` does, and counts its elements.
  mutating func readList<Value>(
    _ key: String, of fields: Fields, atMost most: Int, _ noun: String,
    _ body: (inout ObjectReader, Node) -> Value?
  ) -> [Value]? {
    if let node = fields[key], case .sequence(let elements) = node.content, elements.count > most {
      read(node, at: .key(key)) { reader, node in
        reader.fail(node, "found \(elements.count) \(noun), at most \(most) are allowed")
      }
    }
    return readList(key, of: fields, body)
  }
}
