/// Covers pairs of ends by rectangles: sources times destinations.
struct RegionCover {
  struct Region {
    var sources: [Int]
    var destinations: [Int]
  }

  /// - Parameters:
  ///   - pairs: of all of which the same is to be said.
  ///   - isFree: whether there is no flow from an end to itself, so that a rectangle may take it in.
  static func regions(_ pairs: [(source: Int, destination: Int)], isFree: (Int) -> Bool) -> [Region]
  {
    let bySource = grouped(pairs.map { ($0.source, $0.destination) }, isFree).map {
      Region(sources: $0.lines, destinations: $0.ends)
    }
    let byDestination = grouped(pairs.map { ($0.destination, $0.source) }, isFree).map {
      Region(sources: $0.ends, destinations: $0.lines)
    }
    return byDestination.count < bySource.count ? byDestination : bySource
  }

  /// Lines that have the same ends come together. A line that could as well have itself among its ends joins those that do
  /// where that makes fewer.
  private static func grouped(
    _ pairs: [(line: Int, end: Int)], _ isFree: (Int) -> Bool
  ) -> [(lines: [Int], ends: [Int])] {
    var ends: [Int: Set<Int>] = [:]
    for (line, end) in pairs { ends[line, default: []].insert(end) }
    var plain: [Set<Int>: [Int]] = [:]
    var filled: [Set<Int>: [Int]] = [:]
    for (line, own) in ends {
      plain[own, default: []].append(line)
      filled[isFree(line) ? own.union([line]) : own, default: []].append(line)
    }
    var groups: [Set<Int>: Set<Int>] = [:]
    for (line, own) in ends {
      let full = isFree(line) ? own.union([line]) : own
      let takesFull = (filled[full]?.count ?? 0) > (plain[own]?.count ?? 0)
      groups[takesFull ? full : own, default: []].insert(line)
    }
    return groups.map { ends, lines in
      // An end that is there for a line's own sake alone is none.
      let kept = lines.count == 1 ? ends.subtracting(lines.filter(isFree)) : ends
      return (lines.sorted(), kept.sorted())
    }.sorted {
      ($0.lines.first ?? 0, $0.ends.first ?? 0) < ($1.lines.first ?? 0, $1.ends.first ?? 0)
    }
  }
}
