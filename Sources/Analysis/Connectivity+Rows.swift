import ClusterModel
import Evaluation

extension Connectivity {
  /// Every row: sorted by source and destination, what is certain first; pods before addresses.
  public func forEachRow(_ body: (ListedRow) throws -> Void) rethrows {
    // Sources of one behaviour have the same destinations; those met before are kept as far as they are few.
    var kept: [Int: [UInt64]] = [:]
    var keptCount = 0
    for (source, unit) in traits.enumerated() where unit.isSource {
      let destinations: [UInt64]
      if let known = kept[unit.behaviour] {
        destinations = known
      } else {
        destinations = self.destinations(of: unit.behaviour)
        keptCount += destinations.count
        if keptCount < Self.keepingLimit { kept[unit.behaviour] = destinations }
      }
      for entry in destinations {
        let destination = Int(entry >> 32)
        guard hasRow(source, destination) else { continue }
        for part in parts[Int(UInt32(truncatingIfNeeded: entry))] {
          try body(row(source, destination, part))
        }
      }
      guard unit.isInside else { continue }
      for row in outbound[unit.behaviour] {
        try body(self.row(source, traits.count + row.end, row.part))
      }
    }
    for (end, rows) in inbound.enumerated() {
      var sorted: [(destination: Int, part: RowPart)] = rows.flatMap { row in
        unitsOfTarget[row.target].lazy.filter { self.traits[$0].isInside }.map { ($0, row.part) }
      }
      sorted.sort { ($0.destination, $0.part) < ($1.destination, $1.part) }
      for (destination, part) in sorted {
        try body(row(traits.count + end, destination, part))
      }
    }
  }

  private static let keepingLimit = 2_000_000

  /// Where pods of a behaviour can go, ascending: the unit, and in the lower half what the rows say.
  private func destinations(of behaviour: Int) -> [UInt64] {
    var entries: [UInt64] = []
    for row in podRows[behaviour] {
      for unit in unitsOfTarget[Int(row.target)] {
        entries.append(UInt64(unit) << 32 | UInt64(UInt32(row.parts)))
      }
    }
    entries.sort()
    return entries
  }

  /// Whether there are flows between two units that the listing is to show.
  func hasRow(_ source: Int, _ destination: Int) -> Bool {
    let (first, second) = (traits[source], traits[destination])
    guard first.isInside || second.isInside else { return false }
    guard let workload = first.workload, workload == second.workload else { return true }
    if source == destination { return options.showsReplicas && first.hasTwo }
    return options.showsReplicas || options.unit == .pod
  }

  private func row(_ source: Int, _ destination: Int, _ part: RowPart) -> ListedRow {
    func isTouched(_ end: Int) -> Bool { end < traits.count && traits[end].isTouched }
    return ListedRow(
      source: source, destination: destination, certainty: part.certainty, family: part.family,
      ports: part.ports, isTouched: touchesAll || isTouched(source) || isTouched(destination))
  }
}

extension Connectivity {
  /// Whether an object that is not modelled could change the listing: a row of it, or bring a new one.
  public var isTouched: Bool {
    touchesAll
      || units.contains { $0.isTouched && $0.isInside && ($0.isSource || $0.isDestination) }
  }
}
