import ClusterModel
import YAML

extension ObjectReader {
  /// One item of `from` or `to` (V-05 to V-08).
  mutating func peer(_ node: Node) -> NetworkPolicyPeer? {
    guard let fields = fields(node) else { return nil }
    checkKeys(
      fields, ["podSelector", "namespaceSelector", "ipBlock"],
      hints: [
        "matchLabels": "write it under podSelector or namespaceSelector",
        "cidr": "write it under ipBlock", "except": "write it under ipBlock",
        "ports": "ports belong beside from or to, not into a peer",
      ])
    let selectors = ["podSelector", "namespaceSelector"].filter { fields[$0] != nil }
    if fields["ipBlock"] != nil, let selector = selectors.first {
      fail(node, "a peer with ipBlock cannot have \(selector) too", suggestion: "write two peers")
      return nil
    }
    guard fields["ipBlock"] != nil || !selectors.isEmpty else {
      let written = ["podSelector", "namespaceSelector", "ipBlock"].first { fields.writes($0) }
      fail(
        node, "a peer needs podSelector, namespaceSelector or ipBlock",
        suggestion: written.map { "\($0): without a value counts as absent, write \($0): {}" })
      return nil
    }
    if fields["podSelector"] != nil, fields["namespaceSelector"] == nil,
      let entry = fields.entries.first(where: { $0.key == "namespaceSelector" })
    {
      // L-08, C-15.
      report(
        .warning, at: entry.keyMark, width: entry.key.count, field: entry.key,
        "without a value this counts as absent: the peer is pods of the policy's own namespace",
        suggestion: "write {} to mean every namespace")
    }
    return NetworkPolicyPeer(
      podSelector: read("podSelector", of: fields) { $0.labelSelector($1, selectsPods: true) },
      namespaceSelector: read("namespaceSelector", of: fields) {
        $0.labelSelector($1, selectsPods: false)
      },
      ipBlock: read("ipBlock", of: fields) { $0.ipBlock($1) }, place: place(node.mark))
  }

  private mutating func ipBlock(_ node: Node) -> IPBlock? {
    guard let fields = fields(node) else { return nil }
    checkKeys(fields, ["cidr", "except"])
    let cidr = required("cidr", of: fields) { $0.cidr($1) }
    let except = readList("except", of: fields) { reader, node -> CIDR? in
      guard let excepted = reader.cidr(node) else { return nil }
      guard let cidr else { return excepted }
      guard cidr.contains(excepted), excepted.prefixLength > cidr.prefixLength else {
        reader.fail(node, "found \(excepted), must be a strict subset of cidr, \(cidr)")
        return nil
      }
      return excepted
    }
    return cidr.map { IPBlock(cidr: $0, except: except ?? []) }
  }

  /// An address range (V-07).
  ///
  /// What the API server takes for compatibility alone (C-58, C-59, V-12) gets a warning. IPv4 ranges in IPv6 notation are an error although it takes
  /// them too: implementations differ on which family they mean, so that no reading of them is right.
  private mutating func cidr(_ node: Node) -> CIDR? {
    guard let text = string(node) else { return nil }
    guard let cidr = LegacyAddress.cidr(text) else {
      fail(
        node, "found `\(text)`, expected an address range like 10.0.0.0/8 or 2001:db8::/32",
        suggestion: LegacyAddress.address(text).map {
          "write \($0)/\($0.family.bitWidth) for a single address"
        })
      return nil
    }
    if LegacyAddress.isIPv4Mapped(cidr) {
      fail(
        node, "`\(text)` is an IPv4 range in IPv6 notation, which implementations read differently",
        suggestion: "write the IPv4 range")
      return nil
    }
    if LegacyAddress.hasLeadingZeros(text) {
      warn(
        node, "`\(text)` has leading zeros, which are read as decimal", suggestion: "write \(cidr)")
    } else if LegacyAddress.hasHostBits(text, cidr) {
      warn(node, "`\(text)` is read as \(cidr)", suggestion: "write \(cidr)")
    }
    return cidr
  }
}
