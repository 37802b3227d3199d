import ClusterModel
import YAML

/// Addresses and names of what lies outside, as peers of cluster-scoped policies (V-25).
extension ObjectReader {
  /// A list of at least one and at most 25 values, none of them twice.
  mutating func distinct<Value: Hashable>(
    _ node: Node, _ noun: String, _ body: (inout ObjectReader, Node) -> Value?
  ) -> [Value]? {
    guard case .sequence(let elements) = node.content else {
      fail(node, "expected a list, found \(node.found)")
      return nil
    }
    let most = ClusterPolicyDialect.mostNetworks
    guard !elements.isEmpty else {
      fail(node, "an empty list, expected at least one \(noun)")
      return nil
    }
    if elements.count > most {
      fail(node, "found \(elements.count) \(noun)s, at most \(most) are allowed")
    }
    var texts: Set<String> = []
    return elements.enumerated().compactMap { index, element in
      read(element, at: .index(index)) { reader, element in
        if let text = element.string, !texts.insert(text).inserted {
          reader.fail(element, "`\(text)` is given twice", suggestion: "leave it out here")
        }
        return body(&reader, element)
      }
    }
  }

  /// An item of `networks`. Unlike ipBlocks these know no old spellings: ranges with leading zeros are refused in all versions, ranges with
  /// host bits since v1beta1 (C-112).
  mutating func networkRange(_ node: Node, _ dialect: ClusterPolicyDialect) -> CIDR? {
    guard let text = string(node) else { return nil }
    guard let cidr = CIDR(text) else {
      let meant =
        LegacyAddress.cidr(text)?.description
        ?? LegacyAddress.address(text).map { "\($0)/\($0.family.bitWidth)" }
      fail(
        node, "found `\(text)`, expected an address range like 10.0.0.0/8 or 2001:db8::/32",
        suggestion: meant.map { "did you mean \($0)?" })
      return nil
    }
    if LegacyAddress.isIPv4Mapped(cidr) {
      fail(
        node, "`\(text)` is an IPv4 range in IPv6 notation, which the API refuses",
        suggestion: "write the IPv4 range")
      return nil
    }
    guard LegacyAddress.hasHostBits(text, cidr) else { return cidr }
    guard !dialect.requiresMaskedRanges else {
      fail(
        node, "`\(text)` does not begin at a network address", suggestion: "did you mean \(cidr)?")
      return nil
    }
    warn(node, "`\(text)` is read as \(cidr)", suggestion: "write \(cidr)")
    return cidr
  }

  /// V-25: which peers the action and the ports of an egress rule leave possible.
  mutating func checkPeersFit(
    _ action: ClusterNetworkPolicyRule.Action, _ rule: Fields, _ dialect: ClusterPolicyDialect
  ) {
    if action != .accept, dialect.peerKeys(.egress).contains("domainNames") {
      failItems(
        of: "to", in: rule, having: ["domainNames"],
        "domainNames are for rules with action \(dialect.acceptWord) only",
        suggestion: "allow the names, and deny the rest behind that")
    }
    let outside = (rule["to"]?.elements ?? []).lazy.compactMap { peer in
      ["networks", "nodes", "domainNames"].first { peer[$0]?.isNull == false }
    }.first
    guard let outside else { return }
    let names = ["namedPort", "destinationNamedPort"]
    failItems(
      of: dialect.portsKey, in: rule, having: names,
      "only pods name their ports, and this rule has \(outside)",
      suggestion: "write the number, or a rule of its own")
  }

  /// Reports each item of a list that has one of the keys.
  private mutating func failItems(
    of key: String, in rule: Fields, having keys: [String],
    _ message: String, suggestion: String
  ) {
    guard let list = rule[key] else { return }
    read(list, at: .key(key)) { reader, list in
      for (index, item) in list.elements.enumerated()
      where keys.contains(where: { item[$0]?.isNull == false }) {
        reader.read(item, at: .index(index)) { reader, item in
          reader.fail(item, message, suggestion: suggestion)
        }
      }
    }
  }
}

extension Node {
  /// The elements of a list, else none.
  var elements: [Node] {
    if case .sequence(let elements) = content { elements } else { [] }
  }
}
