extension IPAddress: CustomStringConvertible {
  /// The address written `10.0.0.1` or `2001:db8::1` (RFC 4291 section 2.2); nil for anything else.
  ///
  /// Strict: no zone, no leading zeros in a decimal part, which other programs read as octal.
  public init?(_ text: some StringProtocol) {
    if let bits = Self.ipv4Bits(text) {
      self.init(family: .ipv4, bits: UInt128(bits))
    } else if let bits = Self.ipv6Bits(text) {
      self.init(family: .ipv6, bits: bits)
    } else {
      return nil
    }
  }

  /// The canonical text; of IPv6 that of RFC 5952.
  public var description: String {
    switch family {
    case .ipv4: Self.ipv4Text(UInt32(truncatingIfNeeded: bits))
    case .ipv6: Self.ipv6Text(bits)
    }
  }

  /// Four decimal parts; a scan of bytes, since every pod of a cluster brings an address or two.
  private static func ipv4Bits(_ text: some StringProtocol) -> UInt32? {
    var bits: UInt32 = 0
    var part: UInt32?
    var dots = 0
    for byte in text.utf8 {
      switch (byte, part) {
      case (UInt8(ascii: "0")...UInt8(ascii: "9"), nil): part = UInt32(byte - UInt8(ascii: "0"))
      case (UInt8(ascii: "0")...UInt8(ascii: "9"), let number?):
        let next = number * 10 + UInt32(byte - UInt8(ascii: "0"))
        guard number != 0, next <= 255 else { return nil }
        part = next
      case (UInt8(ascii: "."), let number?):
        bits = bits << 8 | number
        part = nil
        dots += 1
      default: return nil
      }
    }
    guard let part, dots == 3 else { return nil }
    return bits << 8 | part
  }

  private static func ipv6Bits(_ text: some StringProtocol) -> UInt128? {
    let colons = Array(text.utf8.indices.filter { text.utf8[$0] == UInt8(ascii: ":") })
    let gap = zip(colons, colons.dropFirst()).first { text.utf8.index(after: $0) == $1 }
    guard let gap else {
      guard let groups = hexadecimalGroups(text), groups.count == 8 else { return nil }
      return groups.reduce(0) { $0 << 16 | UInt128($1) }
    }
    let (head, tail) = (text[..<gap.0], text[text.utf8.index(after: gap.1)...])
    // An address in dots stands at the end alone.
    guard !head.contains("."),
      let left = head.isEmpty ? [] : hexadecimalGroups(head),
      let right = tail.isEmpty ? [] : hexadecimalGroups(tail), left.count + right.count < 8
    else { return nil }
    let zeros = [UInt16](repeating: 0, count: 8 - left.count - right.count)
    return (left + zeros + right).reduce(0) { $0 << 16 | UInt128($1) }
  }

  /// The 16-bit groups of `1:2:3`, the last two of which may be written `1.2.3.4`.
  private static func hexadecimalGroups(_ text: some StringProtocol) -> [UInt16]? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    var groups: [UInt16] = []
    for (index, part) in parts.enumerated() {
      if index == parts.count - 1, let bits = ipv4Bits(part) {
        groups += [UInt16(bits >> 16), UInt16(truncatingIfNeeded: bits)]
      } else {
        guard (1...4).contains(part.utf8.count), part.allSatisfy({ $0.isHexDigit && $0.isASCII }),
          let group = UInt16(part, radix: 16)
        else { return nil }
        groups.append(group)
      }
    }
    return groups
  }

  fileprivate static func decimal(_ text: some StringProtocol, upTo limit: Int) -> Int? {
    guard !text.isEmpty, text.utf8.count <= 3, text.utf8.allSatisfy({ (48...57).contains($0) }),
      text.utf8.count == 1 || text.first != "0", let number = Int(text), number <= limit
    else { return nil }
    return number
  }

  private static func ipv4Text(_ bits: UInt32) -> String {
    [24, 16, 8, 0].map { String(bits >> $0 & 255) }.joined(separator: ".")
  }

  private static func ipv6Text(_ bits: UInt128) -> String {
    if bits >> 32 == 0xffff { return "::ffff:" + ipv4Text(UInt32(truncatingIfNeeded: bits)) }
    let groups = (0..<8).map { UInt16(truncatingIfNeeded: bits >> UInt128(112 - 16 * $0)) }
    func text(_ groups: ArraySlice<UInt16>) -> String {
      groups.map { String($0, radix: 16) }.joined(separator: ":")
    }
    // The longest run of at least two zero groups, the first of equal ones.
    var gap = 0..<1
    for start in 0..<8 {
      let length = groups[start...].prefix { $0 == 0 }.count
      if length > gap.count { gap = start..<(start + length) }
    }
    guard gap.count > 1 else { return text(groups[...]) }
    return text(groups[..<gap.lowerBound]) + "::" + text(groups[gap.upperBound...])
  }
}

extension CIDR: CustomStringConvertible {
  /// The range written `10.0.0.0/8` or `2001:db8::/32`; nil for anything else.
  ///
  /// Host bits are masked off (C-58); whoever minds them compares with the address that was written.
  public init?(_ text: some StringProtocol) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let address = IPAddress(parts[0]),
      let length = IPAddress.decimal(parts[1], upTo: address.family.bitWidth)
    else { return nil }
    self.init(address, prefixLength: length)
  }

  /// The network address of the range.
  public var address: IPAddress { IPAddress(family: family, bits: range.lowerBound) }

  public var description: String { "\(address)/\(prefixLength)" }
}
