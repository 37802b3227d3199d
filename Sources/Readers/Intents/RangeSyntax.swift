import ClusterModel

/// Address ranges as intent files take them: stricter than policies, which may have host bits (C-58).
enum RangeSyntax {
  static func cidr(_ text: String) throws(IntentError) -> CIDR {
    let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    guard let address = IPAddress(parts[0]), !address.isMapped else { throw .address(text) }
    guard parts.count == 2 else { throw .missingPrefixLength(text, single: single(address)) }
    guard let cidr = CIDR(text) else { throw .address(text) }
    guard cidr.address == address else {
      throw .hostBits(text, network: cidr.description, single: single(address))
    }
    return cidr
  }

  /// The range of this one address.
  private static func single(_ address: IPAddress) -> String {
    CIDR(address, prefixLength: address.family.bitWidth).description
  }
}

extension IPAddress {
  /// Whether it is an IPv4 address in IPv6 clothes, which strict API servers refuse too (V-12).
  fileprivate var isMapped: Bool { family == .ipv6 && bits >> 32 == 0xffff }
}
