import ClusterModel

/// Addresses as Kubernetes' older fields take them: leading zeros are allowed and decimal (C-59, `netutils.ParseCIDRSloppy`).
enum LegacyAddress {
  static func address(_ text: String) -> IPAddress? {
    IPAddress(text) ?? IPAddress(withoutLeadingZeros(text))
  }

  static func cidr(_ text: String) -> CIDR? {
    CIDR(text) ?? CIDR(withoutLeadingZeros(text))
  }

  /// - Parameter text: a range.
  static func hasLeadingZeros(_ text: String) -> Bool {
    CIDR(text) == nil
  }

  /// Whether the address written before the slash is not the first of the range (C-58).
  static func hasHostBits(_ text: String, _ cidr: CIDR) -> Bool {
    guard cidr.prefixLength < cidr.family.bitWidth, let slash = text.lastIndex(of: "/"),
      let address = IPAddress(text[..<slash])
    else { return false }
    return address.bits != cidr.range.lowerBound
  }

  /// `::ffff:10.0.0.0/104`: Go reads it as 10.0.0.0/8, others as IPv6.
  static func isIPv4Mapped(_ cidr: CIDR) -> Bool {
    cidr.family == .ipv6 && cidr.prefixLength >= 96 && cidr.range.lowerBound >> 32 == 0xffff
  }

  static func isIPv4Mapped(_ address: IPAddress) -> Bool {
    address.family == .ipv6 && address.bits >> 32 == 0xffff
  }

  /// Decimal numbers, those between dots and after the slash, without zeros before them.
  private static func withoutLeadingZeros(_ text: String) -> String {
    guard text.contains("0") else { return text }
    var result = ""
    for part in text.split(separator: "/", omittingEmptySubsequences: false) {
      let isLength = !result.isEmpty
      if isLength { result += "/" }
      let groups = part.split(separator: ":", omittingEmptySubsequences: false)
      let isDecimal = isLength || (groups.last?.contains(".") ?? false)
      result += groups.dropLast().map { $0 + ":" }.joined()
      let last = groups.last ?? ""
      result +=
        isDecimal
        ? last.split(separator: ".", omittingEmptySubsequences: false).map(trimmed).joined(
          separator: ".") : String(last)
    }
    return result
  }

  private static func trimmed(_ digits: Substring) -> Substring {
    let rest = digits.drop { $0 == "0" }
    return rest.first?.isNumber == true ? rest : digits.suffix(rest.count + 1)
  }
}
