/// An address family; the raw values order IPv4 first.
public enum IPFamily: UInt8, Hashable, Sendable, CaseIterable, Comparable {
  case ipv4, ipv6

  public var bitWidth: Int { self == .ipv4 ? 32 : 128 }

  /// The numerically last address of the family.
  public var last: UInt128 { self == .ipv4 ? UInt128(UInt32.max) : UInt128.max }

  public static func < (left: IPFamily, right: IPFamily) -> Bool {
    left.rawValue < right.rawValue
  }
}

/// One IPv4 or IPv6 address.
public struct IPAddress: Hashable, Comparable, Sendable {
  public let family: IPFamily
  /// The address as a number; for IPv4 below 2^32.
  public let bits: UInt128

  public init(family: IPFamily, bits: UInt128) {
    precondition(bits <= family.last)
    self.family = family
    self.bits = bits
  }

  public static func < (left: IPAddress, right: IPAddress) -> Bool {
    (left.family, left.bits) < (right.family, right.bits)
  }
}

/// An address range in prefix notation. Host bits are masked off, as the API server does (C-58).
public struct CIDR: Hashable, Sendable {
  public let family: IPFamily
  public let prefixLength: Int
  /// From the network address to the last address, both included.
  public let range: ClosedRange<UInt128>

  /// - Parameter prefixLength: 0 to 32 for IPv4, 0 to 128 for IPv6.
  public init(_ address: IPAddress, prefixLength: Int) {
    precondition((0...address.family.bitWidth).contains(prefixLength))
    family = address.family
    self.prefixLength = prefixLength
    let hostBits = family.bitWidth - prefixLength
    let hostMask: UInt128 = hostBits == 128 ? .max : (1 << UInt128(hostBits)) - 1
    let first = address.bits & ~hostMask
    range = first...(first | hostMask)
  }

  public func contains(_ address: IPAddress) -> Bool {
    address.family == family && range.contains(address.bits)
  }

  /// Whether every address of `other` is one of this range too.
  public func contains(_ other: CIDR) -> Bool {
    other.family == family && other.prefixLength >= prefixLength
      && range.contains(other.range.lowerBound)
  }
}
