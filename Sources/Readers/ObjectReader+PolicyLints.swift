import ClusterModel
import YAML

/// What the API takes and a reader of the policy is fooled by (semantics.md 4.3).
extension ObjectReader {
  mutating func warnOfIgnoredRules(_ spec: Fields, _ policy: NetworkPolicy) {
    func mark(_ key: String) -> Mark {
      spec.entries.first { $0.key == key }?.keyMark ?? spec.mark
    }
    let types = policy.policyTypes ?? []
    let egressCount = policy.egress?.count ?? 0
    if types.isEmpty {
      if let egress = policy.egress, egress.isEmpty {
        // L-02, C-05.
        report(
          .warning, at: mark("egress"), width: 6, field: "egress",
          "this denies no egress: without policyTypes an empty list counts as absent",
          suggestion: "write policyTypes: [Egress]")
      } else if egressCount > 0, policy.ingress == nil {
        // L-03, C-04.
        report(
          .warning, at: mark("egress"), width: 6, field: "egress",
          "without policyTypes this policy denies all ingress too",
          suggestion: "write policyTypes: [Egress] if ingress is not meant")
      }
      return
    }
    // L-01, C-07, C-08.
    for (key, direction, count) in [
      ("ingress", Direction.ingress, policy.ingress?.count ?? 0),
      ("egress", Direction.egress, egressCount),
    ] where count > 0 && !types.contains(direction) {
      let name = direction == .ingress ? "Ingress" : "Egress"
      report(
        .warning, at: mark(key), width: key.count, field: key,
        "these rules have no effect: policyTypes does not list \(name)",
        suggestion: "add \(name) to policyTypes")
    }
  }

  /// L-07: two items where one was probably meant (C-19).
  mutating func noteAlternatives(_ list: Node?, _ peers: [NetworkPolicyPeer]?) {
    guard let list, let peers, case .sequence(let nodes) = list.content,
      nodes.count == peers.count
    else { return }
    for index in peers.indices.dropFirst() {
      let (first, second) = (peers[index - 1], peers[index])
      guard first.namespaceSelector != nil, first.podSelector == nil,
        second.podSelector != nil, second.namespaceSelector == nil
      else { continue }
      report(
        .note, at: nodes[index].mark, width: 1,
        "two peers: every pod of the namespaces above, or these pods of the policy's own namespace",
        suggestion: "for these pods of those namespaces, write both selectors in one item")
    }
  }
}
