import ClusterModel
import Evaluation

/// The address space of one family, cut so finely that no ipBlock or group tells two addresses of a part apart.
struct AddressPartition {
  /// The first address of each interval, ascending, beginning with 0.
  private var starts: [UInt128] = [0]
  /// The part that an interval belongs to: intervals inside the same regions are one part.
  private var parts: [Int] = []
  private(set) var partCount = 0
  let family: IPFamily

  init(_ family: IPFamily, regions: some Collection<IntervalSet<UInt128>>) {
    self.family = family
    var events: [(position: UInt128, region: Int, enters: Bool)] = []
    for (index, region) in regions.enumerated() {
      for range in region.ranges {
        events.append((range.lowerBound, index, true))
        if range.upperBound < family.last { events.append((range.upperBound + 1, index, false)) }
      }
    }
    events.sort { $0.position < $1.position }
    var inside: [Int] = []
    var known: [[Int]: Int] = [:]
    var next = 0
    starts = []
    var position: UInt128 = 0
    while true {
      while next < events.count, events[next].position == position {
        let place = inside.firstIndex { $0 >= events[next].region } ?? inside.count
        if events[next].enters {
          inside.insert(events[next].region, at: place)
        } else {
          inside.remove(at: place)
        }
        next += 1
      }
      let part = known[inside] ?? known.count
      known[inside] = part
      starts.append(position)
      parts.append(part)
      guard next < events.count else { break }
      position = events[next].position
    }
    partCount = known.count
  }

  /// The part of an address.
  func part(of address: UInt128) -> Int {
    var (low, high) = (0, starts.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= address { low = middle } else { high = middle }
    }
    return parts[low]
  }

  /// The lowest address of each part that is in `addresses`, by part; nil where there is none.
  func lowest(in addresses: IntervalSet<UInt128>) -> [UInt128?] {
    var lowest = [UInt128?](repeating: nil, count: partCount)
    var ranges = addresses.ranges[...]
    for (index, start) in starts.enumerated() {
      let last = index + 1 < starts.count ? starts[index + 1] - 1 : family.last
      while let range = ranges.first, range.upperBound < start { ranges.removeFirst() }
      guard let range = ranges.first, range.lowerBound <= last else { continue }
      if lowest[parts[index]] == nil { lowest[parts[index]] = max(range.lowerBound, start) }
    }
    return lowest
  }

  /// The addresses of each part.
  var partRegions: [IntervalSet<UInt128>] {
    var ranges = [[ClosedRange<UInt128>]](repeating: [], count: partCount)
    for (index, start) in starts.enumerated() {
      let last = index + 1 < starts.count ? starts[index + 1] - 1 : family.last
      ranges[parts[index]].append(start...last)
    }
    return ranges.map { IntervalSet(unionOf: $0) }
  }
}

extension AddressPartition {
  /// One address of each kind that `regions` and the ranges that are not publicly routed tell apart: those in
  /// Internet first.
  static func representatives(
    of addresses: IntervalSet<UInt128>, _ family: IPFamily, _ regions: [IntervalSet<UInt128>]
  ) -> [IPAddress] {
    let special = IntervalSet(
      unionOf: Cluster.specialPurpose.lazy.filter { $0.family == family }.map(\.range))
    let partition = AddressPartition(family, regions: regions + [special])
    // Of a part that has private addresses, such a one is shown: `0.0.0.0` is nobody's.
    let preferred = partition.lowest(in: addresses.intersection(privateAddresses(of: family)))
    return zip(preferred, partition.lowest(in: addresses))
      .compactMap { known, lowest in
        (known ?? lowest).map { IPAddress(family: family, bits: $0) }
      }
      .sorted { !Cluster.isSpecialPurpose($0) && Cluster.isSpecialPurpose($1) }
  }

  /// RFC 1918 and RFC 4193 (its half that is in use).
  static func privateAddresses(of family: IPFamily) -> IntervalSet<UInt128> {
    switch family {
    case .ipv4:
      IntervalSet(unionOf: [
        0x0a00_0000...0x0aff_ffff, 0xac10_0000...0xac1f_ffff, 0xc0a8_0000...0xc0a8_ffff,
      ])
    case .ipv6: IntervalSet((0xfd << 120)...((0xfe << 120) - 1))
    }
  }
}
