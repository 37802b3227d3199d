public import ClusterModel
public import Evaluation

/// Addresses that a pod to come may have and that no rule tells apart.
public struct NewcomerAddresses: Hashable, Sendable {
  public var family: IPFamily
  public var addresses: IntervalSet<UInt128>
  /// Stands for all of them; nil where no rule looks at addresses of the family.
  public var representative: IPAddress?
}

extension NewcomerAddresses {
  /// The parts into which the rules of some clusters cut the addresses that a further pod of all of them can have.
  ///
  /// - Throws: where there are more than anybody would read.
  public static func parts(
    of clusters: [Cluster]
  ) throws(NewcomerTable.TooManyLabelsError) -> [NewcomerAddresses] {
    guard let first = clusters.first else { return [] }
    var parts: [NewcomerAddresses] = []
    for family in first.families {
      let free = clusters.map { $0.freeAddresses(of: family) }
        .reduce(IntervalSet(0...family.last)) { $0.intersection($1) }
      let blocks = Set(clusters.flatMap { $0.blocksOfNewPods(family) })
      if blocks.isEmpty {
        if !free.isEmpty { parts.append(NewcomerAddresses(family: family, addresses: free)) }
        continue
      }
      for region in AddressPartition(family, regions: blocks).partRegions {
        let own = region.intersection(free)
        let usual = own.intersection(AddressPartition.privateAddresses(of: family)).first
        guard let lowest = usual ?? own.first else { continue }
        parts.append(
          NewcomerAddresses(
            family: family, addresses: own,
            representative: IPAddress(family: family, bits: lowest)))
      }
    }
    if parts.count > mostParts { throw NewcomerTable.TooManyLabelsError() }
    return parts
  }

  private static let mostParts = 64
}

extension Cluster {
  /// The ranges that tell addresses of new pods apart.
  fileprivate func blocksOfNewPods(_ family: IPFamily) -> [IntervalSet<UInt128>] {
    Direction.allCases.flatMap { direction in
      snapshot.namespaceIDs.flatMap { namespace in
        ruleWords(direction, in: namespace).flatMap { $0.podBlocks[family] ?? [] }
      }
    }
  }
}
