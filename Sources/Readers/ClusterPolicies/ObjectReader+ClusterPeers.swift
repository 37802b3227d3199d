import ClusterModel
import YAML

/// Subjects and peers of cluster-scoped policies (V-21, V-23).
extension ObjectReader {
  mutating func clusterPolicySubject(
    _ node: Node, _ dialect: ClusterPolicyDialect
  ) -> ClusterNetworkPolicySubject? {
    guard let fields = fields(node),
      let key = onlyKey(
        of: fields, among: ["namespaces", "pods"], "a subject", at: node,
        hints: [
          "podSelector": "write pods: {namespaceSelector: ..., podSelector: ...}",
          "namespaceSelector":
            "write namespaces, or pods: {namespaceSelector: ..., podSelector: ...}",
          "matchLabels": "write it under namespaces, or under pods and podSelector",
        ])
    else { return nil }
    if key == "namespaces" {
      return read(key, of: fields) { $0.peerNamespaces($1).map { .namespaces($0) } }
    }
    return read(key, of: fields) { reader, node in
      reader.namespacedPods(node, dialect).map {
        .pods(namespaceSelector: $0.namespaceSelector, podSelector: $0.podSelector)
      }
    }
  }

  /// `from` or `to`; nil is an error that was reported.
  mutating func clusterPolicyPeers(
    _ key: String, of fields: Fields, _ direction: Direction, _ dialect: ClusterPolicyDialect
  ) -> [ClusterNetworkPolicyPeer]? {
    let everyPod = "for every pod of the cluster write \(key): [{namespaces: {}}]"
    guard let node = fields[key] else {
      let similar = Spelling.nearest(to: key, among: fields.entries.map(\.key).filter { $0 != key })
      report(
        .error, at: fields.mark, field: key, "missing, expected at least one peer",
        suggestion: similar == nil ? everyPod : nil)
      return nil
    }
    if case .sequence(let elements) = node.content, elements.isEmpty {
      read(node, at: .key(key)) { reader, node in
        reader.fail(node, "an empty list, expected at least one peer", suggestion: everyPod)
      }
      return nil
    }
    return readList(key, of: fields, atMost: dialect.mostItems, "peers") {
      $0.clusterPolicyPeer($1, direction, dialect)
    }
  }

  private mutating func clusterPolicyPeer(
    _ node: Node, _ direction: Direction, _ dialect: ClusterPolicyDialect
  ) -> ClusterNetworkPolicyPeer? {
    guard let fields = fields(node),
      let key = onlyKey(
        of: fields, among: dialect.peerKeys(direction), "a peer", at: node,
        hints: dialect.peerHints(direction))
    else { return nil }
    let place = place(node.mark)
    let term = read(key, of: fields) { reader, node -> ClusterNetworkPolicyPeer.Term? in
      switch key {
      case "namespaces": return reader.peerNamespaces(node).map { .namespaces($0) }
      case "pods":
        return reader.namespacedPods(node, dialect).map {
          .pods(namespaceSelector: $0.namespaceSelector, podSelector: $0.podSelector)
        }
      case "nodes": return reader.labelSelector(node, selectsPods: false).map { .nodes($0) }
      case "networks":
        return reader.distinct(node, "range") { $0.networkRange($1, dialect) }
          .map { .networks($0) }
      default:
        return reader.distinct(node, "name") { $0.name($1, .domainName) }
          .map { .domainNames($0) }
      }
    }
    return term.map { ClusterNetworkPolicyPeer($0, place: place) }
  }

  /// The one field of `fields` that has a value; nil is an error that was reported.
  mutating func onlyKey(
    of fields: Fields, among known: [String], _ noun: String, at node: Node,
    hints: [String: String]
  ) -> String? {
    checkKeys(fields, known, hints: hints)
    let written = known.filter { fields[$0] != nil }
    switch written.count {
    case 1: return written[0]
    case 0:
      // What is unknown has been reported, and is all that is wrong.
      if fields.entries.contains(where: { !known.contains($0.key) }) { return nil }
      let empty = known.first { fields.writes($0) }
      fail(
        node, "\(noun) needs \(Self.list(known))",
        suggestion: empty.map { "\($0): without a value counts as absent" })
    default:
      let isBothSelectors = Set(written) == ["namespaces", "pods"]
      fail(
        node, "\(noun) has one field, found \(written.joined(separator: " and "))",
        suggestion: isBothSelectors
          ? "for pods of those namespaces write pods: {namespaceSelector: ..., podSelector: ...}"
          : nil)
    }
    return nil
  }

  /// A selector of namespaces, which former versions wrapped in a further field (C-104).
  private mutating func peerNamespaces(_ node: Node) -> LabelSelector? {
    let consequence = "an API server that does not know it reads namespaces: {}, every namespace"
    for entry in node.entries {
      switch entry.key {
      case "namespaceSelector":
        report(
          .error, at: entry.keyMark, width: entry.key.count, field: entry.key,
          "a field of former versions: \(consequence)",
          suggestion: "write what is under it directly under namespaces")
        return nil
      case "sameLabels", "notSameLabels":
        report(
          .error, at: entry.keyMark, width: entry.key.count, field: entry.key,
          "a field that was taken out of the API: \(consequence)",
          suggestion: "write a policy for each tenant, with matchLabels in subject and peer")
        return nil
      default: break
      }
    }
    return labelSelector(node, selectsPods: false)
  }

  private mutating func namespacedPods(
    _ node: Node, _ dialect: ClusterPolicyDialect
  ) -> (namespaceSelector: LabelSelector?, podSelector: LabelSelector)? {
    guard let fields = fields(node) else { return nil }
    checkKeys(
      fields, ["namespaceSelector", "podSelector"],
      hints: [
        "namespaces": "write namespaceSelector", "pods": "write podSelector",
        "matchLabels": "write it under podSelector",
        "matchExpressions": "write it under podSelector",
      ])
    if fields["namespaceSelector"] == nil {
      warnOfEveryNamespace(fields, dialect)
    }
    let namespaceSelector = read("namespaceSelector", of: fields) {
      $0.labelSelector($1, selectsPods: false)
    }
    guard
      let podSelector = required(
        "podSelector", of: fields, { $0.labelSelector($1, selectsPods: true) })
    else { return nil }
    return (namespaceSelector, podSelector)
  }

  /// V-21; where the field may be missing, it says so only if it is written without a value.
  private mutating func warnOfEveryNamespace(_ fields: Fields, _ dialect: ClusterPolicyDialect) {
    if dialect.requiresNamespaceSelector {
      report(
        .error, at: fields.mark, field: "namespaceSelector", "missing",
        suggestion: "write namespaceSelector: {} for every namespace")
    } else if let entry = fields.entries.first(where: { $0.key == "namespaceSelector" }) {
      report(
        .warning, at: entry.keyMark, width: entry.key.count, field: entry.key,
        "without a value this counts as absent: pods of every namespace",
        suggestion: "write {} to mean every namespace")
    }
  }
}
