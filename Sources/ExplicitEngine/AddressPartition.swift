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
