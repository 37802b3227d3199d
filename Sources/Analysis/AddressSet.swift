public import ClusterModel
public import Evaluation

/// Addresses outside the cluster, of one family or both.
///
/// A pod's own address may lie in a range: that address is the pod, which has rows of its own.
public struct AddressSet: Hashable, Sendable {
  public private(set) var ranges: [IPFamily: IntervalSet<UInt128>]

  public init(_ ranges: [IPFamily: IntervalSet<UInt128>] = [:]) {
    self.ranges = ranges.filter { !$0.value.isEmpty }
  }

  public var isEmpty: Bool { ranges.isEmpty }

  /// The families that the set has addresses of, IPv4 first.
  public var families: [IPFamily] { ranges.keys.sorted() }

  mutating func formUnion(_ addresses: IntervalSet<UInt128>, of family: IPFamily) {
    ranges[family] = (ranges[family] ?? IntervalSet()).union(addresses)
  }

  /// The fewest CIDRs that make up the set, in ascending order, IPv4 first.
  public var cidrs: [CIDR] {
    families.flatMap { family in (ranges[family]?.ranges ?? []).flatMap { $0.cidrs(of: family) } }
  }

  /// The set where it holds all that is outside of `cluster` is the whole address space: what is left out is pods'.
  func completed(in cluster: Cluster) -> AddressSet {
    var result = self
    for (family, addresses) in ranges {
      if cluster.externalAddresses(of: family).subtracting(addresses).isEmpty {
        result.ranges[family] = IntervalSet(0...family.last)
      }
    }
    return result
  }

  /// Whether all of Internet's addresses of each family of `cluster` are in the set, and what is in it besides.
  public func splittingInternet(in cluster: Cluster) -> (hasInternet: Bool, others: AddressSet) {
    var others: [IPFamily: IntervalSet<UInt128>] = [:]
    for family in cluster.families {
      let special = IntervalSet(
        unionOf: Cluster.specialPurpose.lazy.filter { $0.family == family }.map(\.range))
      let internet = cluster.externalAddresses(of: family).subtracting(special)
      if internet.isEmpty { continue }
      let own = ranges[family] ?? IntervalSet()
      guard internet.subtracting(own).isEmpty else { return (false, self) }
      others[family] = own.intersection(special)
    }
    return isEmpty ? (false, self) : (true, AddressSet(others))
  }
}

extension AddressSet: Comparable {
  /// By the lowest addresses, larger sets of one beginning first.
  public static func < (left: AddressSet, right: AddressSet) -> Bool {
    for family in IPFamily.allCases {
      let (first, second) = (left.ranges[family]?.ranges ?? [], right.ranges[family]?.ranges ?? [])
      for (a, b) in zip(first, second) where a != b {
        return a.lowerBound == b.lowerBound
          ? a.upperBound > b.upperBound : a.lowerBound < b.lowerBound
      }
      if first.count != second.count { return first.count > second.count }
    }
    return false
  }
}

extension ClosedRange<UInt128> {
  /// The fewest CIDRs that make up the range: from its beginning, always the largest that fits.
  func cidrs(of family: IPFamily) -> [CIDR] {
    var cidrs: [CIDR] = []
    var start = lowerBound
    while true {
      var bits = Swift.min(
        start == 0 ? family.bitWidth : start.trailingZeroBitCount, family.bitWidth)
      var last = start | (bits == 128 ? UInt128.max : (1 << UInt128(bits)) - 1)
      while last > upperBound {
        bits -= 1
        last = start | ((1 << UInt128(bits)) - 1)
      }
      cidrs.append(
        CIDR(IPAddress(family: family, bits: start), prefixLength: family.bitWidth - bits))
      if last == upperBound { return cidrs }
      start = last + 1
    }
  }
}
